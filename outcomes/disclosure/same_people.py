"""Cohorts that are the same people, scored on several measures: what one of them hides of who came, no other tells.

Of 95 who came 91 are scored on one scale: that reads "at least 91 came". Were "95 came" printed beside the other
scale, the 4 between them would be there for everybody to subtract.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from outcomes.disclosure.trees import exactly, hidden_block
from outcomes.figures import Absent, Because, CohortBlock, CohortFigures, Count, Figure, Hidden, Shown


def level_started(cohorts: Sequence[CohortFigures], blocks: Sequence[CohortBlock], small: int) -> list[CohortBlock]:
    """The blocks, in which whoever came is told no more exactly than for the others who are the same people."""
    levelled = []
    for cohort, block in zip(cohorts, blocks, strict=True):
        came = exactly(block.started)
        bounds = [bound for bound in _bounds(cohort, cohorts, blocks) if came is not None and _holds(bound, came)]
        levelled.append(_bounded(block, max(bounds, key=lambda bound: bound.low), small) if bounds else block)
    return levelled


def refuse_subtraction(
    cohorts: Sequence[CohortFigures], blocks: Sequence[CohortBlock], earlier: Sequence[CohortBlock], small: int
) -> list[CohortBlock]:
    """The blocks, without those that would tell of a few beside what has been told of the same people: in an `earlier`
    edition, in a block carried forward from one, or above it in this one.

    An exact number undoes a bound; two numbers of who came, or were still coming, tell of those between them, and who
    came beside who is scored tells of those who are not, on a scale for which nobody said how many came.
    """
    told = [(block.key, came) for block in (*earlier, *blocks) if (came := exactly(block.started)) is not None]
    kept: list[CohortBlock] = []
    for cohort, block in zip(cohorts, blocks, strict=True):
        others = {other.key for other in cohorts if _same_people(cohort, other)}
        bound = _bound(block.started)
        undone = bound is not None and any(key in others and _holds(bound, came) for key, came in told)
        beside = (other for other in (*earlier, *kept) if other.key in others)
        close = undone or any(_few_between(block, other, small) for other in beside)
        kept.append(hidden_block(block.key, Absent.PRIVACY) if close else block)
    return kept


def _few_between(one: CohortBlock, other: CohortBlock, small: int) -> bool:
    alike = ((one.started, other.started), (one.still_attending, other.still_attending))
    within = ((one.started, other.scored), (other.started, one.scored))
    return any(0 < step <= small for step in _steps(alike)) or any(step <= small for step in _steps(within))


def _steps(pairs: Iterable[tuple[Figure[Count], Figure[Count]]]) -> Iterator[int]:
    for one, other in pairs:
        here, there = exactly(one), exactly(other)
        if here is not None and there is not None:
            yield abs(here - there)


def _same_people(one: CohortFigures, other: CohortFigures) -> bool:
    return one.key != other.key and bool(one.people) and one.people == other.people


def _bounds(cohort: CohortFigures, cohorts: Sequence[CohortFigures], blocks: Sequence[CohortBlock]) -> Iterator[Count]:
    for other, block in zip(cohorts, blocks, strict=True):
        if _same_people(cohort, other) and (bound := _bound(block.started)) is not None:
            yield bound


def _bound(started: Figure[Count]) -> Count | None:
    hides = isinstance(started, Shown) and started.value.because is Because.PRIVACY
    return started.value if isinstance(started, Shown) and hides else None


def _holds(bound: Count, number: int) -> bool:
    return bound.low <= number <= bound.high


def _bounded(block: CohortBlock, bound: Count, small: int) -> CohortBlock:
    scored = exactly(block.scored)
    rest = block.not_scored
    if scored is not None and isinstance(rest, Shown):
        least = bound.low - scored
        rest = Shown(Count(least, bound.high - scored, Because.PRIVACY)) if least > small else Hidden(Absent.PRIVACY)
    return replace(block, started=Shown(bound), not_scored=rest)
