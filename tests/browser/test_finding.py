"""A commissioner looks for something, mistypes it, narrows it down, and takes back what was too much."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.faults import faults


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("width", "script"), [(1280, True), (390, True), (390, False)], ids=["desktop", "phone", "phone without script"]
)
def test_from_a_typo_to_what_was_meant(demo: None, visitor: Visitor, width: int, script: bool) -> None:
    page = visitor(width, script=script)
    page.goto("/case-studies/")

    when_they_type(page, "depresion", script=script)
    then_they_are_asked_what_they_meant(page)
    when_they_follow_the_hint(page)
    then_it_is_found_with_its_words_marked(page)

    when_they_choose_a_theme(page, "Domestic abuse", "Early years", script=script)
    then_the_choice_is_a_chip_and_an_address(page)
    if script:
        assert faults(page) == []

    when_they_take_the_theme_back(page)
    then_only_the_words_are_left(page)
    when_they_go_back(page)
    then_the_choice_is_a_chip_and_an_address(page)


def when_they_type(page: Page, words: str, *, script: bool) -> None:
    field = page.get_by_role("searchbox", name="Words")
    field.press_sequentially(words)
    if not script:
        field.press("Enter")


def then_they_are_asked_what_they_meant(page: Page) -> None:
    expect(page.get_by_text("Did you mean depression?")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=depresion"))


def when_they_follow_the_hint(page: Page) -> None:
    page.get_by_role("link", name="depression", exact=True).click()


def then_it_is_found_with_its_words_marked(page: Page) -> None:
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("depression")
    expect(page.get_by_role("article").first).to_contain_text("Oxford Parent Infant Project")
    expect(page.locator("mark").first).to_have_text(re.compile("^depression$", re.IGNORECASE))
    expect(page).to_have_title(re.compile("with “depression”"))


def when_they_choose_a_theme(page: Page, not_this: str, theme: str, *, script: bool) -> None:
    fold = page.get_by_text("Choose by theme, place, age, measure and more")
    if fold.is_visible():
        fold.click()
    themes = page.get_by_role("group", name="Theme")
    expect(themes.get_by_role("checkbox", name=re.compile(not_this))).to_have_count(0)
    themes.get_by_role("checkbox", name=re.compile(theme)).check()
    if not script:
        page.get_by_role("button", name="Show these").click()


def then_the_choice_is_a_chip_and_an_address(page: Page) -> None:
    chips = page.get_by_role("list", name="Chosen").get_by_role("link")
    expect(chips.filter(has_text="Early years")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=depression&theme=early-years$"))
    expect(page.get_by_role("status")).to_contain_text("1 case study")
    expect(page.get_by_role("article").first).to_contain_text("Oxford Parent Infant Project")


def when_they_take_the_theme_back(page: Page) -> None:
    page.get_by_role("link", name="Take away: Theme: Early years").click()


def then_only_the_words_are_left(page: Page) -> None:
    expect(page.get_by_role("list", name="Chosen").get_by_role("link")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=depression$"))
    expect(page.get_by_role("checkbox", name=re.compile("Early years"), include_hidden=True)).not_to_be_checked()


def when_they_go_back(page: Page) -> None:
    page.go_back()


def test_typing_on_is_not_disturbed_and_what_is_open_stays_open(demo: None, visitor: Visitor) -> None:
    page = visitor(1280)
    page.goto("/case-studies/")
    page.locator("summary").get_by_text("Measure", exact=True).click()
    measures = page.get_by_role("group", name="Measure", exact=True)
    box = measures.get_by_role("checkbox", name=re.compile("PHQ-9"))
    box.check()
    expect(page.get_by_role("list", name="Chosen")).to_contain_text("PHQ-9")
    expect(box).to_be_focused()
    expect(measures).to_be_visible()

    field = page.get_by_role("searchbox", name="Words")
    field.press_sequentially("birth and more of it", delay=40)
    expect(page).to_have_url(re.compile("q=birth"))
    expect(field).to_have_value("birth and more of it")
    expect(field).to_be_focused()
