"""A browser for the journeys: the system's Chromium, and no error in its console goes unnoticed."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request
from pytest_django.live_server_helper import LiveServer

from tools import chromium


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


@pytest.fixture(autouse=True)
def _no_error_in_the_console(context: BrowserContext, base_url: str) -> Iterator[None]:
    """Fail the journey when any of its pages logs an error, raises one, or asks another host for anything."""
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda told: problems.append(f"{told.text} ({page.url})") if told.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(f"{error} ({page.url})"))

    def stays_here(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            problems.append(f"asked another host: {request.url}")

    context.on("page", watch)
    context.on("request", stays_here)
    yield
    assert problems == []
