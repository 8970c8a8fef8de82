"""Rows of a comparison about the projects: what, for whom, where, who refers, who pays."""

from collections.abc import Callable, Iterator, Sequence

from casestudies import wording
from casestudies.editions import drawings
from casestudies.editions.document import EditionDocument
from casestudies.evidence.cases import Case, Cell, Row
from outcomes.figures import Shown

NOT_STATED = wording.NOT_STATED


def about(cases: Sequence[Case]) -> Iterator[Row]:
    """The rows in the order a commissioner asks."""

    def row(name: str, ask: Callable[[EditionDocument], Sequence[str]]) -> Row:
        return Row(name, tuple(Cell(tuple(filter(None, ask(case.document))) or (NOT_STATED,)) for case in cases))

    yield row("What it does", lambda d: [d.project.purpose, d.project.session_pattern])
    yield row("For whom", lambda d: [d.project.who_can_be_referred, d.project.ages_served])
    yield row("Where", lambda d: [", ".join(dict.fromkeys(place.name for place in d.project.places))])
    units = {case.document.project.reach.unit for case in cases if case.document.project.reach}
    mixed = f"not comparable: different units counted ({', '.join(sorted(units))})" if len(units) > 1 else ""
    yield Row("Reach in a year", tuple(Cell((_reach(case),)) for case in cases), mixed)
    yield row("Who refers", lambda d: [", ".join(_routes(d))])
    yield Row(
        "Money",
        tuple(Cell(tuple(_money(case.document))) for case in cases),
        "not comparable: what the money pays for, and when, differs or is not stated" if len(cases) > 1 else "",
    )
    yield Row("Income a person seen", tuple(Cell(tuple(_per_person(case))) for case in cases))


def _reach(case: Case) -> str:
    reach = case.document.project.reach
    if reach is None or case.published.figures_retired:
        return NOT_STATED
    words = wording.count(reach.people)
    if not isinstance(reach.people, Shown):
        return words
    return f"{'about ' if reach.about else ''}{words} {reach.unit}"


def _routes(document: EditionDocument) -> list[str]:
    split = document.referrals.split
    if split and isinstance(split.parts, Shown):
        return [f"{part.label} ({wording.number(part.count)})" for part in split.parts.value]
    return [route.name for route in document.referrals.routes]


def _money(document: EditionDocument) -> Iterator[str]:
    for income in document.funding.incomes:
        yield f"{wording.money(income.breakdown.stated)}, {income.label}"
    for part in document.funding.parts:
        yield f"{drawings.payer(part)}: {wording.money(part.amount, part.years)}"
    if not document.funding.incomes and not document.funding.parts:
        yield NOT_STATED


def _per_person(case: Case) -> Iterator[str]:
    money = case.document.funding.per_person
    if case.published.figures_retired:
        yield NOT_STATED
    elif money.seen is None:
        yield f"not computable: {money.why_not}"
    else:
        yield wording.per_head(money.seen)
        if money.improved:
            yield f"{wording.per_head(money.improved)} a person improved: not a cost of producing improvement"
