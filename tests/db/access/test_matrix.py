"""Every address asked by everybody, in every state of a case study, gives what the matrix says."""

from collections import Counter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import get_resolver

from casestudies.urls import urlpatterns
from tests.addresses import addresses
from tests.db.access.asking import everything_of, outcome, watched
from tests.db.access.matrix import LINES, NO_STATE, PEOPLE, STATES, Line
from tests.db.access.world import World, parts_of

OF_A_FORM, OTHERS = {"GET", "POST"}, {"PUT", "PATCH", "DELETE"}
NOT_OURS = ("account_", "mfa_", "admin:index", "admin:login")  # views of packages: they take PUT for POST
CASES = {line.case.partition("/")[0] for line in LINES}
INSIDE = sorted(
    name for name in CASES if name.startswith("desk-") and {"slug"} < set(parts_of(name)) != {"slug", "task"}
)


def ask(world: World, person: str, line: Line, address: str, body: dict[str, object]) -> tuple[str, HttpResponse]:
    """What `person` gets there, and its word; nothing that it does stays done."""
    before = transaction.savepoint_create()
    with watched() as written:
        answer = world.ask(person, line.method, address, body)
    if answer.streaming:
        b"".join(answer)  # a picture's file is closed once it has been read
    word = outcome(answer, written)
    transaction.savepoint_rollback(before)
    return word, answer


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_what_the_matrix_says(world: World, line: Line) -> None:
    """What one may not see, and every address for a stranger, answers to the last byte as what never was."""
    found, never = {}, {}
    for state in line.states:
        address, made_up = (world.address(line.case, state, made_up=lie) for lie in (False, True))
        body = world.body(line.case, state) if line.method == "POST" else {}
        for person in PEOPLE:
            found[state, person], answer = ask(world, person, line, address, body)
            if found[state, person] in {"no", "in"}:
                if person not in never:
                    never[person] = everything_of(ask(world, person, line, made_up, body)[1], made_up)
                assert everything_of(answer, address) == never[person], (state, person)
    said = {(state, person): word for state in line.states for person, word in zip(PEOPLE, line.words, strict=True)}
    assert {cell: word for cell, word in found.items() if word != said[cell]} == {}


@pytest.mark.parametrize("name", INSIDE)
def test_what_is_in_one_case_study_is_not_found_from_another(world: World, name: str) -> None:
    """Somebody of another organisation asks below their own case study for a thing that is in Fernhill's."""
    (line,) = [line for line in LINES if line.case.partition("/")[0] == name and "draft" in line.states][-1:]
    address = world.address(line.case, "draft").replace("/study-draft/", "/elsewhere/")
    made_up = world.address(line.case, "draft", made_up=True).replace("/never-was/", "/elsewhere/", 1)
    assert "/elsewhere/" in address
    body = world.body(line.case, "draft")
    word, answer = ask(world, "outsider", line, address, body)
    assert word == "no"
    never = ask(world, "outsider", line, made_up, body)[1]
    assert everything_of(answer, address) == everything_of(never, made_up)


def test_every_state_of_an_address_has_one_line() -> None:
    times = Counter((line.case, line.method, state) for line in LINES for state in line.states)
    assert {cell: n for cell, n in times.items() if n > 1} == {}
    rows = {(line.case, line.method) for line in LINES if line.states != (NO_STATE,)}
    assert [(*row, state) for row in rows for state in STATES if (*row, state) not in times] == []
    assert {len(line.words) for line in LINES} == {len(PEOPLE)}


def test_every_address_has_a_line() -> None:
    """Of the admin only our own pages: lists, forms and files are asked for by every group in test_admin_matrix."""
    ours = {pattern.name for _, pattern in addresses(urlpatterns[:-1])}
    of_the_admin = {"admin:index", "admin:login"} | {
        f"admin:{name}" for name in get_resolver().namespace_dict["admin"][1].reverse_dict if _is_our_own(name)
    }
    assert ours | of_the_admin == CASES


@pytest.mark.parametrize("case", sorted({line.case for line in LINES}))
def test_a_method_without_a_line_is_refused_whoever_asks(world: World, case: str) -> None:
    states = [line.states[0] for line in LINES if line.case == case]
    written_down = {line.method for line in LINES if line.case == case}
    for method in OF_A_FORM.union(() if case.startswith(NOT_OURS) else OTHERS) - written_down:
        line = Line(case, method, (), ())
        for person in ("anonymous", "owner", "reviewer", "curator", "admin"):
            word, _ = ask(world, person, line, world.address(case, states[0]), {})
            assert word in {"405", "in", "no"}, (method, person, word)


def _is_our_own(name: object) -> bool:
    usual = ("_changelist", "_add", "_history", "_delete", "_change", "_autocomplete", "_import", "_export")
    return isinstance(name, str) and name.startswith(("casestudies_", "outcomes_")) and not name.endswith(usual)
