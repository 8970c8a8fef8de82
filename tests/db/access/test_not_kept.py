"""On a shared computer "Back" after signing out must not show somebody's draft."""

import pytest

from casestudies.urls import PUBLIC
from tests.db.access.matrix import LINES, Line
from tests.db.access.world import World

FOR_EVERYBODY = {pattern.name for pattern in PUBLIC}
FOR_ONE = [line for line in LINES if line.method == "GET" and line.case.partition("/")[0] not in FOR_EVERYBODY]


@pytest.mark.parametrize("line", FOR_ONE, ids=str)
def test_no_browser_keeps_a_page_for_one_person(world: World, line: Line) -> None:
    """Pages and files, the ways elsewhere, and "there is no such page" alike."""
    for person in ("anonymous", "owner", "reviewer", "admin"):
        answer = world.ask(person, "GET", world.address(line.case, line.states[0]), {})
        assert answer["Cache-Control"] == "private, no-store", person
        if answer.streaming:
            b"".join(answer)


def test_what_is_for_everybody_may_be_asked_for_again(world: World) -> None:
    for person in ("anonymous", "owner"):
        for address in ("/", "/case-studies/", "/how-we-count/", "/nowhere/"):
            assert world.ask(person, "GET", address, {})["Cache-Control"] == "no-cache", address
