"""What is wrong with a page as it looks: rules of axe that it breaks, and how much wider than the window it is."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import WITHOUT_SCRIPT

# without `preload` axe does not add styles of its own to the page, which the policy of the page would refuse
AXE = {"resultTypes": ["violations"], "preload": False}


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the window; not for a browser without script."""
    assert page.context not in WITHOUT_SCRIPT, "axe is script itself"
    page.wait_for_load_state()  # a click waits until a page answers, which is before there is anything to look at
    found = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in Axe().run(page, options=AXE).response["violations"]
        for node in violation["nodes"]
    ]
    return found + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Whether the page is wider than the window, which can be asked without script too."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} pixels too wide"] if wide > 0 else []


def unfold(page: Page) -> None:
    """Open everything on the page that folds."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
