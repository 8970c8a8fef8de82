"""The index made anew from a full shelf is the index that publishing wrote."""

import pytest
from django.core.management import call_command

from casestudies.models import Edition, EvidenceRow, Mention
from tests.db.evidence.everything import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_shelf")]


def test_made_anew_it_is_the_same() -> None:
    """With a corrected, a withdrawn, an erased and an invented case study on the shelf, and the worked example."""
    before = everything()
    assert len(before[0]) >= 6
    EvidenceRow.objects.filter(slug="oxpip").delete()
    Mention.objects.create(slug="x", kind="theme", key="x", name="x", invented=False, published_at="2026-01-01T00:00Z")
    call_command("rebuild_index", verbosity=0)
    assert everything() == before


def test_no_worked_example_is_in_it() -> None:
    assert Edition.objects.get(slug="oxpip", current=True).document.count('"provenance":"simulated"') == 2  # type: ignore[union-attr]
    assert set(EvidenceRow.objects.filter(slug="oxpip").values_list("provenance", flat=True)) == {"summary"}
