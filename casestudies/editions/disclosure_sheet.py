"""The disclosure sheet of an edition: figure by figure what readers will see, what they will not, and why.

For reviewers, from the composed document alone: what is hidden from readers is hidden here too. That a figure is
hidden says no more here than its place on the page says to everybody.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casestudies import wording
from casestudies.editions.document import Cohort, EditionDocument
from casestudies.editions.withheld import MERGED
from outcomes.figures import (
    Absent,
    BandCount,
    Because,
    CohortBlock,
    Count,
    Figure,
    HeadBlock,
    Hidden,
    Shown,
    SplitBlock,
)


class Treatment(StrEnum):
    """What became of a figure on its way to readers."""

    SHOWN = "shown"
    ROUNDED = "shown, rounded"
    RANGE = "shown as a range"
    BOUND = "shown as a limit"
    MERGED = "shown, merged"
    HIDDEN = "hidden for privacy"
    FOLLOWS = "hidden because another is"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: where it stands, what it is, what became of it, how it reads, and why."""

    where: str
    what: str
    treatment: Treatment
    reads: str
    why: str = ""


# every count of a cohort → how it is called, and the whole that it is a part of
COUNTS = {
    "started": ("started", ""),
    "still_attending": ("still coming at the end", "started"),
    "scored": ("scored before and after", "started"),
    "not_scored": ("not scored twice", "started"),
    "improved": ("improved", "scored"),
    "not_improved": ("not improved", "scored"),
    "same": ("the same", "not_improved"),
    "worse": ("worse", "not_improved"),
    "reliably_improved": ("reliably improved", "improved"),
    "reliably_worse": ("reliably worse", "worse"),
    "recovered": ("recovered", "improved"),
}
ITSELF_SMALL = "it, or what it leaves of “{}”, is too small a group or stands too close to another figure"
HANGS_ON = "it could be worked out from “{}”, which is not said exactly"
TOO_FEW = "fewer people than anything is said about"
IS_SMALL = "too small a group to be named"
LEAVES_SMALL = "what it leaves of “{}” is too small a group to be named"
BY_ROUNDING = "the report prints a rounded percentage: every number it may stand for"
ONE_DECIMAL = "means and what follows from them, to one decimal"
NEIGHBOURS = "neighbouring bands are put together until each is large enough, before and after"
TOGETHER = "routes each too small to be shown alone, or that would give one away"
FEW_LEFT = "fewer than two {} would be large enough"
CARRIED = "as in edition {}: what is newer would stand too close beside it"
_PRIVATE = {Absent.PRIVACY, Absent.TOO_FEW, Absent.BEING_CORRECTED}


def sheet(document: EditionDocument) -> tuple[Line, ...]:
    """Every figure about people, in the order of the page; what nobody has stated is left out."""
    return (*_results(document), *_outcomes(document), *_referrals(document.referrals.split), *_reach(document))


def tally(lines: tuple[Line, ...]) -> tuple[tuple[Treatment, int], ...]:
    """How many figures were treated how, in the order of the treatments; none of those that did not happen."""
    times = Counter(line.treatment for line in lines)
    return tuple((treatment, times[treatment]) for treatment in Treatment if times[treatment])


def edges(document: EditionDocument) -> tuple[Line, ...]:
    """Figures that say of a group that nobody, or everybody, is in it. There should be none: see `sheet`."""
    return (*_edges_of_cohorts(document), *_edges_of_outcomes(document))


def _results(document: EditionDocument) -> Iterator[Line]:
    for strand in (*document.strands, *document.worked_example):
        for cohort in strand.cohorts:
            where = f"{strand.name}, {cohort.measure.short_name}"
            where += ", made-up scores" if cohort.provenance == "simulated" else ""
            yield from _counts(where, cohort.block)
            yield from _bands(where, cohort.block)
            yield from _means(where, cohort)


def _counts(where: str, block: CohortBlock) -> Iterator[Line]:
    for name, (label, whole) in COUNTS.items():
        line = _count(where, label, getattr(block, name), getattr(block, whole) if whole else None, COUNTS.get(whole))
        if line:
            yield _dated(line, block.carried_from)


def _count(
    where: str, label: str, figure: Figure[Count], whole: Figure[Count] | None, of: tuple[str, str] | None
) -> Line | None:
    """One count; None where there is nothing to hide because nobody has stated it."""
    name = of[0] if of else label
    match figure:
        case Shown(Count(low, because=Because.PRIVACY)):
            why = LEAVES_SMALL.format(name) if low else IS_SMALL
            return Line(where, label, Treatment.BOUND, wording.count(figure), why)
        case Shown(Count(because=Because.ROUNDING)):
            return Line(where, label, Treatment.RANGE, wording.count(figure), BY_ROUNDING)
        case Shown():
            return Line(where, label, Treatment.SHOWN, wording.count(figure))
        case Hidden(why) if why in _PRIVATE:
            secondary = whole is not None and not (isinstance(whole, Shown) and whole.value.exact)
            reason = HANGS_ON if secondary else TOO_FEW if why is Absent.TOO_FEW else ITSELF_SMALL
            treatment = Treatment.FOLLOWS if secondary else Treatment.HIDDEN
            return Line(where, label, treatment, wording.absent(why), reason.format(name))
    return None


def _bands(where: str, block: CohortBlock) -> Iterator[Line]:
    match block.bands_before:
        case Shown(bands):
            merged = any(" to " in band.label for band in bands)
            treatment, why = (Treatment.MERGED, NEIGHBOURS) if merged else (Treatment.SHOWN, "")
            reads = f"{len(bands)} bands, each before and after: {_listed(bands)}"
            yield _dated(Line(where, "bands", treatment, reads, why), block.carried_from)
        case Hidden(why) if why in _PRIVATE:
            yield Line(where, "bands", Treatment.HIDDEN, wording.absent(why), FEW_LEFT.format("bands"))


def _means(where: str, cohort: Cohort) -> Iterator[Line]:
    block = cohort.block
    for label, figure in (("means before and after", block.means), ("gain of the improved", block.gain_of_improved)):
        match figure:
            case Shown():
                reads = "shown" if label.startswith("means") else wording.points(block.gain_of_improved)
                yield _dated(Line(where, label, Treatment.ROUNDED, reads, ONE_DECIMAL), block.carried_from)
            case Hidden(why) if why in _PRIVATE:
                reason = "only of a group that is said exactly, and where it gives no single score away"
                yield Line(where, label, Treatment.HIDDEN, wording.absent(why), reason)


def _outcomes(document: EditionDocument) -> Iterator[Line]:
    for outcome in document.other_outcomes:
        yield from _head("Outcomes without a scale", outcome.label, outcome.block)


def _reach(document: EditionDocument) -> Iterator[Line]:
    if document.project.reach:
        yield from _head("The project", "people served in a year", document.project.reach.block)


def _head(where: str, label: str, block: HeadBlock) -> Iterator[Line]:
    for what, figure in ((f"{label}: how many", block.numerator), (f"{label}: of how many", block.denominator)):
        if line := _count(where, what, figure, None, None):
            yield _dated(line, block.carried_from)
    match block.percent:
        case Shown(percent):
            reads = f"{percent}{wording.THIN}%"
            yield _dated(Line(where, f"{label}: share", Treatment.ROUNDED, reads, "whole per cent"), block.carried_from)
        case Hidden(why) if why in _PRIVATE:
            reason = "one side of it is too small a group"
            yield Line(where, f"{label}: share", Treatment.HIDDEN, wording.absent(why), reason)


def _referrals(split: SplitBlock | None) -> Iterator[Line]:
    where = "Who came and how"
    if split is None:
        return
    match split.parts:
        case Shown(parts):
            for part in parts:
                treatment, why = (Treatment.MERGED, TOGETHER) if part.label == MERGED else (Treatment.SHOWN, "")
                yield _dated(Line(where, part.label, treatment, wording.number(part.count), why), split.carried_from)
        case Hidden(why) if why in _PRIVATE:
            yield Line(where, "each route", Treatment.HIDDEN, wording.absent(why), FEW_LEFT.format("routes"))


def _dated(line: Line, carried_from: int | None) -> Line:
    if carried_from is None:
        return line
    why = "; ".join(filter(None, [line.why, CARRIED.format(carried_from)]))
    return Line(line.where, line.what, line.treatment, line.reads, why)


def _listed(bands: tuple[BandCount, ...]) -> str:
    return ", ".join(band.label for band in bands)


def _edges_of_cohorts(document: EditionDocument) -> Iterator[Line]:
    for strand in document.strands:
        for cohort in strand.cohorts:
            for name, (label, whole) in COUNTS.items():
                part, of = getattr(cohort.block, name), getattr(cohort.block, whole) if whole else None
                if _is_edge(part, of):
                    yield Line(
                        f"{strand.name}, {cohort.measure.short_name}", label, Treatment.SHOWN, wording.count(part)
                    )


def _edges_of_outcomes(document: EditionDocument) -> Iterator[Line]:
    for outcome in document.other_outcomes:
        percent = outcome.block.percent
        if _is_edge(outcome.block.numerator, outcome.block.denominator):
            reads = wording.count(outcome.block.numerator)
            yield Line("Outcomes without a scale", outcome.label, Treatment.SHOWN, reads)
        elif isinstance(percent, Shown) and percent.value in {0, 100}:
            reads = f"{percent.value}{wording.THIN}%"
            yield Line("Outcomes without a scale", outcome.label, Treatment.SHOWN, reads)


def _is_edge(part: Figure[Count], whole: Figure[Count] | None) -> bool:
    if not (isinstance(part, Shown) and part.value.exact):
        return False
    everybody = isinstance(whole, Shown) and whole.value.exact and whole.value.low == part.value.low
    return part.value.low == 0 or everybody
