"""What the portal itself can say about each point of the checklist: a reviewer starts from it, and judges.

From the composed document and from what editors have said of consent; no score, no count readers will not see.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casestudies import wording
from casestudies.editions.disclosure_sheet import Line, Treatment, edges, sheet, tally
from casestudies.editions.document import EditionDocument, OtherOutcome, State
from casestudies.editions.sentences import plausibility
from casestudies.models import CaseStudy, Point
from outcomes.figures import Amount, Note

ASKS: dict[Point, str] = {
    Point.STORY: "It tells what was done and for whom, claims no more than its figures say, and reads well.",
    Point.CONSENT: "Everybody who is named, quoted or shown has agreed, and would still agree today.",
    Point.FUNDING: "The parts fit the income they are part of, and what is not known is said to be so.",
    Point.FIGURES: "The figures can be true: bases, periods and percentages fit each other and their source.",
    Point.DISCLOSURE: "You have read the disclosure sheet, and nobody who knows the place could find a family in it.",
}


@dataclass(frozen=True)
class DisclosureSheet:
    """What readers will see of every figure about people; `edges` say nobody or everybody, and should be none."""

    lines: tuple[Line, ...]
    tally: tuple[tuple[Treatment, int], ...]
    edges: tuple[Line, ...]


def disclosure_sheet(new: EditionDocument) -> DisclosureSheet:
    """The sheet of a composed document."""
    lines = sheet(new)
    return DisclosureSheet(lines, tally(lines), edges(new))


def findings(case_study: CaseStudy, new: EditionDocument) -> dict[Point, list[str]]:
    """Sentences by point, in the order of the checklist."""
    ask: dict[Point, Callable[[CaseStudy, EditionDocument], Iterator[str]]] = {
        Point.STORY: _story,
        Point.CONSENT: _consent,
        Point.FUNDING: _funding,
        Point.FIGURES: _figures,
        Point.DISCLOSURE: _disclosure,
    }
    return {point: list(found(case_study, new)) for point, found in ask.items()}


def _story(case_study: CaseStudy, new: EditionDocument) -> Iterator[str]:
    parts = {"background": new.story.background, "action": new.story.action, "outcome": new.story.outcome}
    yield ", ".join(f"{name}: {_times(len(text.split()), 'word')}" for name, text in parts.items()).capitalize() + "."
    if not new.sources:
        yield "No source is named."


def _consent(case_study: CaseStudy, new: EditionDocument) -> Iterator[str]:
    if case_study.agreed_at is None:
        yield "No editor has said that everybody named or shown has agreed."
    else:
        day = wording.date(case_study.agreed_at.date())
        yield f"{case_study.agreed_by} said on {day} that everybody named or shown has agreed."
    quotes, pictures = _times(len(new.story.quotes), "quotation"), _times(len(new.story.pictures), "picture")
    yield f"Shown with consent: {quotes}, {pictures}."
    left_out = case_study.quotes.filter(consent=False).count() + case_study.pictures.filter(consent=False).count()
    if left_out:
        yield f"Left out for want of consent: {left_out}."


def _funding(case_study: CaseStudy, new: EditionDocument) -> Iterator[str]:
    for income in new.funding.incomes:
        stated, known = wording.money(income.breakdown.stated), wording.money(income.breakdown.known)
        rest = income.breakdown.words or "nothing left over"
        yield f"{income.label.capitalize()}: {stated}; its parts come to {known}; {rest}."
    unsaid = [part.label for part in new.funding.parts if part.amount == Amount.not_stated(part.amount.currency)]
    if unsaid:
        yield f"Amount not stated: {', '.join(unsaid)}."
    if not new.funding.incomes:
        parts = _times(len(new.funding.parts), "part")
        yield (
            f"{parts} named, and no income to set them against."
            if new.funding.parts
            else ("Nothing is said about money.")
        )


def _figures(case_study: CaseStudy, new: EditionDocument) -> Iterator[str]:
    for strand in new.strands:
        for cohort in strand.cohorts:
            where = f"{strand.name}, {cohort.measure.short_name}"
            if Note.REPORTED_ONLY in cohort.block.notes:
                yield f"{where}: {wording.note(Note.REPORTED_ONLY)}"
            there = [pitfall.name.lower() for pitfall in cohort.pitfalls if pitfall.state is State.PRESENT]
            if there:
                yield f"{where}: readers are warned of {', '.join(there)}."
    yield from filter(None, (_doubt(outcome) for outcome in new.other_outcomes))
    if not (new.strands or new.other_outcomes):
        yield "It shows no result."


def _doubt(outcome: OtherOutcome) -> str:
    doubt = plausibility(outcome)
    return f"{outcome.label}: {doubt}" if doubt else ""


def _disclosure(case_study: CaseStudy, new: EditionDocument) -> Iterator[str]:
    found = disclosure_sheet(new)
    yield (
        "; ".join(f"{times} {treatment}" for treatment, times in found.tally).capitalize() + "."
        if found.tally
        else ("No figure is about people.")
    )
    if found.edges:
        yield f"{_times(len(found.edges), 'figure')} would say that nobody, or everybody, is in a group: see the sheet."


def _times(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
