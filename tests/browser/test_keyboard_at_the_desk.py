"""The keyboard alone is enough at the desk: a task is filled in and scores are sent by Tab, Enter, Space and arrows."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from playwright.sync_api import Locator, Page, expect

from outcomes.models import ProjectPlace, Score
from tests import factories as make
from tests.browser.test_a_commissioner import assert_focus_can_be_seen
from tests.db.desk.conftest import begin_desk


@pytest.fixture
def page(transactional_db: None, page: Page, base_url: str, settings: Any, tmp_path: Path) -> Page:
    """The browser of an editor with an empty case study."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    desk = begin_desk()
    make.MeasureFactory(name="PIR-GAS", short_name="PIR-GAS", minimum=1, maximum=100)
    session = desk.client.cookies[configured.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": base_url}])
    page.goto("/desk/")
    return page


def tab_to(target: Locator) -> None:
    """Press Tab until the target has the focus, which can be seen all the way."""
    keyboard = target.page.keyboard
    for _ in range(120):
        keyboard.press("Tab")
        assert_focus_can_be_seen(target.page)
        if target.evaluate("one => document.activeElement === one"):
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"Tab never comes to {target}")


def enter(page: Page) -> None:
    """Press Enter where it leads to another page, and wait for that."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Page, link: str) -> None:
    tab_to(page.get_by_role("link", name=link).last)
    enter(page)


def press(page: Page, button: str) -> None:
    tab_to(page.get_by_role("button", name=button, exact=True).last)
    enter(page)


def write(page: Page, label: str, words: str) -> None:
    tab_to(page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def choose(page: Page, label: str, option: str) -> None:
    select = page.get_by_label(label, exact=True)
    tab_to(select)
    while select.locator("option:checked").inner_text() != option:
        page.keyboard.press("ArrowDown")


def test_the_project_task(page: Page) -> None:
    follow(page, "Little Steps")
    follow(page, "The project")
    write(page, "Purpose", "To help families.")
    choose(page, "Theme", "Early years")
    tab_to(page.get_by_label("Social care"))
    page.keyboard.press("Space")
    write(page, "Place", "Suffolk")
    tab_to(page.get_by_role("button", name="Add another place"))
    page.keyboard.press("Enter")
    second = page.get_by_role("group", name="Place 2").get_by_label("Place", exact=True)
    expect(second).to_be_focused()
    page.keyboard.type("Ipswich")
    tab_to(page.get_by_label("not known"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("yes", exact=True)).to_be_checked()
    write(page, "People served in a year (optional)", "forty")
    enter(page)

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("People served in a year")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Little Steps")
    assert set(ProjectPlace.objects.values_list("place__name", flat=True)) == {"Suffolk", "Ipswich"}


def test_the_upload_of_results(page: Page, tmp_path: Path) -> None:
    follow(page, "Little Steps")
    follow(page, "Results")
    follow(page, "Add a strand")
    write(page, "Name of the strand", "One to one")
    enter(page)
    follow(page, "Add a cohort")
    choose(page, "Measure", "PIR-GAS, 1 to 100, higher is better")
    tab_to(page.get_by_label("The scores themselves"))
    page.keyboard.press("Space")
    press(page, "Save")
    follow(page, "Upload or paste scores")
    file = tmp_path / "scores.csv"
    file.write_text("client,before,after\n" + "".join(f"A{n},35,55\n" for n in range(30)))
    tab_to(page.get_by_label("A file of scores"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    press(page, "Check these scores")
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these the right scores?")
    press(page, "Confirm: save these scores")
    expect(page.get_by_role("status")).to_contain_text("The scores are saved.")
    assert Score.objects.count() == 30
