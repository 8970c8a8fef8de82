"""Putting right in the admin, without a line of script of ours: each page asks first, and nothing in it is for axe to
find. Looked at on a phone and on a desktop."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casestudies.models import CaseStudy, Erasure, ErasureRequest
from outcomes.models import Cohort, Measure, Score, Strand
from tests import factories as make
from tests import lives
from tests.browser.conftest import Visitor
from tests.browser.the_admin import an_admin, looked_at
from tests.db.readers import shelf


@pytest.fixture
def study(transactional_db: None, settings: Any, tmp_path: Path) -> CaseStudy:
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    study = shelf.case_study("open-door")
    upload = Cohort.objects.get().uploads.get()
    make.ScoreFactory(upload=upload, client_reference="QZ-4711", before=40, after=60)
    type(upload).objects.update(row_count=61, pair_count=61)
    lives.publish(study)
    return study


@pytest.fixture
def admin(study: CaseStudy, visitor: Visitor, base_url: str) -> Page:
    """Signed in as somebody of the admin group."""
    return an_admin(visitor(1280), base_url)


def test_a_client_is_erased(admin: Page) -> None:
    admin.goto("/admin/casestudies/erasure/erase/")
    looked_at(admin)
    admin.get_by_label("The client's reference").fill("QZ-4711")
    admin.get_by_label("Project").fill("Open Door")
    admin.get_by_label("Reason").fill("Asked for by the client.")
    admin.get_by_role("button", name="See how much is held").click()
    expect(admin.get_by_text("Scores: 1")).to_be_visible()
    looked_at(admin)
    admin.get_by_role("button", name="Do it").click()
    expect(admin.get_by_text("Erased. What was done is in the list")).to_be_visible()
    looked_at(admin)
    assert Erasure.objects.get().scores == 1


def test_what_readers_see_is_deleted_for_a_reason(admin: Page, study: CaseStudy) -> None:
    strand = make.StrandFactory(project=study.project, name="Evenings")
    admin.goto(f"/admin/outcomes/strand/{strand.pk}/change/")
    expect(admin.get_by_label("Why:")).to_be_visible()
    looked_at(admin)
    admin.goto(f"/admin/outcomes/strand/{strand.pk}/delete/")
    admin.get_by_role("button", name="Delete it").click()
    expect(admin.get_by_role("alert")).to_have_text("Nothing has been deleted: it needs a reason.")
    looked_at(admin)
    admin.get_by_label("Why").fill("It was another project's.")
    admin.get_by_role("button", name="Delete it").click()
    expect(admin.get_by_text("was deleted successfully")).to_be_visible()
    assert Strand.history.latest().history_change_reason == "It was another project's."


def test_a_document_is_erased_by_two_people_and_taken_down_in_the_audit(
    admin: Page, study: CaseStudy, visitor: Visitor, base_url: str
) -> None:
    admin.goto(f"/admin/casestudies/erasurerequest/ask/{study.editions.get().pk}/")
    looked_at(admin)
    admin.get_by_label("Reason").fill("It names somebody.")
    admin.get_by_role("button", name="Ask for it").click()
    expect(admin.get_by_text("It waits for a second person.")).to_be_visible()
    decide = f"/admin/casestudies/erasurerequest/{ErasureRequest.objects.get().pk}/decide/"
    admin.goto(decide)
    looked_at(admin)
    admin.get_by_role("button", name="Erase it for good").click()
    expect(admin.get_by_text("somebody else has to erase it")).to_be_visible()

    somebody_else = an_admin(visitor(1280, may_fail={"/case-studies/open-door/editions/1/"}), base_url)
    somebody_else.goto(decide)
    somebody_else.get_by_role("button", name="Erase it for good").click()
    expect(somebody_else.get_by_text("Done.")).to_be_visible()
    somebody_else.goto("/case-studies/open-door/editions/1/")
    expect(somebody_else.get_by_role("main")).to_contain_text("erased")
    somebody_else.goto("/admin/casestudies/decision/")
    with somebody_else.expect_download() as waiting:
        somebody_else.get_by_role("link", name="merges and corrections as CSV").click()
    assert "It names somebody." in Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_a_threshold_is_kept_once_it_is_clear_what_it_changes(admin: Page, study: CaseStudy) -> None:
    measure = Measure.objects.get()
    Measure.objects.update(reliable_change=9, reliable_change_source=make.SourceFactory())
    admin.goto(f"/admin/outcomes/measure/{measure.pk}/change/")
    admin.get_by_label("Reliable change:").fill("5")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("Nothing has been saved yet.")).to_be_visible()
    looked_at(admin)
    assert Measure.objects.get().reliable_change == 9
    admin.get_by_role("button", name="Keep the change").click()
    expect(admin.get_by_text("was changed successfully")).to_be_visible()
    assert Measure.objects.get().reliable_change == 5


def test_a_measure_is_replaced_and_no_score_is_converted(admin: Page, study: CaseStudy) -> None:
    old = Measure.objects.get()
    new = make.MeasureFactory(key="loaf", name="Levels of Adaptive Functioning", short_name="LOAF", maximum=100)
    admin.goto("/admin/outcomes/measure/")
    admin.get_by_role("link", name=old.short_name, exact=True).click()
    when_one_is_chosen(admin, "Replaced by:", "LOAF")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("was changed successfully")).to_be_visible()
    then_readers_find_the_old_figures_and_the_new_name(admin, old)

    admin.goto(f"/admin/outcomes/cohort/{Cohort.objects.get().pk}/change/")
    when_one_is_chosen(admin, "Measure:", "LOAF")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("are held on the measure before, and are not converted")).to_be_visible()
    looked_at(admin)
    assert Cohort.objects.get().measure == old
    assert (Score.objects.count(), Score.objects.exclude(cohort__measure=old).count()) == (61, 0)
    admin.goto(f"/measures/{new.key}/")
    expect(admin.get_by_role("main")).not_to_contain_text("Open Door")


def when_one_is_chosen(page: Page, label: str, words: str) -> None:
    """In a field that completes what is typed, once its script stands in for the plain one."""
    row = page.locator(".form-row", has=page.get_by_text(label, exact=True)).first
    row.locator("span[role=combobox]").first.click()
    page.get_by_role("searchbox").last.fill(words)
    page.get_by_role("option", name=words).click()


def then_readers_find_the_old_figures_and_the_new_name(page: Page, old: Measure) -> None:
    page.goto(f"/measures/{old.key}/")
    expect(page.get_by_role("main")).to_contain_text("scores on one are not compared with scores on the other")
    expect(page.get_by_role("main")).to_contain_text("Open Door")
    page.goto("/case-studies/open-door/")
    expect(page.get_by_role("main")).to_contain_text("75\N{NARROW NO-BREAK SPACE}%")
