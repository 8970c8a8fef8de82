"""The difference of two editions, field by field, in words; and nothing that differs is left out of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from casestudies.editions import document
from casestudies.editions.compose import compose
from casestudies.editions.difference import SAME_WORDS, difference
from casestudies.editions.fields import NOT_COMPARED, SECTIONS
from outcomes.figures import Amount, Breakdown
from tests.pure.editions.cases import case, cohort

FIRST = compose(
    case(cohort([(5, 9)] * 55 + [(9, 5)] * 16, started=90)), edition=1, published=date(2026, 11, 2), small=7
)
SECOND = compose(
    case(cohort([(5, 9)] * 68 + [(9, 5)] * 24, started=120)), edition=2, published=date(2026, 12, 1), small=7
)
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))


def said(older: document.EditionDocument, newer: document.EditionDocument) -> dict[str, list[tuple[str, str, str]]]:
    """Section → what happened to what, as one would read it."""
    return {
        section.name: [
            (entry.kind.value, ": ".join(entry.labels), f"{' | '.join(entry.before)} → {' | '.join(entry.after)}")
            for entry in section.entries
        ]
        for section in difference(older, newer)
    }


def test_new_scores_read_as_one_would_say_them() -> None:
    found = said(FIRST, SECOND)
    assert list(found) == ["What changed"]
    where = "One to one: SCALE, 1 April 2024 to 31 March 2025"
    assert [row for row in found["What changed"] if row[1].endswith(("started", ": improved", "not improved"))] == [
        ("Changed", f"{where}: started", "90 → 120"),
        ("Changed", f"{where}: improved", "55 of 71 → 68 of 92"),
        ("Changed", f"{where}: not improved", "16 of 71 → 24 of 92"),
    ]


def test_number_day_and_nothing_else_is_no_difference() -> None:
    assert difference(FIRST, replace(FIRST, edition=2, published=date(2026, 12, 1))) == ()


def test_of_a_story_only_the_paragraphs_that_differ() -> None:
    older = replace(FIRST, story=replace(FIRST.story, action="We listen.\n\nWe play.\n\nWe end."))
    newer = replace(FIRST, story=replace(FIRST.story, action="We listen.\n\nWe play outside.\n\nWe end."))
    assert said(older, newer) == {"The story": [("Changed", "action", "We play. → We play outside.")]}


def test_what_was_not_there_is_added_and_what_is_gone_is_taken_out() -> None:
    quote = document.Quote("We listen first.", "A. Manager", "service manager")
    with_more = replace(FIRST, headline="", story=replace(FIRST.story, quotes=(quote,)))
    assert said(FIRST, with_more) == {
        "Heading": [("Taken out", "headline", f"{FIRST.headline} → ")],
        "The story": [
            (
                "Added",
                "quotation of A. Manager",
                " → words: We listen first. | speaker: A. Manager | role: service manager",
            )
        ],
    }


def test_a_whole_strand_that_is_gone_is_one_thing() -> None:
    ((kind, label, words),) = said(FIRST, replace(FIRST, strands=()))["What changed"]
    assert (kind, label) == ("Taken out", "One to one")
    assert "improved: 55 of 71" in words


def test_a_figure_that_is_hidden_now_says_so_and_not_what_it_was_hidden_from() -> None:
    few = compose(
        case(cohort([(5, 9)] * 27 + [(9, 5)] * 3, started=60)), edition=2, published=date(2026, 12, 1), small=7
    )
    found = said(FIRST, few)["What changed"]
    assert ("55 of 71 → at least 23 of 30") in [words for _, label, words in found if label.endswith(": improved")]
    assert not any(re.search(r"\b(27|3) of 30|90\s?%", words) for _, _, words in found)


def test_what_reads_the_same_and_is_not_says_so() -> None:
    renamed = replace(FIRST, project=replace(FIRST.project, provider=document.Organisation("a", "Same")))
    other = replace(FIRST, project=replace(FIRST.project, provider=document.Organisation("b", "Same")))
    ((section),) = difference(renamed, other)
    assert [(entry.what, entry.note) for entry in section.entries] == [("provider", SAME_WORDS)]


def test_every_part_of_the_document_has_a_section() -> None:
    names = {field.name for field in fields(document.EditionDocument)}
    assert names == SECTIONS.keys() | NOT_COMPARED
    assert not SECTIONS.keys() & NOT_COMPARED


# ------------------------------------------------------------------------------- one by one, whatever the schema holds


def altered(value: Any) -> Iterator[Any]:
    """`value` with one single thing in it changed, for every thing there is."""
    match value:
        case Amount():
            yield Amount.exact(Decimal(123))
        case Breakdown():
            yield replace(value, stated=Amount.exact(Decimal(123)))
        case tuple():
            yield from _altered_list(value)
        case Enum():
            yield next(other for other in type(value) if other is not value)
        case bool():
            yield not value
        case int() | float() | Decimal():
            yield value + 1
        case date():
            yield value + timedelta(days=1)
        case str() if value not in {"shown", "hidden"}:
            yield value + " and more"
        case _ if is_dataclass(value):
            yield from _altered_fields(value)


def _altered_list(value: tuple[Any, ...]) -> Iterator[Any]:
    for at, one in enumerate(value):
        yield from ((*value[:at], other, *value[at + 1 :]) for other in altered(one))
        yield (*value[:at], *value[at + 1 :])


def _altered_fields(value: Any) -> Iterator[Any]:
    for field in fields(value):
        for other in altered(getattr(value, field.name)):
            with suppress(ValueError):  # a count whose ends are out of order is none
                yield replace(value, **{field.name: other})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_nothing_that_differs_is_left_out(sample: Path) -> None:
    old = document.load(sample.read_text(encoding="utf-8"))
    times = 0
    for name in SECTIONS:
        for other in altered(getattr(old, name)):
            new = replace(old, **{name: other})
            found = difference(old, new)
            assert found, (name, other)
            assert [section.name for section in found] == [SECTIONS[name]]
            times += 1
    assert times > 100
