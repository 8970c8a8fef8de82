"""Every address asked by everybody gives what the matrix says."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import get_resolver

from casestudies.urls import urlpatterns
from tests.db.access.conftest import World
from tests.db.access.matrix import PEOPLE, ROWS

SIGN_IN = ("/accounts/login/", "/admin/login/")
STATUS = {200: "ok", 403: "stop", 404: "no", 410: "gone"}


def outcome(answer: HttpResponse) -> str:
    if answer.status_code == 302:
        return "in" if answer["Location"].startswith(SIGN_IN) else "go"
    if answer.status_code == 404 and answer["Content-Type"] == "application/problem+json":
        return "none"
    return STATUS.get(answer.status_code, str(answer.status_code))


@pytest.mark.parametrize(("name", "method"), ROWS, ids=lambda part: part)
def test_everybody_gets_what_the_matrix_says(world: World, name: str, method: str) -> None:
    found = []
    for person in PEOPLE:
        before = transaction.savepoint_create()
        client = world.client_of(person)
        ask = client.post if method == "POST" else client.get
        answer = ask(world.address(name))
        found.append(outcome(answer))
        if found[-1] == "no":
            never = ask("/desk/never/was/")
            assert (dict(answer.headers), answer.content) == (dict(never.headers), never.content), person
        if answer.streaming:
            b"".join(answer)  # a picture's file is closed once it has been read
        transaction.savepoint_rollback(before)
    assert found == ROWS[name, method]


def test_a_row_has_a_word_for_everybody() -> None:
    assert {len(row) for row in ROWS.values()} == {len(PEOPLE)}


def test_every_address_has_a_row() -> None:
    """Of the admin only our own pages: Django's lists and forms are asked for by every group in tests/db/admin."""
    ours = {pattern.name for pattern in urlpatterns if hasattr(pattern, "name")}
    of_the_admin = {"admin:index", "admin:login"} | {
        f"admin:{name}" for name in get_resolver().namespace_dict["admin"][1].reverse_dict if _is_our_own(name)
    }
    assert {name for name, _ in ROWS} == ours | of_the_admin


def _is_our_own(name: object) -> bool:
    usual = ("_changelist", "_add", "_history", "_delete", "_change", "_autocomplete")
    return isinstance(name, str) and name.startswith(("casestudies_", "outcomes_")) and not name.endswith(usual)
