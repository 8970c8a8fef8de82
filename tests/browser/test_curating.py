"""A curator comes to the desk of the admin and follows a number to its list; on a desktop and on a phone, in light and
dark, with and without script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from casestudies import access
from casestudies.models import CaseStudy
from tests import factories as make
from tests.browser.conftest import WITHOUT_SCRIPT, Visitor
from tests.browser.faults import faults
from tests.browser.test_review import sign_in
from tests.browser.the_admin import somebody_of


def nothing_is_wrong_with(page: Page) -> None:
    """Nothing for axe to find, which needs script itself."""
    if page.context not in WITHOUT_SCRIPT:
        assert faults(page) == []


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("width", "scheme", "script"),
    [(1280, "light", True), (390, "dark", True), (390, "light", False)],
    ids=["desktop", "phone in the dark", "phone without script"],
)
def test_from_the_desk_to_a_list(
    transactional_db: None, visitor: Visitor, base_url: str, width: int, scheme: str, script: bool
) -> None:
    page = visitor(width, scheme, script=script)
    given_there_is_something_to_do()
    sign_in(page, somebody_of(access.CURATOR), base_url)

    when_they_follow_what_waits_for_long(page)
    when_they_follow_what_is_past_its_date(page)


def given_there_is_something_to_do() -> None:
    now, today = timezone.now(), timezone.localdate()
    make.CaseStudyFactory(slug="open-door", status="submitted", submitted_at=now - timedelta(days=40))
    make.CaseStudyFactory(slug="harbour", status="submitted", submitted_at=now - timedelta(days=2))
    make.CaseStudyFactory(slug="old-mill", status="published", review_by=today - timedelta(days=3))
    result = make.PublishedResultFactory(scored=30, improved_percent=85)
    make.CaseStudyFactory(slug="doubtful", project=result.cohort.strand.project)


def when_they_follow_what_waits_for_long(page: Page) -> None:
    page.goto("/admin/")
    expect(page.get_by_role("row", name="Waiting for review")).to_contain_text("2")
    nothing_is_wrong_with(page)
    page.get_by_role("link", name="1 waiting for review, longer").click()
    expect(page.get_by_role("link", name="open-door")).to_be_visible()
    expect(page.get_by_role("link", name="harbour", exact=True)).to_have_count(0)
    nothing_is_wrong_with(page)


def when_they_follow_what_is_past_its_date(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="1 Case studies past their review-by date").click()
    expect(page.get_by_role("link", name="old-mill")).to_be_visible()
    page.goto("/admin/")
    page.get_by_role("link", name="1 Cohorts with a plausibility warning").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")], ids=["desktop", "phone in the dark"])
def test_every_kind_of_page_is_clean(
    transactional_db: None, visitor: Visitor, base_url: str, width: int, scheme: str
) -> None:
    page = visitor(width, scheme)
    given_there_is_something_to_do()
    study = CaseStudy.objects.get(slug="open-door")
    make.QuoteFactory(case_study=study)
    measure = make.BandFactory().measure
    sign_in(page, make.UserFactory(is_staff=True, is_superuser=True, email="ada@example.org"), base_url)
    for address in (
        "casestudies/",
        "casestudies/user/",
        "casestudies/outgoingmail/",
        f"casestudies/casestudy/{study.pk}/change/",
        f"casestudies/casestudy/{study.pk}/history/",
        f"casestudies/casestudy/{study.pk}/delete/",
        f"casestudies/casestudy/{study.pk}/withdraw/",
        f"casestudies/tombstone/{make.TombstoneFactory().pk}/change/",
        f"outcomes/measure/{measure.pk}/change/",
        "outcomes/funding/add/",
        f"outcomes/scoreimport/{make.ScoreImportFactory(state='refused', stored_as='').pk}/change/",
    ):
        page.goto(f"/admin/{address}")
        assert (address, faults(page)) == (address, [])
