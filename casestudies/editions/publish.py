"""Composing against what has been published before, and freezing the result into an `Edition` row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from casestudies.editions import document, records
from casestudies.editions.compose import compose
from casestudies.editions.gather import gather, public_name
from casestudies.models import CaseStudy, Edition, Erasure, Picture, User
from outcomes.figures import ProtectedFigures

PICTURES = "published-pictures"


def earlier_figures(case_study: CaseStudy) -> tuple[tuple[int, ProtectedFigures], ...]:
    """The figures every edition has shown, oldest first: not those retired, but those of an erased document too.

    A reader may have kept a copy of what was erased, and could compare.
    """
    return _earlier(case_study)[0]


def _earlier(
    case_study: CaseStudy,
) -> tuple[tuple[tuple[int, ProtectedFigures], ...], dict[int, document.EditionDocument]]:
    """Those figures, and the documents they stood in by number, where there still is one."""
    figures: list[tuple[int, ProtectedFigures]] = []
    documents: dict[int, document.EditionDocument] = {}
    for row in case_study.editions.filter(retirement=None).select_related("erasure").order_by("number"):
        erasure: Erasure | None = getattr(row, "erasure", None)
        if row.document:
            documents[row.number] = document.load(row.document)
            figures.append((row.number, document.protected(documents[row.number])))
        elif erasure:
            figures.append((row.number, document.load_figures(erasure.figures)))
    return tuple(figures), documents


def next_number(case_study: CaseStudy) -> int:
    """The number the next edition will have."""
    newest = case_study.editions.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def composed(
    case_study: CaseStudy, *, published: date, note: str = "", forget_earlier: bool = False
) -> document.EditionDocument:
    """The next edition as it would be published on that day. `forget_earlier` when the earlier figures are retired."""
    earlier, shown = ((), {}) if forget_earlier else _earlier(case_study)
    return compose(
        gather(case_study),
        edition=next_number(case_study),
        published=published,
        note=note,
        earlier=earlier,
        shown=shown,
        small=settings.PORTAL_SMALL,
    )


def fingerprint(new: document.EditionDocument, *, but_for_the_note: bool = False) -> str:
    """The hash of all a document says but its day: the same on the day it is approved and on the day it is published.

    `but_for_the_note` for comparing with what a reviewer looked at before writing the note.
    """
    kept = replace(new, published=date.min, note="" if but_for_the_note else new.note)
    return document.digest(document.dump(kept))


def freeze(new: document.EditionDocument, case_study: CaseStudy, *, by: User, at: datetime) -> Edition:
    """Store `new` as the current edition, and what its records came to.

    To be called in the transaction that decided so, with the rows of its cohorts locked.
    """
    _keep_pictures(case_study, new)
    case_study.editions.filter(current=True).update(current=False)
    edition = row(new, case_study, by=by, at=at)
    edition.save(force_insert=True)
    records.keep(edition)
    return edition


def row(new: document.EditionDocument, case_study: CaseStudy, *, by: User, at: datetime) -> Edition:
    """`new` as a row that is not stored yet."""
    text = document.dump(new)
    return Edition(
        case_study=case_study,
        slug=case_study.slug,
        number=new.edition,
        document=text,
        sha256=document.digest(text),
        published_at=at,
        published_by=by,
        note=new.note,
        invented=new.invented,
    )


def draft_picture(case_study: CaseStudy, name: str) -> Picture | None:
    """The picture that the next edition would show under this public name."""
    pictures = Picture.objects.filter(case_study=case_study, consent=True)
    return next((picture for picture in pictures if public_name(picture.image) == name), None)


def lose_pictures(names: Iterable[str]) -> None:
    """Delete the published copies of these pictures once the transaction ends, but for those an edition still names."""
    for name in names:
        if not Edition.objects.filter(document__contains=f'"name":"{name}"').exists():
            transaction.on_commit(partial(default_storage.delete, PurePath(PICTURES, name).as_posix()))


def _keep_pictures(case_study: CaseStudy, new: document.EditionDocument) -> None:
    """Copy each picture under its public name, so that an edition keeps it when the draft's is replaced."""
    named = {picture.name for picture in new.story.pictures}
    for picture in Picture.objects.filter(case_study=case_study, consent=True):
        name = public_name(picture.image)
        target = PurePath(PICTURES, name).as_posix()
        if name in named and not default_storage.exists(target):
            with picture.image.open() as file:
                default_storage.save(target, file)
