"""The pictures of a story: added one at a time, described, taken out."""

import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from casestudies.desk.records import Facts, change
from casestudies.models import CaseStudy, Picture


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture as it will be kept: drawn anew from what was sent, so that nothing but the picture is in it."""

    content: bytes
    suffix: str  # ".jpg" or ".png"


def add(case_study: CaseStudy, new: NewPicture) -> None:
    """Put a picture after the others. It is shown to nobody before it has words and consent."""
    Picture.objects.create(
        case_study=case_study,
        image=ContentFile(new.content, name=f"{secrets.token_hex(12)}{new.suffix}"),
        position=case_study.pictures.count(),
    )


def keep_rows(case_study: CaseStudy, rows: list[Facts]) -> None:
    """Describe the pictures that have a row, and take out those that have none."""
    said = {row["row"]: row for row in rows}
    for picture in case_study.pictures.all():
        if row := said.get(str(picture.pk)):
            change(picture, alt_text=row["alt_text"], caption=row["caption"], consent=row["consent"])
        else:
            _take_out(picture)


def _take_out(picture: Picture) -> None:
    storage, name = picture.image.storage, str(picture.image.name)
    picture.delete()
    transaction.on_commit(lambda: storage.delete(name))  # an edition has a copy of its own
