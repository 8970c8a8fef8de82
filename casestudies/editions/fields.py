"""A document taken apart into its single fields, each with its place, its label and how it reads.

It walks whatever the schema holds, so that a field added to it is compared without anybody remembering to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from casestudies import wording
from casestudies.editions import document as schema
from casestudies.editions.disclosure_sheet import COUNTS
from outcomes.figures import (
    Amount,
    BandCount,
    Breakdown,
    CohortBlock,
    Count,
    Hidden,
    Means,
    Note,
    Part,
    PerHead,
    Rate,
    Shown,
    Span,
)

SECTIONS = {
    **dict.fromkeys(("headline", "case_number", "area", "theme", "invented", "note"), "Heading"),
    "project": "The project",
    "strands": "What changed",
    "other_outcomes": "Outcomes without a scale",
    "referrals": "Who came and how",
    "funding": "Who paid",
    "story": "The story",
    "sources": "Sources",
    "worked_example": "Worked example with made-up scores",
}
NOT_COMPARED = {"schema", "slug", "edition", "published"}  # other in every edition, or the same for ever
LABELS = {
    "case_number": "number of the case study",
    "note": "what readers are told has changed",
    "org_id": "organisation number",
    "rated_by": "scored by",
    "per_person": "income a person",
    "started": "started",
    **dict.fromkeys(("block", "derived", "split", "breakdown", "value"), ""),  # boxes nobody needs to hear of
    **dict.fromkeys(("cohorts", "quotes", "pictures", "incomes"), ""),  # their elements say what they are
    **{name: label for name, (label, _) in COUNTS.items()},
}
SHARES = {"coverage", "possible_range", "share", "interval"}
POINTS = {"gain_of_improved", "mean_of_all_at_most", "expected_rise_without_help", "reliable_change_threshold", "gain"}
LONG = 90  # characters, from where on words are compared paragraph by paragraph

type Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its `section`, where it is (`path`), what it is called, how it reads; `value` is what is compared.

    `labels` go from the thing it belongs to down to its own name: a strand, a cohort, "improved".
    """

    section: str
    path: Path
    labels: tuple[str, ...]
    words: str
    value: object


def fields_of(document: schema.EditionDocument) -> tuple[Field, ...]:
    """Every field of a document in the order of the page, but for what is other in every edition."""
    return tuple(
        Field(section, path, tuple(filter(None, labels)), words, value)
        for name, section in SECTIONS.items()
        for path, labels, words, value in _walk(getattr(document, name), (name,), (_first_label(name, section),))
    )


def _first_label(name: str, section: str) -> str:
    return _label(name) if section == "Heading" else ""


type _Found = Iterator[tuple[Path, tuple[str, ...], str, object]]


def _walk(value: Any, path: Path, labels: tuple[str, ...]) -> _Found:
    if isinstance(value, tuple) and any(is_dataclass(one) for one in value):
        for one in value:
            key, name = _named(one)
            yield from _walk(one, (*path, key), (*labels, name))
    elif isinstance(value, CohortBlock):
        for name in _names(type(value)):
            yield (*path, name), (*labels, _label(name)), _of_block(value, name), getattr(value, name)
    elif is_dataclass(value) and not isinstance(value, type) and _whole(value, path[-1]) is None:
        for name in _names(type(value)):
            by_its_key = name == "key" and path[-1].startswith(str(getattr(value, name)))  # how it is found in a list
            if not by_its_key:
                yield from _walk(getattr(value, name), (*path, name), (*labels, _label(name)))
    else:
        yield path, labels, _words(value, path[-1]), value


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "kind" or kind not in {Shown, Hidden})


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " "))


def _named(one: Any) -> tuple[str, str]:
    """By what an element of a list is found again, and what it is called."""
    match one:
        case schema.Place():
            return f"{one.key}/{one.role}", f"{one.name} ({one.role})"
        case schema.Cohort():
            return one.key, f"{one.measure.short_name}, {wording.period(one.period.start, one.period.end)}"
        case schema.Quote():
            return f"{one.speaker}/{one.words}", f"quotation of {one.speaker}"
        case schema.Picture():
            return one.name, "picture"
        case schema.Nearest():
            return str(one.count), "nearest"
    name = getattr(one, "name", "") or getattr(one, "label", "") or getattr(one, "title", "")
    return str(getattr(one, "key", name)), str(name)


def _of_block(block: CohortBlock, name: str) -> str:
    """A figure of a cohort: counts as parts of their whole, "55 of 71", where both are said exactly."""
    value = getattr(block, name)
    whole = getattr(block, COUNTS[name][1]) if name in COUNTS and COUNTS[name][1] else None
    words = _words(value, name)
    if isinstance(value, Shown) and isinstance(whole, Shown) and whole.value.exact:
        return f"{words} of {wording.count(whole)}"
    return words


def _words(value: Any, name: str) -> str:
    if is_dataclass(value):
        return _whole(value, name) or ""
    match value:
        case None | "" | ():
            return wording.NOT_STATED
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return _number(value, name)
        case date():
            return wording.date(value)
        case Note():
            return wording.note(value)
        case tuple():
            return "; ".join(_words(one, name) for one in value)
    return str(value)


def _number(value: float | Decimal, name: str) -> str:
    if name == "percent":
        return f"{value}{wording.THIN}%"
    if name in POINTS:
        return wording.points(float(value))
    if isinstance(value, float):
        return wording.decimal(value)
    return wording.number(value, 0 if value == int(value) else 1)


def _whole(value: Any, name: str) -> str | None:
    """How something reads that is one thing to a reader; None for what is taken apart further."""
    match value:
        case Shown(inner):
            return _words(inner, name)
        case Span():
            return wording.percent(value) if name in SHARES else wording.points(value)
    reads = READS.get(type(value))
    return reads(value) if reads else None


def _means(value: Means) -> str:
    before, after = wording.decimal(value.before, 1), wording.decimal(value.after, 1)
    return f"{before} before, {after} after, change {wording.points(value.change, signed=True)}"


READS: dict[type, Callable[[Any], str]] = {
    Hidden: lambda value: wording.absent(value.why),
    Count: wording.count,
    Rate: lambda rate: f"{wording.percent(rate.share)}, 95{wording.THIN}% interval {wording.percent(rate.interval)}",
    Means: _means,
    BandCount: lambda band: f"{band.label}: {wording.number(band.count)}",
    Part: lambda part: f"{part.label}: {wording.number(part.count)}",
    Amount: wording.money,
    Breakdown: lambda money: "; ".join(filter(None, [wording.money(money.stated), money.words])),
    PerHead: wording.per_head,
    schema.Period: lambda period: wording.period(period.start, period.end),
    schema.Source: lambda s: ", ".join(filter(None, [s.title, s.publisher, s.published, s.address])),
    schema.Organisation: lambda organisation: organisation.name,
    schema.Named: lambda named: named.name,
}
