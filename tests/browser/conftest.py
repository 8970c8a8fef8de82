"""A browser for the journeys: the system's Chromium, and no error in its console goes unnoticed."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from typing import Any
from weakref import WeakSet

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from casestudies.demo import fixtures, publishing, worked_example
from tools import chromium

expect.set_options(timeout=30_000)  # as long as a click waits: a slow machine is no fault of a page

WITHOUT_SCRIPT: WeakSet[BrowserContext] = WeakSet()  # browsers in which axe, which is script itself, would wait forever
SIZES = {390: {"width": 390, "height": 844}, 1280: {"width": 1280, "height": 900}}


@pytest.fixture(scope="session", autouse=True)
def _queries_beside_the_event_loop() -> Iterator[None]:
    """Let Django query from the main thread, where Playwright keeps an event loop running."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium, and keep it from talking to anyone but the live server."""
    return {"executable_path": chromium.find(), "args": chromium.QUIET}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Journeys say `page.goto("/case-studies/")`."""
    return live_server.url


@contextmanager
def without_errors(context: BrowserContext, base_url: str, may_fail: set[str]) -> Iterator[None]:
    """Fail when a page logs an error, raises one, or asks another host for anything.

    Chromium logs an error for a page that answers 404, 410 or 500: where that is meant, its path is in `may_fail`.
    """
    problems: list[str] = []

    def told(message: ConsoleMessage) -> None:
        meant = message.location["url"].removeprefix(base_url) in may_fail
        if message.type == "error" and not (meant and message.text.startswith("Failed to load resource")):
            problems.append(f"{message.text} ({message.location['url']})")

    def watch(page: Page) -> None:
        page.on("console", told)
        page.on("pageerror", lambda error: problems.append(f"{error} ({page.url})"))

    def stays_here(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            problems.append(f"asked another host: {request.url}")

    context.on("page", watch)
    context.on("request", stays_here)
    yield
    assert problems == []


@pytest.fixture(autouse=True)
def _no_error_in_the_console(context: BrowserContext, base_url: str) -> Iterator[None]:
    """Watch over `page`, which a journey gets without asking for anything special."""
    with without_errors(context, base_url, set()):
        yield


type Visitor = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    """`visitor(390, "dark", script=False)` is an empty page in the browser of somebody new, watched over too."""
    with ExitStack() as stack:

        def arrive(width: int, scheme: str = "light", *, script: bool = True, may_fail: set[str] | None = None) -> Page:
            context = browser.new_context(
                base_url=base_url,
                viewport=SIZES[width],  # type: ignore[arg-type]
                color_scheme=scheme,  # type: ignore[arg-type]
                java_script_enabled=script,
            )
            if not script:
                WITHOUT_SCRIPT.add(context)
            stack.callback(context.close)
            stack.enter_context(without_errors(context, base_url, may_fail or set()))
            return context.new_page()

        yield arrive


@pytest.fixture
def printed(transactional_db: None) -> None:
    """The two printed case studies and the worked example, published."""
    fixtures.load(fixtures.REFERENCE)
    fixtures.load(fixtures.CASE_STUDIES)
    worked_example.load(publishing.editor())
    publishing.publish_new(list(fixtures.CASE_STUDIES))


@pytest.fixture
def demo(transactional_db: None) -> None:
    """Everything the demonstration shows."""
    call_command("load_demo", stdout=StringIO())
