"""Every page of the desk and of review, in each of its states: nothing for axe to find, nothing wider than the window.

Each is looked at on a phone in light and on a desktop in dark, and measured the other way round.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from playwright.sync_api import Page, expect

from casestudies import workflow
from casestudies.demo import at_the_desk, examples, fixtures, publishing
from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Strand
from tests import factories as make
from tests import lives
from tests.browser.conftest import SIZES, Visitor
from tests.browser.faults import faults, unfold
from tests.people import signed_in
from tests.pure.score_files.samples import csv

TASKS = ("project", "story", "funding", "referrals", "sources")
DRAFT, SENT, SENT_BACK, PUBLISHED = (
    f"/desk/example-{name}/" for name in ("bumps-and-beyond", "saturday-dads", "talk-and-tide", "lullaby-lane")
)
EMPTY = "/desk/new-here/"


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    """What the demonstration's editor finds on the desk, and a case study of which there is a name alone."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    ensure_groups()
    fixtures.load(fixtures.REFERENCE)
    for example in examples.read():
        if example["provider"] == "Example: Fernhill Families":
            at_the_desk.lead(examples.add(example, by=publishing.editor()), example)
    provider = CaseStudy.objects.get(slug="example-lullaby-lane").project.provider
    project = make.ProjectFactory(name="New here", purpose="", provider=provider)
    words = dict.fromkeys(["headline", "background", "action", "outcome"], "")
    make.CaseStudyFactory(slug="new-here", project=project, theme=None, lead_place=False, **words)
    make.MembershipFactory(user__email="ed@example.org", organisation=provider)
    make.ReviewerFactory(email="rita@example.org")


@pytest.fixture
def at(world: None, visitor: Visitor, base_url: str) -> Callable[..., Page]:
    """`at("ed@example.org")` is the browser of this person; some pages of theirs may answer 409."""

    def arrive(email: str, **options: Any) -> Page:
        session = signed_in(User.objects.get(email=email)).cookies[configured.SESSION_COOKIE_NAME].value
        page = visitor(1280, **options)
        page.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": base_url}])
        return page

    return arrive


class Looks:
    """Looks at a page in its present state, and remembers whatever is wrong with it."""

    def __init__(self, page: Page) -> None:
        self.page, self.problems = page, list[str]()

    def at(self, *addresses: str) -> None:
        for address in addresses:
            answer = self.page.goto(address)
            assert answer, address
            assert answer.ok, address
            self.here()

    def here(self, state: str = "") -> None:
        unfold(self.page)
        for scheme, width in (("light", 390), ("dark", 1280)):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
            found = faults(self.page)
            self.problems += [f"{self.page.url} {state} at {width}, {scheme}: {fault}" for fault in found]

    def in_vain(self, button: str) -> None:
        """Press a button of a form that has something to put right: the summary of it takes the focus."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_role("alert")).to_be_focused()
        self.here("with errors")


@contextmanager
def looking(page: Page) -> Iterator[Looks]:
    looks = Looks(page)
    yield looks
    assert looks.problems == []


def test_tasks(at: Callable[..., Page]) -> None:
    with looking(at("ed@example.org")) as looks:
        looks.at("/desk/", "/desk/start/", DRAFT, SENT, SENT_BACK, PUBLISHED, EMPTY)
        looks.at(*(where + task + "/" for where in (EMPTY, SENT, SENT_BACK) for task in TASKS))
        looks.at(DRAFT + "check/", SENT + "check/", SENT_BACK + "check/", SENT_BACK + "preview/")
        looks.page.goto("/desk/start/")
        looks.in_vain("Start")
        looks.page.goto(DRAFT + "check/")
        looks.in_vain("Send for review")


WRONG = {
    "project": ("People served in a year", "about forty"),
    "story": ("Who says it", "nobody said anything"),
    "funding": ("What to call it", "a sum nobody knows"),
    "referrals": ("How many people", "a few"),
    "sources": ("Address", "nowhere at all"),
}


@pytest.mark.parametrize("task", TASKS)
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(at: Callable[..., Page], task: str) -> None:
    with looking(at("ed@example.org")) as looks:
        looks.page.goto(EMPTY + task + "/")
        looks.page.get_by_label(WRONG[task][0]).fill(WRONG[task][1])
        looks.in_vain("Save and go on")
        link = looks.page.get_by_role("alert").get_by_role("link").first
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.press("Enter")
        assert looks.page.evaluate("document.activeElement.id") == target != ""


def test_two_texts_beside_each_other(at: Callable[..., Page]) -> None:
    page = at("ed@example.org", may_fail={EMPTY + "story/"})
    with looking(page) as looks:
        page.goto(EMPTY + "story/")
        other = page.context.new_page()
        other.goto(EMPTY + "story/")
        other.get_by_label("Headline").fill("A word " * 20)
        other.get_by_role("button", name="Save and go on", exact=True).click()
        page.get_by_label("Headline").fill("Averyveryverylongwordthatdoesnotbreakbyitself" * 3)
        page.get_by_role("button", name="Save and go on", exact=True).click()
        expect(page.get_by_role("heading", name="Somebody has saved this page since you opened it")).to_be_visible()
        looks.here("in conflict")


def test_results(at: Callable[..., Page]) -> None:
    mine = Cohort.objects.get(strand__project__key="example-talk-and-tide")
    strand = Strand.objects.get(project__key="example-bumps-and-beyond")
    results, one = SENT_BACK + "results/", f"{SENT_BACK}results/cohorts/{mine.pk}/"
    with looking(at("ed@example.org")) as looks:
        looks.at(EMPTY + "results/", DRAFT + "results/", results, SENT + "results/", one, one + "facts/")
        looks.at(one + "summary/", one + "upload/", one + "remove/", f"{DRAFT}results/strands/{strand.pk}/remove/")
        confirmed = mine.uploads.get()
        looks.at(f"{results}uploads/{confirmed.pk}/", f"{results}uploads/{confirmed.pk}/undo/")
        looks.page.goto(EMPTY + "results/strands/add/")
        looks.in_vain("Save")
        looks.page.goto(f"{DRAFT}results/strands/{strand.pk}/cohorts/add/")
        looks.in_vain("Save")
        looks.page.goto(one + "summary/")
        looks.page.get_by_label("How many of them improved").fill("most")
        looks.in_vain("Save")
        looks.page.goto(one + "upload/")
        looks.in_vain("Check these scores")
        looks.page.get_by_label("Or paste them").fill("client\tbefore\tafter\nA1\t3\t99\nA1\tn/a\t4")
        looks.in_vain("Check these scores")
        looks.page.goto(one + "upload/")
        looks.page.get_by_label("A file of scores").set_input_files(
            [{"name": "scores.csv", "mimeType": "text/csv", "buffer": csv("A1,3,4,,", "A2,4,4,,")}]
        )
        looks.page.get_by_role("button", name="Check these scores").click()
        looks.here("to be confirmed")


def test_review(at: Callable[..., Page]) -> None:
    CaseStudy.objects.filter(slug="example-saturday-dads").update(outcome="Two fathers came back.")
    study = CaseStudy.objects.get(slug="example-saturday-dads")
    rita = User.objects.get(email="rita@example.org")
    with looking(at("rita@example.org")) as looks:
        looks.at("/review/", "/review/example-saturday-dads/", "/review/example-talk-and-tide/")
        workflow.claim(study, by=rita)
        looks.at("/review/example-saturday-dads/")
        lives.checked(study, by=rita)
        looks.at("/review/example-saturday-dads/difference/", "/review/example-saturday-dads/")
        looks.in_vain("Add the comment")
        looks.in_vain("Request changes")
        looks.in_vain("Approve it")
        looks.page.get_by_role("alert").get_by_role("link").first.press("Enter")
        expect(looks.page.get_by_role("region", name="What next").get_by_role("checkbox").first).to_be_focused()
        workflow.approve(study, by=rita, words_checked="They have agreed.")
        looks.at("/review/example-saturday-dads/")
        workflow.publish(lives.confirmed(study), by=rita)
        looks.at("/review/example-saturday-dads/")
