"""Cohorts that are the same people, scored on several measures: what one of them hides of who came, no other tells.

Of 95 who came 91 are scored on one scale: that reads "at least 91 came". Were "95 came" printed beside the other
scale, the 4 between them would be there for everybody to subtract.
"""

from collections.abc import Iterator, Sequence
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
    cohorts: Sequence[CohortFigures], blocks: Sequence[CohortBlock], earlier: Sequence[CohortBlock]
) -> list[CohortBlock]:
    """The blocks, without those whose bound is undone by an exact number that has been told of the same people: in an
    `earlier` edition, or in a block carried forward from one."""
    told = [(block.key, came) for block in (*earlier, *blocks) if (came := exactly(block.started)) is not None]
    kept = []
    for cohort, block in zip(cohorts, blocks, strict=True):
        others = {other.key for other in cohorts if _same_people(cohort, other)}
        bound = _bound(block.started)
        undone = bound is not None and any(key in others and _holds(bound, came) for key, came in told)
        kept.append(hidden_block(block.key, Absent.PRIVACY) if undone else block)
    return kept


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
