"""A reviewer reads a case study, sends it back, reads it again, goes through the checklist and approves it for a set
time; a second one confirms what was let stand; the clock publishes it; and its differences are read. On a desktop, and
on a phone without script."""

from datetime import timedelta
from weakref import WeakSet

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from casestudies import tasks, workflow
from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives
from tests.browser.conftest import Visitor
from tests.browser.faults import faults
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
    then_the_page_stands_beside_the_checklist_and_the_sheet(page)
    when_they_go_through_the_checklist(page)
    when_they_approve_it_without_looking_at_the_words(page)
    when_they_have_looked_at_the_words_and_set_a_time(page)

    second = visitor(width, script=script)
    if not script:
        WITHOUT_SCRIPT.add(second)
    sign_in(second, make.ReviewerFactory(email="ron@example.org"), base_url)
    when_somebody_else_confirms_it(second)
    given_its_time_has_come()
    given_its_editors_have_written_a_new_draft(study)
    then_the_differences_are_said_in_words(second)
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
    page.get_by_role("link", name="See it by itself").click()
    expect(page.get_by_text("Nothing of it is published.")).to_be_visible()
    nothing_is_wrong_with(page)
    page.go_back()


def when_they_approve_it_without_looking_at_the_words(page: Page) -> None:
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("alert")).to_contain_text("Look at each of these phrases, and tick it.")
    nothing_is_wrong_with(page)


def then_the_page_stands_beside_the_checklist_and_the_sheet(page: Page) -> None:
    composed = page.get_by_role("region", name="The page as readers will have it")
    expect(composed.get_by_text("There was a great need.")).to_be_visible()
    sheet = page.get_by_role("region", name="Disclosure sheet")
    expect(sheet).to_contain_text("2 is fewer than 8 people")
    expect(sheet).to_contain_text("No figure that readers see says that nobody, or everybody, is in a group.")
    expect(page.get_by_role("button", name="Approve it")).to_have_count(0)


def when_they_go_through_the_checklist(page: Page) -> None:
    checklist = page.get_by_role("region", name="Checklist")
    for box in checklist.get_by_role("checkbox").all()[:4]:
        box.check()
    checklist.get_by_label("Note on: Consent").fill("They were asked again in May.")
    page.get_by_role("button", name="Keep the checklist").click()
    expect(page.get_by_role("status")).to_have_text("The checklist is kept with this review.")
    expect(page.get_by_role("button", name="Approve it")).to_have_count(0)
    page.get_by_role("checkbox", name="Nobody can be found in it").check()
    page.get_by_role("button", name="Keep the checklist").click()
    expect(page.get_by_label("Note on: Consent")).to_have_value("They were asked again in May.")
    nothing_is_wrong_with(page)


def when_they_have_looked_at_the_words_and_set_a_time(page: Page) -> None:
    page.get_by_role("checkbox", name="Two mothers came back").check()
    page.get_by_label("Why these words may stand").fill("Both have agreed.")
    page.get_by_label("Publish it on").fill(f"{timezone.localdate() + timedelta(days=30)}")
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("status")).to_contain_text("It is approved")
    expect(page.get_by_role("heading", name="A second checker is wanted")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm it")).to_have_count(0)
    nothing_is_wrong_with(page)


def when_somebody_else_confirms_it(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_role("table", name="Approved")).to_contain_text("a second checker, before")
    page.get_by_role("link", name="Open Door").click()
    page.get_by_label("Why you agree").fill("I have asked them as well.")
    page.get_by_role("button", name="Confirm it").click()
    expect(page.get_by_role("status")).to_have_text("You have confirmed it; it can be published.")
    nothing_is_wrong_with(page)


def given_its_time_has_come() -> None:
    assert tasks.tick(timezone.now() + timedelta(days=32))["case studies published"] == 1


def given_its_editors_have_written_a_new_draft(study: CaseStudy) -> None:
    workflow.reopen(study, by=lives.editor_of(study))
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    workflow.submit(study, by=lives.editor_of(study), note="A clearer headline.")


def then_the_differences_are_said_in_words(page: Page) -> None:
    page.goto("/review/open-door/")
    page.get_by_role("link", name="Every difference, field by field").click()
    heading = page.get_by_role("region", name="Heading")
    expect(heading).to_contain_text("Changed headline: Families get on better →became A clearer headline")
    nothing_is_wrong_with(page)
    page.get_by_label("with", exact=True).select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing is different.")


def then_anybody_reads_it(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/case-studies/open-door/")
    expect(page.get_by_text("There was a great need.")).to_be_visible()
