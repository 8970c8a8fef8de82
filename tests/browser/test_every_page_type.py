"""Every type of page, on a phone and a desktop, in light and dark: no error, nothing for axe to find, no overflow."""

import pytest
from playwright.sync_api import Page

from casestudies.editions import shelf
from tests.browser.conftest import Visitor
from tests.browser.faults import faults, unfold

PAGES = {
    "/": 200,
    "/case-studies/": 200,
    "/case-studies/?examples=show&page=2": 200,
    "/case-studies/oxpip/": 200,
    "/case-studies/m-power/": 200,
    "/case-studies/example-clear-water/": 200,  # everything there is
    "/case-studies/example-kettle-on/": 200,  # too few to show
    "/case-studies/example-two-homes/editions/1/": 200,  # figures retired
    "/case-studies/example-unspoken/": 410,
    "/case-studies/example-quiet-hours/editions/": 200,
    "/data/": 200,
    "/shortlist/": 200,
    "/shortlist/?case=oxpip&case=example-clear-water": 200,
    "/shortlist/add/?case=oxpip": 200,
    "/api/v1/docs": 200,
    "/compare/?case=oxpip&case=m-power&case=example-lullaby-lane&case=example-unspoken": 200,
    "/compare/?case=example-ready-steady&case=example-anchor-point&case=example-clear-water&case=oxpip": 200,
    "/compare/": 200,
    "/case-studies/oxpip/explorer/?target=70&assume=share&share=58.5": 200,
    "/case-studies/oxpip/explorer/?target=seventy": 200,
    "/measures/": 200,
    "/measures/pir-gas/": 200,
    "/measures/wemwbs/": 200,
    "/themes/": 200,
    "/themes/early-years/": 200,
    "/places/": 200,
    "/places/E06000017/": 200,
    "/funders/": 200,
    "/funders/henry-smith-charity/": 200,
    "/providers/": 200,
    "/providers/oxpip/": 200,
    "/how-we-count/": 200,
    "/accessibility/": 200,
    "/privacy/": 200,
    "/no-such-page/": 404,
    "/gallery/": 200,
}
BROKEN = "/?broken"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_type(demo: None, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    may_fail = {path for path, status in PAGES.items() if status != 200} | {BROKEN}
    visitors = [visitor(width, scheme, may_fail=may_fail) for width in (390, 1280)]
    problems = [problem for page in visitors for path, status in PAGES.items() for problem in wrong(page, path, status)]

    monkeypatch.setattr(shelf, "listed", lambda **anything: 1 / 0)
    problems += [problem for page in visitors for problem in wrong(page, BROKEN, 500)]

    assert problems == []


def wrong(page: Page, path: str, status: int) -> list[str]:
    """What is wrong with the page when everything that folds is open."""
    at = f"{path} at {page.viewport_size['width']}" if page.viewport_size else path
    response = page.goto(path)
    if response is None or response.status != status:
        return [f"{at}: answers {response and response.status}"]
    unfold(page)
    return [f"{at}: {fault}" for fault in faults(page)]


def test_faults_would_be_found(visitor: Visitor) -> None:
    page = visitor(390)
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,' width=500></main></html>")
    assert [fault.partition(":")[0] for fault in faults(page)] == ["image-alt", "118 pixels too wide"]
