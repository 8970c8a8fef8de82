"""An editor at the desk: with a script and without, at a phone's width and a desk's, by labels and roles alone."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from casestudies.models import CaseStudy
from outcomes.models import StatedIncome
from tests.browser.faults import faults
from tests.db.desk.conftest import Desk, begin_desk
from tests.factories import CommentFactory

PAGES = ["", "project/", "story/", "funding/", "referrals/", "sources/", "check/"]


@pytest.fixture
def desk() -> Desk:
    return begin_desk()


def sign_in(context: BrowserContext, desk: Desk, base_url: str) -> None:
    session = desk.client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])


@pytest.fixture
def editor(page: Page, desk: Desk, base_url: str) -> Page:
    sign_in(page.context, desk, base_url)
    return page


@pytest.fixture
def overtaken(browser: Browser, desk: Desk, live_server: LiveServer) -> Iterator[Page]:
    """An editor's browser whose console may tell of answers 409 and 403, as Chromium does, and of nothing else."""
    context = browser.new_context(base_url=live_server.url)
    sign_in(context, desk, live_server.url)
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert [text for text in told if "409 (Conflict)" not in text and "403 (Forbidden)" not in text] == []


@pytest.fixture
def without_script(browser: Browser, desk: Desk, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    sign_in(context, desk, live_server.url)
    yield context.new_page()
    context.close()


def fill_project(page: Page) -> None:
    page.get_by_role("link", name="The project").click()
    page.get_by_label("Purpose").fill("To help families.")
    page.get_by_label("Theme", exact=True).select_option("Early years")
    page.get_by_label("Place", exact=True).fill("Suffolk")
    page.get_by_label("What happens there").select_option("lead area")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Little Steps")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_sound_at_both_widths(editor: Page, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    for path in ["/desk/", "/desk/start/", *(f"/desk/little-steps/{page}" for page in PAGES)]:
        editor.goto(path)
        assert (path, faults(editor)) == (path, [])


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(editor: Page) -> None:
    editor.goto("/desk/little-steps/project/")
    editor.get_by_label("People served in a year").fill("about forty")
    editor.get_by_role("button", name="Save and go on").click()
    summary = editor.get_by_role("alert")
    expect(summary).to_be_focused()
    assert faults(editor) == []
    summary.get_by_role("link", name="People served in a year").press("Enter")
    expect(editor.get_by_label("People served in a year")).to_be_focused()
    expect(editor.get_by_label("People served in a year")).to_have_value("about forty")


def test_work_is_saved_as_it_is_typed_and_rows_come_and_go_in_place(editor: Page) -> None:
    editor.goto("/desk/little-steps/story/")
    editor.get_by_label("Headline").fill("Families get on")
    expect(editor.get_by_role("status")).to_contain_text("Saved at")
    assert CaseStudy.objects.get().headline == "Families get on"
    editor.get_by_label("Words", exact=True).fill("It was worth it.")
    editor.get_by_label("Who says it").fill("A. Manager")
    editor.get_by_role("button", name="Add another quotation").click()
    expect(editor.get_by_role("group", name="Quotation 2").get_by_label("Words", exact=True)).to_be_focused()
    editor.get_by_role("group", name="Quotation 2").get_by_label("Words", exact=True).fill("So it was.")
    editor.get_by_role("group", name="Quotation 2").get_by_label("Who says it").fill("B. Worker")
    editor.get_by_role("button", name="Remove quotation 1").click()
    expect(editor.get_by_role("group", name="Quotation 2")).to_have_count(0)
    editor.get_by_label("Background").fill("There was a need.")
    editor.get_by_role("button", name="Save and go on").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Little Steps")
    case_study = CaseStudy.objects.get()
    assert (case_study.headline, case_study.background) == ("Families get on", "There was a need.")
    assert list(case_study.quotes.values_list("words", flat=True)) == ["So it was."]


def test_places_are_offered_while_one_types_and_sums_are_worked_out(editor: Page) -> None:
    editor.goto("/desk/little-steps/project/")
    editor.get_by_label("Place", exact=True).press_sequentially("ips")
    expect(editor.locator("#places-known option")).to_have_attribute("value", "Ipswich, district in Suffolk")
    editor.goto("/desk/little-steps/funding/")
    income = editor.get_by_role("group", name="Income 1")
    income.get_by_label("What it is").fill("last year's income")
    income.get_by_label("How well it is known").select_option("about")
    income.get_by_label("Pounds").fill("500,000")
    expect(editor.locator("#totals")).to_contain_text("about £500,000")


def test_two_tabs_meet_on_a_page_with_both_texts(overtaken: Page) -> None:
    editor = overtaken
    editor.goto("/desk/little-steps/story/")
    other = editor.context.new_page()
    other.goto("/desk/little-steps/story/")
    other.get_by_label("Headline").fill("The other tab")
    other.get_by_role("button", name="Save and go on").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Little Steps")
    editor.get_by_label("Headline").fill("This tab")
    expect(editor.get_by_role("status")).to_contain_text("Not saved: somebody else has saved this page")
    editor.get_by_role("button", name="Compare both").click()
    row = editor.get_by_role("row").filter(has_text="Headline")
    expect(row).to_contain_text("This tab")
    expect(row).to_contain_text("The other tab")
    assert faults(editor) == []
    editor.get_by_label("Headline").fill("Both tabs")
    editor.get_by_role("button", name="Keep mine").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Little Steps")
    assert CaseStudy.objects.get().headline == "Both tabs"


@pytest.mark.smoke
def test_all_of_it_without_script(without_script: Page, desk: Desk) -> None:
    page = without_script
    page.goto("/desk/")
    page.get_by_role("link", name="Little Steps").click()
    fill_project(page)
    expect(page.locator(".task").filter(has_text="The project")).to_contain_text("Completed")

    page.get_by_role("link", name="Its story").click()
    for label in ("Headline", "Background", "Action", "Outcome"):
        page.get_by_label(label).fill(f"{label} in words.")
    page.get_by_label("Words", exact=True).fill("It was worth it.")
    page.get_by_label("Who says it").fill("A. Manager")
    page.get_by_label("They have agreed to be quoted").check()
    page.get_by_role("button", name="Add another quotation").click()
    expect(page.get_by_role("group", name="Quotation 2")).to_be_visible()
    page.get_by_role("button", name="Save and go on").click()

    page.get_by_role("link", name="Who pays").click()
    page.get_by_role("group", name="Income 1").get_by_label("What it is").fill("2024")
    page.get_by_role("group", name="Income 1").get_by_label("How well it is known").select_option("exactly")
    page.get_by_role("group", name="Income 1").get_by_label("Pounds").fill("1,000")
    page.get_by_role("button", name="Save and go on").click()
    assert StatedIncome.objects.get().amount == 1000

    page.get_by_role("link", name="Who refers").click()
    page.get_by_label("Who refers").select_option("midwives")
    page.get_by_role("button", name="Save and go on").click()

    page.get_by_role("link", name="Sources and consent").click()
    page.get_by_label("Whoever is named").check()
    page.get_by_role("button", name="Save and go on").click()

    page.get_by_role("link", name="Check and send").click()
    expect(page.get_by_text("Headline in words.")).to_be_visible()
    expect(page.get_by_text("Still missing")).to_have_count(0)
    expect(page.get_by_role("button", name="Send for review")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_what_a_reviewer_asked_is_settled_and_what_was_typed_is_kept(
    editor: Page, without_script: Page, desk: Desk, script: bool
) -> None:
    CommentFactory(case_study=desk.case_study, section="story", words="Could the headline be shorter?")
    page = editor if script else without_script
    page.goto("/desk/little-steps/story/")
    page.get_by_label("Headline").fill("Shorter")
    page.get_by_role("button", name="Dealt with").click()
    expect(page.get_by_text("Settled on")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Shorter")
    expect(page.get_by_role("button", name="Dealt with")).to_have_count(0)
    if script:
        assert faults(page) == []


def test_typing_goes_on_after_signing_in_again_in_another_tab(overtaken: Page, desk: Desk) -> None:
    overtaken.goto("/desk/little-steps/story/")
    overtaken.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    overtaken.get_by_label("Background").fill("Written before and after")
    expect(overtaken.get_by_text("Saved at")).to_be_visible()
    desk.case_study.refresh_from_db()
    assert desk.case_study.background == "Written before and after"


def test_nobody_who_is_signed_out_loses_what_they_typed(overtaken: Page, desk: Desk) -> None:
    session = overtaken.context.cookies()
    overtaken.goto("/desk/little-steps/story/")
    overtaken.context.clear_cookies()
    overtaken.get_by_label("Background").fill("Not to be lost")
    expect(overtaken.get_by_text("Not saved yet")).to_be_visible()
    with overtaken.expect_response("**/accounts/login/**"):  # the words stand there already: they say nothing of when
        overtaken.get_by_role("button", name="Save and go on").click()
    expect(overtaken.get_by_text("Not saved yet")).to_be_visible()
    expect(overtaken.get_by_label("Background")).to_have_value("Not to be lost")
    overtaken.context.add_cookies(session)  # signed in again, in another tab
    overtaken.get_by_role("button", name="Save and go on").click()
    expect(overtaken.get_by_role("heading", level=1)).to_have_text("Little Steps")
    desk.case_study.refresh_from_db()
    assert desk.case_study.background == "Not to be lost"


def test_without_script_an_old_page_comes_back_with_what_was_typed(without_script: Page, desk: Desk) -> None:
    without_script.goto("/desk/little-steps/story/")
    without_script.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    without_script.get_by_label("Background").fill("Not to be lost")
    without_script.get_by_role("button", name="Save and go on").click()
    expect(without_script.get_by_role("heading", name="This is not saved yet")).to_be_visible()
    without_script.get_by_role("button", name="Save and go on").click()
    expect(without_script.get_by_role("heading", level=1)).to_have_text("Little Steps")
    desk.case_study.refresh_from_db()
    assert desk.case_study.background == "Not to be lost"


def test_back_after_signing_out_shows_nothing_of_a_draft(editor: Page, desk: Desk) -> None:
    desk.save("story", background="A family of five")
    editor.goto("/desk/little-steps/story/")
    expect(editor.get_by_label("Background")).to_have_value("A family of five")
    editor.get_by_role("button", name="Sign out").click()
    expect(editor.get_by_role("button", name="Sign out")).to_be_hidden()
    editor.go_back()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "A family of five" not in editor.content()
