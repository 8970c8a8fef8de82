"""A commissioner weighs what there is: with and without script, by keyboard, on a phone and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_rate_to_a_target_and_back(printed: None, visitor: Visitor, script: bool) -> None:
    page = visitor(390, script=script)
    page.goto("/case-studies/oxpip/")
    page.get_by_role("link", name="What would a target take?").first.click()
    expect(page.get_by_text("It does not clear the target: 36.5 to 36.8 % over all who started")).to_be_visible()

    page.get_by_label("Target, %").fill("70")
    page.get_by_label("this share of them improved").check()
    page.get_by_label("This share, %").fill("60")
    page.get_by_role("button", name="Work it out").click()
    expect(page).to_have_url("/case-studies/oxpip/explorer/?target=70&assume=share&share=60")
    expect(page.get_by_text("It clears the target: 70.7 to 71 % over all who started")).to_be_visible()
    page.get_by_text("How this was worked out").first.click()
    expect(page.get_by_text("(122 or 123 + 60 % of 190) ÷ 334 = 70.7 to 71 %")).to_be_visible()

    page.get_by_label("Target, %").fill("seventy")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a percentage in digits, such as 70 or 72.5.")
    expect(page.get_by_label("Target, %")).to_have_value("seventy")


def test_comparing_on_a_phone_on_a_desktop_and_on_paper(printed: None, visitor: Visitor) -> None:
    address = "/compare/?case=oxpip&case=m-power"
    phone, desktop = visitor(390), visitor(1280)
    for page in (phone, desktop):
        page.goto(address)
        table = page.get_by_role("table", name="Results, row by row")
        expect(table.get_by_role("rowheader", name="Rate of improvement")).to_contain_text("not comparable")
        expect(table.get_by_role("row").nth(2).get_by_role("cell")).to_have_count(2)
        page.get_by_text("The working").first.click()
        expect(page.get_by_text("improved ÷ scored = 122 or 123 ÷ 144 = 85 %")).to_be_visible()
    desktop.emulate_media(media="print")
    expect(desktop.get_by_role("table", name="The projects, row by row")).to_be_visible()
    expect(desktop.get_by_text("Choose other case studies")).to_be_hidden()
    assert desktop.pdf(format="A4").startswith(b"%PDF")


def test_from_a_place_without_anything_to_what_is_nearest(printed: None, visitor: Visitor) -> None:
    page = visitor(390, script=False)
    page.goto("/")
    page.get_by_role("navigation", name="Browse").get_by_role("link", name="Places").click()
    page.get_by_text("All 22 places in East Midlands").click()
    page.get_by_role("link", name="Rutland").click()
    expect(page.get_by_text("There is nothing yet in Rutland.")).to_be_visible()
    page.get_by_role("link", name="The Henry Smith Charity").click()
    expect(page.get_by_text("Pays: £36,000 a year for 3 years = £108,000")).to_be_visible()
