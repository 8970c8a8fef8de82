"""The shelves of the readers' tests, and many editions at once."""

import json
from collections.abc import Callable

import pytest
from django.utils import timezone

from casestudies.editions import document
from casestudies.evidence import index
from casestudies.models import Edition
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.readers.conftest import full_shelf, printed

__all__ = ["full_shelf", "many", "printed"]


@pytest.fixture
def many() -> Callable[[int], None]:
    """Add so many published editions: copies of one under other names, each with one row of its own."""
    study = shelf.case_study("copied")
    make.FundingFactory(project=study.project).funders.add(make.OrganisationFactory(key="a-trust", is_funder=True))
    original = lives.publish(study)
    case_study = Edition.objects.get(pk=original.pk).case_study

    def add(how_many: int) -> None:
        before = Edition.objects.count()
        rows = []
        for number in range(before, before + how_many):
            data = json.loads(original.document or "")
            data |= {"slug": f"copy-{number}", "edition": number + 1}
            data["project"] |= {"name": f"Copy {number}"}
            text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            rows.append(
                Edition(
                    case_study=case_study,
                    slug=f"copy-{number}",
                    number=number + 1,
                    document=text,
                    sha256=document.digest(text),
                    published_at=timezone.now(),
                    published_by=original.published_by,
                )
            )
        Edition.objects.bulk_create(rows, batch_size=500)
        index.rebuild()

    return add
