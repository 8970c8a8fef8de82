"""A commissioner wants to know, in two minutes, whether a project is worth buying."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor

HEADLINE = "Therapy helps parents and their babies form loving bonds"


@pytest.mark.smoke
@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)], ids=["desktop", "phone without script"])
def test_a_commissioner_reads_oxpip(printed: None, visitor: Visitor, width: int, script: bool) -> None:
    page = visitor(width, script=script)

    given_somebody_who_has_come_to_the_home_page(page)
    when_they_go_to_the_list(page)
    then_each_result_stands_with_its_base(page)

    when_they_open_oxpip(page)
    then_the_result_is_an_association_with_what_is_not_known(page)
    when_they_open_the_receipt_of_the_first_rate(page)
    then_they_see_how_it_was_worked_out(page)

    when_they_open_the_worked_example(page)
    then_it_says_that_its_scores_are_made_up(page)

    when_they_go_to_the_editions_and_the_first_of_them(page)
    then_it_tells_them_how_to_cite_it(page)


def given_somebody_who_has_come_to_the_home_page(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def when_they_go_to_the_list(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Case studies").click()
    expect(page.get_by_role("heading", level=1, name="Case studies")).to_be_visible()


def then_each_result_stands_with_its_base(page: Page) -> None:
    entries = page.get_by_role("article")
    expect(entries).to_have_count(2)
    expect(entries.filter(has_text="Oxpip").or_(entries.filter(has_text="Oxford"))).to_contain_text(
        "scored higher afterwards, of 144 parents with two scores; 334 came"
    )


def when_they_open_oxpip(page: Page) -> None:
    page.get_by_role("link", name=HEADLINE).click()
    expect(page.get_by_role("heading", level=1, name=HEADLINE)).to_be_visible()


def then_the_result_is_an_association_with_what_is_not_known(page: Page) -> None:
    opening = page.get_by_role("region", name="In short")
    expect(opening).to_contain_text("Of 144 parents scored before and after, 85 % had a higher score afterwards.")
    expect(opening).to_contain_text("190 of 334 were not scored twice. No comparison group.")
    expect(page.get_by_role("complementary", name="The project in brief")).to_contain_text("About £500,000")


def when_they_open_the_receipt_of_the_first_rate(page: Page) -> None:
    receipt = first_receipt(page)
    expect(receipt.get_by_role("listitem").first).to_be_hidden()
    receipt.get_by_text("How this figure was worked out").click()


def then_they_see_how_it_was_worked_out(page: Page) -> None:
    steps = first_receipt(page).get_by_role("listitem")
    expect(steps.first).to_be_visible()
    expect(steps).to_contain_text(
        ["334 parents", "144 (43 %", "122 or 123", "85 % of 144", "÷ 144 = 85 %", "78 to 90 %", "Oxpip's own figures"]
    )


def first_receipt(page: Page) -> Locator:
    changed = page.get_by_role("region", name="What changed")
    return changed.get_by_role("group").filter(has_text="How this figure was worked out").first


def when_they_open_the_worked_example(page: Page) -> None:
    page.get_by_text("Worked example with made-up scores").click()


def then_it_says_that_its_scores_are_made_up(page: Page) -> None:
    worked = page.get_by_role("region", name="Worked example")
    expect(worked.get_by_text("has not given us scores. We invented 144 and 71 pairs")).to_be_visible()
    expect(worked.get_by_text("Of 144 parents scored before and after, 85 %")).to_be_visible()


def when_they_go_to_the_editions_and_the_first_of_them(page: Page) -> None:
    page.get_by_role("link", name="All editions and what changed").click()
    expect(page.get_by_role("heading", level=1, name="Editions")).to_be_visible()
    page.get_by_role("link", name="Edition 1").click()


def then_it_tells_them_how_to_cite_it(page: Page) -> None:
    expect(page).to_have_url("/case-studies/oxpip/editions/1/")
    sources = page.get_by_role("region", name="Sources and versions")
    expect(sources).to_contain_text(f"“{HEADLINE}.” Plain Account, edition 1,")
    expect(sources.get_by_role("link", name="/case-studies/oxpip/editions/1/")).to_be_visible()


def test_it_prints_with_everything_open_and_nothing_to_click(printed: None, visitor: Visitor) -> None:
    page = visitor(1280, "dark")
    page.goto("/case-studies/oxpip/")
    steps = first_receipt(page).get_by_text("improved ÷ scored").first
    expect(steps).to_be_hidden()

    page.emulate_media(media="print")

    expect(steps).to_be_visible()
    expect(page.get_by_text("made-up scores").first).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    background, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    )
    assert background in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert sum(map(int, ink.strip("rgb()").split(","))) < 150, "dark ink on white paper, whatever the screen's scheme"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_keyboard_alone_is_enough(printed: None, visitor: Visitor) -> None:
    page = visitor(1280)
    page.goto("/case-studies/oxpip/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    receipt = first_receipt(page)
    summary = receipt.get_by_text("How this figure was worked out")
    for _ in range(80):
        page.keyboard.press("Tab")
        assert_focus_can_be_seen(page)
        if summary.evaluate("summary => document.activeElement === summary"):
            break
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(receipt.get_by_role("listitem").first).to_be_visible()
    page.keyboard.press("Space")
    expect(receipt.get_by_role("listitem").first).to_be_hidden()


def assert_focus_can_be_seen(page: Page) -> None:
    """The focused element has an outline, or something else that was not there before, wider than a hair."""
    style = page.evaluate(
        """() => {
            const seen = getComputedStyle(document.activeElement);
            return [document.activeElement.tagName, seen.outlineStyle, parseFloat(seen.outlineWidth), seen.boxShadow];
        }"""
    )
    tag, outline, width, shadow = style
    assert tag == "BODY" or (outline != "none" and width >= 1) or shadow != "none", style
