"""Scores from a file with mistakes in it to figures that are held, with script and without."""

import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from casestudies.models import User
from outcomes.models import Measure, Score
from tests import factories as make
from tests.browser.faults import faults, too_wide
from tests.db.results.conftest import the_worker_reads
from tests.pure.score_files.samples import csv

TODO = "Scores of 144 clients wait for you to look at them and confirm"


type Look = Callable[[], None]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """Once with script, once without."""
    return browser_context_args | {"java_script_enabled": request.param}


@pytest.fixture
def olive(context: BrowserContext, base_url: str, tmp_path: Path, settings: Any) -> User:
    """An editor who is signed in, of a project that has nothing yet."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    study = make.CaseStudyFactory(slug="open-door", project__name="Open Door")
    user = make.MembershipFactory(organisation=study.project.provider).user
    measure = make.MeasureFactory(name="PIR-GAS", short_name="PIR-GAS", minimum=1, maximum=100)
    make.BandFactory(measure=measure, label="disordered or worse", low=1, high=40)
    make.BandFactory(measure=measure, label="above", low=41, high=100)
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
    return user


def scores(rows: int, **wrong: str) -> dict[str, Any]:
    lines = [wrong.get(f"row{number}", f"A{number},35,55,,") for number in range(2, rows + 2)]
    return {"name": "scores.csv", "mimeType": "text/csv", "buffer": csv(*lines)}


@pytest.fixture
def look(page: Page, browser_context_args: dict[str, Any]) -> Look:
    """Looks at the page: no rule of axe is broken, at a desk and on a phone, and nothing is wider than the screen.

    Axe itself is script; without it the pages are the same.
    """

    def at_it() -> None:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            looked_for = faults if browser_context_args["java_script_enabled"] else too_wide
            assert looked_for(page) == []

    return at_it


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def add_strand_and_cohort(page: Page, look: Look) -> None:
    page.goto("/desk/open-door/results/")
    look()
    page.get_by_role("link", name="Add a strand").click()
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Name of the strand: This field is required.")
    look()
    page.get_by_label("Name of the strand").fill("One to one")
    page.get_by_label("Whom it counts").fill("parents")
    press(page, "Save")
    page.get_by_role("link", name="Add a cohort").click()
    page.get_by_label("Measure").select_option(str(Measure.objects.get().pk))
    page.get_by_label("First day of the period").fill("2014-04-01")
    page.get_by_label("Last day of the period").fill("2015-03-31")
    page.get_by_label("How many started in the period").fill("334")
    page.get_by_label("The scores themselves").check()
    look()
    press(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_have_text("One to one, 1 April 2014 to 31 March 2015")
    look()


@pytest.mark.smoke
def test_scores_from_a_file_with_mistakes_to_figures_that_are_held(page: Page, olive: User, look: Look) -> None:
    add_strand_and_cohort(page, look)
    page.get_by_role("link", name="Upload or paste scores").click()
    look()
    wrong = scores(144, row8="A8,400,55,,", row42="A41,35,55,,", row101="A101,n/a,55,,")
    page.get_by_label("A file of scores").set_input_files([wrong])
    press(page, "Check these scores")
    expect(page.get_by_role("heading", name="3 things to put right in scores.csv")).to_be_visible()
    expect(page.get_by_text("Row 42, client: The same client stands in row 41 already.")).to_be_visible()
    look()

    page.get_by_role("link", name="Send the scores again").click()
    page.get_by_label("A file of scores").set_input_files([scores(144)])
    press(page, "Check these scores")
    expect(page.get_by_role("row", name=re.compile("Disordered or worse, 1 to 40 144 0"))).to_be_visible()
    look()
    assert Score.objects.count() == 0
    page.get_by_role("link", name="Results").click()
    expect(page.get_by_text(TODO)).to_be_visible()
    page.get_by_role("link", name="PIR-GAS").click()
    page.get_by_role("link", name="Look at scores.csv and confirm it").click()
    press(page, "Confirm: save these scores")
    expect(page.get_by_role("status")).to_contain_text("The scores are saved.")
    look()
    assert Score.objects.count() == 144

    page.get_by_role("link", name="Take back scores.csv").click()
    look()
    press(page, "Take them back")
    expect(page.get_by_role("status")).to_contain_text("The scores are taken back.")
    assert Score.objects.count() == 0


def test_a_long_file_is_followed_over_a_reload_and_scores_are_pasted(page: Page, olive: User, look: Look) -> None:
    cohort = make.CohortFactory(
        strand__project=olive.memberships.get().organisation.projects.get(),
        measure=Measure.objects.get(),
        started=9_000,
        period_start=None,
    )
    address = f"/desk/open-door/results/cohorts/{cohort.pk}/upload/"
    page.goto(address)
    page.get_by_label("A file of scores").set_input_files([scores(9_000)])
    press(page, "Check these scores")
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar", name="Rows read")).to_be_visible()
    look()
    the_worker_reads()
    expect(page.get_by_role("heading", name="Are these the right scores?")).to_be_visible()
    press(page, "Throw them away")

    page.goto(address)
    page.get_by_label("Or paste them").fill("client\tbefore\tafter\nA1\t35\t55\nA2\t35\t36")
    press(page, "Check these scores")
    expect(page.get_by_text("2 better, 0 the same, 0 worse")).to_be_visible()


def test_a_summary_that_is_hard_to_believe(page: Page, olive: User, look: Look) -> None:
    cohort = make.CohortFactory(
        strand__project=olive.memberships.get().organisation.projects.get(),
        key=f"cohort-{uuid.uuid4()}",
        provenance="summary",
    )
    page.goto(f"/desk/open-door/results/cohorts/{cohort.pk}/")
    page.get_by_role("link", name="Enter what a report says").click()
    look()
    page.get_by_label("How many were scored before and after").fill("33")
    page.get_by_label("Or: what percentage of them improved").fill("75")
    press(page, "Save")
    expect(page.get_by_text("No whole number out of 33 rounds to 75")).to_be_visible()
    look()
