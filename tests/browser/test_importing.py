"""A file comes into the admin with a mistake, is mended, and is looked at before any of it is saved; what leaves comes
in again as it was. Of what readers have nothing changes by itself: reviewers are told."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casestudies import access
from casestudies.models import CaseStudy
from outcomes.models import Funding, Organisation, Place
from tests import factories as make
from tests import lives
from tests.browser.conftest import WITHOUT_SCRIPT, Visitor
from tests.browser.test_review import sign_in
from tests.browser.the_admin import an_admin, looked_at, somebody_of
from tests.db.readers import shelf

PLACES = "gss_code,name,kind,parent\nE12000008,South East,region,\nE06000045,Southampton,town,E12000008\n"
# some are called so; the apostrophe is from a spreadsheet, which would calculate without it
ORGANISATIONS = (
    "key,name,is_provider,is_funder,names_used,website\n"
    "harbour,Harbour Families,yes,,,\n"
    "at-home,@Home,yes,no,,\n"
    "plus,'+Plus,,perhaps,=1+1,\n"
    "harbour-two,Harbour Two,yes,,,no address\n"
)
FUNDING = (
    "key,project,funders,kind,basis,amount,purpose\n"
    'night-line,open-door,Coast Fund; Sea Trust,grant,exact,"£1,500.50",a night line\n'
)


@pytest.mark.smoke
@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)], ids=["desktop", "phone without script"])
def test_places_come_in_and_are_taken_away(
    transactional_db: None, visitor: Visitor, base_url: str, tmp_path: Path, width: int, script: bool
) -> None:
    page = visitor(width, script=script)
    sign_in(page, somebody_of(access.CURATOR), base_url)
    page.goto("/admin/outcomes/place/")
    page.get_by_role("link", name="Import CSV").click()
    nothing_is_wrong_with(page)
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_text("Choose a file.")).to_be_visible()
    nothing_is_wrong_with(page)

    send(page, tmp_path, PLACES)
    then_nothing_has_been_saved(page, "Row 3, kind: “town” is none of: country, region, county, unitary, borough,")
    assert not Place.objects.exists()
    send(page, tmp_path, PLACES.replace("town", "unitary"))
    then_it_would_do(page, "2 new, 0 changed, 0 as it was.", "E06000045 (new) parent – E12000008")
    assert not Place.objects.exists()
    when_all_of_it_is_imported(page, "2 new, 0 changed, 0 as it was.")
    expect(page.get_by_role("link", name="Southampton")).to_be_visible()
    assert "E06000045,Southampton,unitary,E12000008,,,\n" in taken_away(page).read_text(encoding="utf-8-sig")


def test_organisations_come_in_once_the_file_is_right_and_no_cell_of_them_is_a_formula(
    transactional_db: None, visitor: Visitor, base_url: str, tmp_path: Path
) -> None:
    make.OrganisationFactory(key="harbour", name="Harbour", is_funder=True)
    page = an_admin(visitor(1280), base_url)
    page.goto("/admin/outcomes/organisation/")
    page.get_by_role("link", name="Import CSV").click()
    send(page, tmp_path, ORGANISATIONS)
    wrong = ("Row 4, is_funder: “perhaps” is none of: yes, no.", "Row 5, website: Enter a valid URL.")
    then_nothing_has_been_saved(page, *wrong)
    assert Organisation.objects.get().name == "Harbour"

    send(page, tmp_path, ORGANISATIONS.replace("perhaps", "yes").replace("no address", ""))
    rows = ("harbour name Harbour Harbour Families", "harbour is_funder yes no", "plus (new) name – +Plus")
    then_it_would_do(page, "3 new, 1 changed, 0 as it was.", *rows)
    assert Organisation.objects.get().name == "Harbour"
    when_all_of_it_is_imported(page, "3 new, 1 changed, 0 as it was.")
    expect(page.get_by_role("link", name="@Home", exact=True)).to_be_visible()
    plus = Organisation.objects.get(key="plus")
    assert (plus.name, plus.names_used, plus.is_funder) == ("+Plus", "=1+1", True)

    away = taken_away(page)
    assert "\nplus,'+Plus,,'=1+1,no,yes,no,,no\n" in away.read_text(encoding="utf-8-sig")
    then_it_comes_in_again_as_it_was(page, away, "0 new, 0 changed, 4 as it was.")


def test_funding_comes_in_and_reviewers_are_told_that_readers_have_another_edition(
    transactional_db: None, visitor: Visitor, base_url: str, tmp_path: Path
) -> None:
    given_it_is_published_and_who_pays_is_known()
    page, reader, reviewer = an_admin(visitor(1280), base_url), visitor(390), visitor(1280)
    sign_in(reviewer, somebody_of(access.REVIEWER), base_url)
    then_the_queue_says(reviewer, "Nothing waits for a reviewer.")
    page.goto("/admin/outcomes/funding/")
    page.get_by_role("link", name="Import CSV").click()
    send(page, tmp_path, FUNDING.replace("Sea Trust", "Seaside Trust"))
    then_nothing_has_been_saved(page, "Row 2, funders: No organisation is called “Seaside Trust”. Add it first,")
    send(page, tmp_path, FUNDING)
    rows = ("night-line (new) amount – 1500.5", "night-line (new) funders – Coast Fund; Sea Trust")
    then_it_would_do(page, "1 new, 0 changed, 0 as it was.", *rows)
    assert not Funding.objects.filter(key="night-line").exists()
    then_the_queue_says(reviewer, "Nothing waits for a reviewer.")

    when_all_of_it_is_imported(page, "1 new, 0 changed, 0 as it was.")
    assert CaseStudy.objects.get().stale
    then_the_queue_says(reviewer, "Open Door")
    then_readers_read_who_paid(reader, "Coast Fund")
    then_the_list_of_those_to_be_published_anew_has_it(page)

    page.goto("/admin/outcomes/funding/")
    away = taken_away(page)
    assert "night-line,open-door,Coast Fund; Sea Trust,no,,grant,exact,1500.5,," in away.read_text("utf-8-sig")
    then_it_comes_in_again_as_it_was(page, away, "0 new, 0 changed, 2 as it was.")


def given_it_is_published_and_who_pays_is_known() -> None:
    study = shelf.case_study("open-door")
    coast = make.OrganisationFactory(name="Coast Fund", is_funder=True)
    make.OrganisationFactory(name="Sea Trust")
    make.FundingFactory(project=study.project).funders.add(coast)
    lives.publish(study)


def nothing_is_wrong_with(page: Page) -> None:
    if page.context not in WITHOUT_SCRIPT:  # axe is script itself
        looked_at(page)


def send(page: Page, folder: Path, text: str) -> None:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="See what it would do").click()


def when_all_of_it_is_imported(page: Page, counts: str) -> None:
    page.get_by_role("button", name="Import all of it").click()
    expect(page.get_by_text(f"Imported from “list.csv”: {counts}")).to_be_visible()
    nothing_is_wrong_with(page)


def taken_away(page: Page) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Take away as CSV").click()
    return Path(waiting.value.path())


def then_nothing_has_been_saved(page: Page, *problems: str) -> None:
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nothing has been saved")
    expect(alert.get_by_role("listitem")).to_contain_text([*problems])
    expect(alert.get_by_role("listitem")).to_have_count(len(problems))
    expect(page.get_by_role("button", name="Import all of it")).to_have_count(0)
    nothing_is_wrong_with(page)


def then_it_would_do(page: Page, counts: str, *rows: str) -> None:
    expect(page.get_by_role("heading", name="What this file would do")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"{counts} Nothing has been saved yet.")
    for row in rows:
        expect(page.get_by_role("table", name="Rows that would change").get_by_role("row", name=row)).to_be_visible()
    nothing_is_wrong_with(page)


def then_it_comes_in_again_as_it_was(page: Page, file: Path, counts: str) -> None:
    page.get_by_role("link", name="Import CSV").click()
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_role("main")).to_contain_text(counts)
    expect(page.get_by_role("button", name="Import all of it")).to_have_count(0)
    looked_at(page)


def then_the_queue_says(page: Page, words: str) -> None:
    page.goto("/review/")
    expect(page.get_by_role("main")).to_contain_text(words)


def then_readers_read_who_paid(page: Page, *names: str) -> None:
    page.goto("/case-studies/open-door/")
    payers = page.get_by_role("table", name="All funding named").locator("tbody").get_by_role("rowheader")
    expect(payers).to_contain_text([*names])
    expect(payers).to_have_count(len(names))


def then_the_list_of_those_to_be_published_anew_has_it(page: Page) -> None:
    page.goto("/admin/casestudies/casestudy/?stale__exact=1")
    expect(page.get_by_role("link", name="open-door", exact=True)).to_be_visible()
