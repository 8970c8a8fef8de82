"""A curator comes to the desk of the admin, follows a number to its list, brings a file in with a mistake, mends it,
and takes the list away; on a desktop and on a phone, in light and dark, with and without script."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page, expect

from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy
from outcomes.models import Place
from tests import factories as make
from tests.browser.conftest import WITHOUT_SCRIPT, Visitor
from tests.browser.test_every_page_type import faults
from tests.browser.test_review import sign_in

WRONG = "gss_code,name,kind,parent\nE12000008,South East,region,\nE06000045,Southampton,town,E12000008\n"


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
def test_from_the_desk_to_a_list_and_a_file_in_and_out(
    transactional_db: None, visitor: Visitor, base_url: str, tmp_path: Path, width: int, scheme: str, script: bool
) -> None:
    page = visitor(width, scheme, script=script)
    given_there_is_something_to_do()
    sign_in(page, a_curator(), base_url)

    when_they_follow_what_waits_for_long(page)
    when_they_follow_what_is_past_its_date(page)
    when_they_bring_in_places_with_a_mistake(page, tmp_path)
    when_they_bring_them_in_corrected(page, tmp_path)
    when_they_take_the_places_away(page)


def given_there_is_something_to_do() -> None:
    now, today = timezone.now(), timezone.localdate()
    make.CaseStudyFactory(slug="open-door", status="submitted", submitted_at=now - timedelta(days=40))
    make.CaseStudyFactory(slug="harbour", status="submitted", submitted_at=now - timedelta(days=2))
    make.CaseStudyFactory(slug="old-mill", status="published", review_by=today - timedelta(days=3))
    result = make.PublishedResultFactory(scored=30, improved_percent=85)
    make.CaseStudyFactory(slug="doubtful", project=result.cohort.strand.project)


def a_curator() -> make.UserFactory:
    ensure_groups()
    curator = make.UserFactory(email="cora@example.org", is_staff=True)
    curator.groups.add(Group.objects.get(name="curator"))
    return curator


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


def when_they_bring_in_places_with_a_mistake(page: Page, folder: Path) -> None:
    page.goto("/admin/outcomes/place/")
    page.get_by_role("link", name="Import CSV").click()
    nothing_is_wrong_with(page)
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_text("Choose a file.")).to_be_visible()
    nothing_is_wrong_with(page)
    send(page, folder, WRONG)
    expect(page.get_by_role("alert")).to_contain_text("Nothing has been saved")
    expect(page.get_by_role("alert")).to_contain_text("Row 3, kind: “town” is none of: country, region,")
    nothing_is_wrong_with(page)
    assert not Place.objects.filter(gss_code="E12000008").exists()


def when_they_bring_them_in_corrected(page: Page, folder: Path) -> None:
    send(page, folder, WRONG.replace("town", "unitary"))
    expect(page.get_by_role("heading", name="What this file would do")).to_be_visible()
    expect(page.get_by_role("table", name="Rows that would change")).to_contain_text("E06000045 (new)")
    nothing_is_wrong_with(page)
    assert not Place.objects.filter(gss_code="E12000008").exists()
    page.get_by_role("button", name="Import all of it").click()
    expect(page.get_by_text("2 new, 0 changed, 0 as it was.")).to_be_visible()
    expect(page.get_by_role("link", name="Southampton")).to_be_visible()
    nothing_is_wrong_with(page)


def when_they_take_the_places_away(page: Page) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Take away as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "E06000045,Southampton,unitary,E12000008,,,\n" in text


def send(page: Page, folder: Path, text: str) -> None:
    file = folder / "places.csv"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="See what it would do").click()


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
