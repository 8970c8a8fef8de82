"""A reviewer reads a case study, sends it back, reads it again, and publishes it; on a desktop, and on a phone without
script."""

from weakref import WeakSet

import pytest
from playwright.sync_api import Page, expect

from casestudies import workflow
from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives
from tests.browser.conftest import Visitor
from tests.browser.test_every_page_type import faults
from tests.people import signed_in

TELLING = "Two mothers came back a year later."
WITHOUT_SCRIPT: WeakSet[Page] = WeakSet()


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("width", "script"),
    [(1280, True), (390, True), (390, False)],
    ids=["desktop", "phone", "phone without script"],
)
def test_from_the_queue_to_the_live_page(
    transactional_db: None, visitor: Visitor, base_url: str, width: int, script: bool
) -> None:
    study = make.CaseStudyFactory(slug="open-door", project__name="Open Door", outcome=TELLING)
    lives.submitted(study)
    page = visitor(width, script=script)
    if not script:
        WITHOUT_SCRIPT.add(page)
    sign_in(page, make.ReviewerFactory(email="rita@example.org"), base_url)

    when_they_claim_it_from_the_queue(page)
    when_they_ask_about_the_story(page)
    when_they_send_it_back(page)
    given_its_editors_have_sent_it_again(study)
    when_they_claim_it_from_the_queue(page)
    then_they_see_what_is_new(page)
    then_the_preview_says_that_it_is_one(page)
    when_they_approve_it_without_looking_at_the_words(page)
    when_they_have_looked_at_the_words(page)
    when_they_publish_it(page)
    then_anybody_reads_it(page)


def sign_in(page: Page, user: User, base_url: str) -> None:
    client = signed_in(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])


def nothing_is_wrong_with(page: Page) -> None:
    """Nothing for axe to find, which needs script itself."""
    if page not in WITHOUT_SCRIPT:
        assert faults(page) == []


def when_they_claim_it_from_the_queue(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_role("table", name="Waiting for review")).to_contain_text("PA-")
    nothing_is_wrong_with(page)
    page.get_by_role("link", name="Open Door").click()
    page.get_by_role("button", name="Claim it").click()
    expect(page.get_by_role("status")).to_have_text("You have claimed it.")
    nothing_is_wrong_with(page)


def when_they_ask_about_the_story(page: Page) -> None:
    page.get_by_label("Section").select_option("story")
    page.get_by_label("What should change, or what you ask").fill("Who came back, and why?")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_role("region", name="Comments")).to_contain_text("Who came back, and why?")


def when_they_send_it_back(page: Page) -> None:
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Why it goes back: This field is required.")
    nothing_is_wrong_with(page)
    page.get_by_label("Why it goes back").fill("The story could say more.")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_role("status")).to_have_text("It is back with its editors.")


def given_its_editors_have_sent_it_again(study: CaseStudy) -> None:
    CaseStudy.objects.filter(pk=study.pk).update(background="There was a great need.")
    workflow.submit(study, by=lives.editor_of(study))


def then_they_see_what_is_new(page: Page) -> None:
    new = page.get_by_role("region", name="What is new")
    expect(new).to_contain_text("The story was edited.")
    expect(new.get_by_role("deletion")).to_have_text("There was a need.")
    expect(new.get_by_role("insertion")).to_have_text("There was a great need.")
    page.get_by_role("button", name="Settled").click()
    expect(page.get_by_role("region", name="Comments")).to_contain_text("settled by rita@example.org")


def then_the_preview_says_that_it_is_one(page: Page) -> None:
    page.get_by_role("link", name="See the page as readers will").click()
    expect(page.get_by_text("Nothing of it is published.")).to_be_visible()
    nothing_is_wrong_with(page)
    page.go_back()


def when_they_approve_it_without_looking_at_the_words(page: Page) -> None:
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("alert")).to_contain_text("Look at each of these phrases, and tick it.")
    nothing_is_wrong_with(page)


def when_they_have_looked_at_the_words(page: Page) -> None:
    page.get_by_role("checkbox", name="Two mothers came back").check()
    page.get_by_label("Why these words may stand").fill("Both have agreed.")
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("status")).to_contain_text("It is approved")


def when_they_publish_it(page: Page) -> None:
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("status")).to_have_text("It is published.")
    nothing_is_wrong_with(page)


def then_anybody_reads_it(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/case-studies/open-door/")
    expect(page.get_by_text("There was a great need.")).to_be_visible()
