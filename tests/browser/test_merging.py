"""What was entered twice is made one in the admin and taken apart again, and readers follow: on its own page by the
next edition, and under either name wherever they look for it."""

import re

import pytest
from playwright.sync_api import Page, expect

from casestudies.models import CaseStudy, Merge
from outcomes.models import Organisation, Place, Theme
from tests import factories as make
from tests import lives
from tests.browser.conftest import Visitor
from tests.browser.the_admin import an_admin, looked_at
from tests.db.corrections.test_recomposing import run_the_queue
from tests.db.readers import shelf

PAGE = "/case-studies/open-door/"


@pytest.fixture
def study(transactional_db: None) -> CaseStudy:
    """Published: the Smith Trust pays for it."""
    study = shelf.case_study("open-door")
    paid = make.FundingFactory(project=study.project)
    paid.funders.add(make.OrganisationFactory(key="smith-trust", name="Smith Trust", is_funder=True))
    lives.publish(study)
    return study


@pytest.fixture
def admin(study: CaseStudy, visitor: Visitor, base_url: str) -> Page:
    """Signed in as somebody of the admin group."""
    return an_admin(visitor(1280), base_url)


def test_two_themes_become_one_and_two_again(admin: Page) -> None:
    make.ThemeFactory(name="Early help")
    admin.goto("/admin/casestudies/merge/start/theme/")
    looked_at(admin)
    when_two_are_named(admin, "Theme of Open Door", "Early help")
    expect(admin.get_by_role("table", name="What would change")).to_contain_text("a new edition at once")
    looked_at(admin)
    when_it_is_confirmed(admin, "Merged Theme of Open Door into Early help")
    when_it_is_taken_back(admin, "Theme of Open Door")
    assert Theme.objects.filter(name="Theme of Open Door").exists()
    admin.goto(f"/admin/casestudies/merge/{Merge.objects.get().pk}/undo/")
    expect(admin.get_by_text("It has been taken back already.")).to_be_visible()
    expect(admin.get_by_label("Reason")).to_have_count(0)
    looked_at(admin)


def test_two_funders_become_one_for_readers_and_two_again(admin: Page, visitor: Visitor) -> None:
    make.OrganisationFactory(key="smith-foundation", name="Smith Foundation", is_funder=True)
    reader = visitor(390, "dark")
    admin.goto("/admin/casestudies/merge/")
    admin.get_by_role("link", name="Merge organisations or funders").click()
    when_two_are_named(admin, "Smith Trust", "Smith Foundation")
    then_nothing_is_done_yet_and_readers_would_see(admin, "Funding: 1", "Funding was updated.")
    looked_at(admin)
    assert Organisation.objects.filter(name="Smith Trust").exists()

    when_it_is_confirmed(admin, "Merged Smith Trust into Smith Foundation")
    looked_at(admin)
    then_readers_read_who_paid(reader, "Smith Trust")  # until there is another edition; elsewhere at once
    then_an_old_address_leads_to(reader, "/funders/smith-trust/", "/funders/smith-foundation/", "Smith Foundation")
    assert run_the_queue() == [1]
    then_readers_read_who_paid(reader, "Smith Foundation")
    then_words_find(reader, "Smith Trust", "1 case study")

    when_it_is_taken_back(admin, "Smith Trust")
    assert run_the_queue() == [1]
    then_readers_read_who_paid(reader, "Smith Trust")
    then_an_old_address_leads_to(reader, "/funders/smith-trust/", "/funders/smith-trust/", "Smith Trust")
    then_words_find(reader, "Smith Foundation", "0 case studies")


def test_two_places_become_one_for_readers_and_two_again(admin: Page, visitor: Visitor) -> None:
    gone, kept = Place.objects.get(name="Midshire"), make.PlaceFactory(name="Middleshire")
    reader = visitor(390)
    admin.goto("/admin/casestudies/merge/")
    admin.get_by_role("link", name="Merge places").click()
    looked_at(admin)
    when_two_are_named(admin, gone.gss_code, "middleshire")  # by key or by name
    then_nothing_is_done_yet_and_readers_would_see(admin, "Project places: 1", "Its places were updated.")
    looked_at(admin)
    when_it_is_confirmed(admin, "Merged Midshire into Middleshire")
    assert run_the_queue() == [1]
    then_readers_find_it_in(reader, "Middleshire")
    then_an_old_address_leads_to(reader, f"/places/{gone.gss_code}/", f"/places/{kept.gss_code}/", "Middleshire")
    then_words_find(reader, "Midshire", "1 case study")
    when_it_is_taken_back(admin, "Midshire")
    assert run_the_queue() == [1]
    then_readers_find_it_in(reader, "Midshire")


def test_a_merge_that_is_refused_says_why_and_keeps_what_was_typed(admin: Page) -> None:
    admin.goto("/admin/casestudies/merge/start/organisation/")
    expect(admin.get_by_label("This one goes")).to_have_accessible_description("Its key or its name.")
    when_two_are_named(admin, "Smith Trust", "smith-trust")
    then_it_is_refused(admin, "Choose two different ones.")
    expect(admin.get_by_label("This one stays")).to_have_value("smith-trust")
    looked_at(admin)

    when_two_are_named(admin, "Smith Trust", "Provider of Open Door", reason=" ")
    expect(admin.get_by_label("Reason")).to_have_accessible_description("Kept for good. This field is required.")
    when_two_are_named(admin, "Smith Trust", "Smithy")
    described = "Its key or its name. There is none with this key or name."
    expect(admin.get_by_label("This one stays")).to_have_accessible_description(described)
    looked_at(admin)

    make.OrganisationFactory(name="Kite Fund", invented=True)
    when_two_are_named(admin, "Smith Trust", "Kite Fund")
    then_it_is_refused(admin, "One of them is made up for an example and the other is real.")
    assert not Merge.objects.exists()


def when_two_are_named(page: Page, gone: str, kept: str, *, reason: str = "Entered twice.") -> None:
    page.get_by_label("This one goes").fill(gone)
    page.get_by_label("This one stays").fill(kept)
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="See what would move").click()


def when_it_is_confirmed(page: Page, said: str) -> None:
    page.get_by_role("button", name="Do it, for the reason given: Entered twice.").click()
    expect(page.get_by_text(said)).to_be_visible()


def when_it_is_taken_back(page: Page, name: str) -> None:
    page.goto("/admin/casestudies/merge/")
    page.locator("#result_list tbody").get_by_role("link").first.click()
    page.get_by_role("link", name="Take it back").click()
    looked_at(page)
    page.get_by_label("Reason").fill("They are two.")
    page.get_by_role("button", name="See what would go back").click()
    expect(page.get_by_text("Nothing has been done yet.")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Do it, for the reason given: They are two.").click()
    expect(page.get_by_text(f"{name} is back.")).to_be_visible()


def then_nothing_is_done_yet_and_readers_would_see(page: Page, moves: str, change: str) -> None:
    expect(page.get_by_role("listitem").filter(has_text=moves)).to_be_visible()
    told = "Nothing has been done yet. Readers would see this change in 1 published case study:"
    expect(page.get_by_text(told)).to_be_visible()
    row = page.get_by_role("table", name="What would change").get_by_role("row", name="Open Door")
    expect(row).to_contain_text(change)
    expect(row).to_contain_text("a new edition at once, because nothing else has changed")


def then_it_is_refused(page: Page, why: str) -> None:
    expect(page.get_by_role("alert")).to_have_text(why)
    expect(page).to_have_title(re.compile("^Error: "))


def then_readers_read_who_paid(page: Page, name: str) -> None:
    page.goto(PAGE)
    payers = page.get_by_role("table", name="All funding named").locator("tbody").get_by_role("rowheader")
    expect(payers).to_have_text([re.compile(f"^{name} ")])


def then_readers_find_it_in(page: Page, place: str) -> None:
    page.goto(PAGE)
    expect(page.get_by_role("definition").get_by_role("link", name=place, exact=True)).to_be_visible()


def then_words_find(page: Page, words: str, how_many: str) -> None:
    page.goto(f'/case-studies/?q="{words}"')
    expect(page.get_by_role("status")).to_contain_text(how_many)


def then_an_old_address_leads_to(page: Page, old: str, now: str, name: str) -> None:
    page.goto(old)
    expect(page).to_have_url(re.compile(f"{now}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("article")).to_contain_text("Open Door")
