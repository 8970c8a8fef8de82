"""The readers' index follows the current editions, move by move, and can be made anew from them."""

import pytest

from casestudies import workflow
from casestudies.evidence import index
from casestudies.models import Edition, EvidenceRow, Mention
from tests import factories as make
from tests import lives
from tests.db.evidence.everything import everything
from tests.db.readers import shelf

pytestmark = pytest.mark.django_db


def test_publishing_writes_down_what_shows() -> None:
    study = shelf.case_study("open-door", strands=2)
    study.project.themes.add(make.ThemeFactory(key="another"))
    lives.publish(study)
    assert [(row.slug, row.edition, row.provenance) for row in EvidenceRow.objects.all()] == [
        ("open-door", 1, "recorded"),
        ("open-door", 1, "recorded"),
    ]
    named = set(Mention.objects.values_list("kind", "name"))
    assert {("provider", "Provider of Open Door"), ("place", "Midshire"), ("theme", "Theme of Open Door")} <= named
    assert Mention.objects.filter(kind="theme").count() == 2, "the lead theme and the other"


def test_a_new_edition_takes_the_place_of_the_old_one() -> None:
    by = shelf.reviewer()
    shelf.publish_twice(shelf.case_study("open-door"), by=by)
    assert list(EvidenceRow.objects.values_list("slug", "edition")) == [("open-door", 2)]


def test_a_draft_over_a_live_edition_changes_nothing() -> None:
    study = shelf.case_study("open-door")
    lives.publish(study)
    before = everything()
    study.project.provider.name = "Another name"
    study.project.provider.save()
    lives.submitted(study)
    assert everything() == before


def test_withdrawing_takes_everything_out_at_once() -> None:
    study, by = shelf.case_study("gone"), shelf.reviewer()
    lives.publish(study, by=by)
    lives.publish(shelf.case_study("stays"), by=by)
    workflow.withdraw(study, by=by, reason="The charity that ran it has closed.")
    assert set(EvidenceRow.objects.values_list("slug", flat=True)) == {"stays"}
    assert set(Mention.objects.values_list("slug", flat=True)) == {"stays"}


def test_retired_figures_are_out_of_it_and_their_names_stay() -> None:
    edition = lives.publish(shelf.case_study("open-door"))
    make.RetirementFactory(edition=edition)
    index.rebuild()
    assert not EvidenceRow.objects.exists()
    assert Mention.objects.filter(slug="open-door", kind="provider").exists()


def test_an_erased_document_leaves_nothing() -> None:
    lives.publish(shelf.case_study("open-door"))
    Edition.objects.update(document=None)
    index.rebuild()
    assert everything() == ([], [])
