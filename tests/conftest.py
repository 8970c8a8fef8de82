"""What holds for every test: the network ends at this machine, and what a folder says of its tests is true.

tests/pure needs no database, tests/db runs on SQLite and on PostgreSQL (whichever DATABASE_URL names), tests/browser
drives Chromium against a live server.
"""

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent

# A busy machine is no fault of the code under test: examples have no time limit. They are the same each time, so that a
# change is judged by itself; `make test-long` looks for others.
settings.register_profile("portal", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("portal")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def _no_network_but_loopback() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not _is_loopback(str(address[0])):
            raise AssertionError(f"a test tried to reach {address[0]}: tests have no network but loopback")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def _tables_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take SQLite's triggers away before the tables are emptied after a transactional test (migrate puts them back).

    PostgreSQL empties with TRUNCATE, which asks no row's trigger; SQLite with DELETE, which an edition's refuses.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.core.cache import cache
    from django.db import connection

    cache.clear()  # its table is no model's: attempts counted by the test before would still count
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                cursor.execute(f'DROP TRIGGER "{name}"')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests/db and tests/browser their database, and run browser journeys last.

    Once started, Playwright keeps an event loop running in the main thread, where Django refuses ordinary queries.
    """
    for item in items:
        folder = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if folder == "db" and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
        if folder == "browser":
            item.add_marker(pytest.mark.django_db(transaction=True))
    items.sort(key=lambda item: item.path.is_relative_to(HERE / "browser"))
