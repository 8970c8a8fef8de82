"""A reviewer turns one case study down and takes another down for good; readers find its tombstone, and an admin puts
the wording of its reason right. With script and without."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests import lives
from tests.browser.conftest import Visitor
from tests.browser.faults import faults
from tests.browser.test_review import sign_in


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)], ids=["desktop", "phone without script"])
def test_turned_down_and_taken_down(
    transactional_db: None, visitor: Visitor, base_url: str, width: int, script: bool
) -> None:
    rita = make.ReviewerFactory(email="rita@example.org")
    lives.claimed(make.CaseStudyFactory(slug="not-yet", project__name="Not Yet"), by=rita)
    lives.publish(make.CaseStudyFactory(slug="open-door", project__name="Open Door"))
    page, reader, admin = (visitor(width, script=script, may_fail={"/case-studies/open-door/"}) for _ in range(3))
    sign_in(page, rita, base_url)
    sign_in(admin, make.UserFactory(email="ada@example.org", is_staff=True, is_superuser=True), base_url)

    when_they_turn_it_down_with_a_reason(page)
    then_it_waits_for_nobody(page)
    when_they_take_the_other_down(page)
    then_readers_find_a_tombstone(reader, "The charity that ran it has closed.")
    if script:
        assert faults(reader) == []
        assert faults(page) == []
    when_an_admin_words_it_better(admin)
    then_readers_find_a_tombstone(reader, "The charity has closed.")


def when_they_turn_it_down_with_a_reason(page: Page) -> None:
    page.goto("/review/not-yet/")
    page.get_by_text("Turn it down", exact=True).first.click()
    page.get_by_label("Why it is turned down").fill("It tells of no outcome.")
    page.get_by_role("button", name="Turn it down").click()
    expect(page.get_by_role("status")).to_have_text("It is turned down; its editors are told.")


def then_it_waits_for_nobody(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_role("main")).not_to_contain_text("Not Yet")


def when_they_take_the_other_down(page: Page) -> None:
    page.goto("/review/open-door/")
    page.get_by_text("Take it down for good").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("alert")).to_contain_text("This field is required.")
    page.get_by_label("What readers of its address are told").fill("The charity that ran it has closed.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("status")).to_have_text("It is withdrawn.")


def then_readers_find_a_tombstone(page: Page, reason: str) -> None:
    page.goto("/case-studies/")
    expect(page.get_by_role("main")).not_to_contain_text("Open Door")
    page.goto("/case-studies/open-door/")
    expect(page.get_by_role("main")).to_contain_text(reason)
    expect(page.get_by_role("main")).not_to_contain_text("There was a great need.")


def when_an_admin_words_it_better(page: Page) -> None:
    page.goto("/admin/casestudies/tombstone/")
    page.get_by_role("link", name="open-door").click()
    page.get_by_label("Reason").fill("The charity has closed.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
