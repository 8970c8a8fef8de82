"""Whether a cohort may be one that earlier editions have told of under another key.

Taken out and entered again, a cohort has a new key. Beside what was said of it before, what is said of it now would
tell of the few who came or went in between: `outcomes.disclosure` has to know that it may be the same.
"""

from collections.abc import Iterator, Mapping, Sequence

from casestudies.editions import document
from casestudies.editions.document import EditionDocument, Period
from casestudies.editions.facts import CohortFacts, StrandFacts
from outcomes.disclosure import first_told, told_before
from outcomes.figures import ProtectedFigures


def formerly(
    strand: StrandFacts,
    cohort: CohortFacts,
    now: Sequence[StrandFacts],
    earlier: Sequence[tuple[int, ProtectedFigures]],
    shown: Mapping[int, EditionDocument],
) -> tuple[str, ...]:
    """Keys under which `earlier` editions, of which `shown` are the documents, told of what may be this cohort.

    One that has no results any more may be this one, of the same strand or the same measure: whatever else was said
    of it may have been put right since. One that has results still is known by what is said of it: of the same strand
    and measure, and followed up no otherwise. Periods that lie apart are of different people. Of an erased document
    only figures are kept: whatever of it is there no more may be this one.
    """
    first = first_told((number, figures.cohorts) for number, figures in earlier)
    told = told_before(cohort.key, first)
    known = {before.key for edition in shown.values() for _, before in _cohorts(edition)}
    there = {one.key for of in now for one in of.cohorts if one.figures.computed or one.figures.reported}
    same = {
        before.key
        for edition in shown.values()
        for key, before in _cohorts(edition)
        if not _lie_apart(cohort.period, before.period)
        and (
            _told_alike(cohort, before) and key == strand.key
            if before.key in there
            else key == strand.key or cohort.measure.key == before.measure.key
        )
    }
    return tuple(sorted((told & same) | (told - known - there)))


def _cohorts(edition: EditionDocument) -> Iterator[tuple[str, document.Cohort]]:
    return ((strand.key, cohort) for strand in edition.strands for cohort in strand.cohorts)


def _told_alike(cohort: CohortFacts, before: document.Cohort) -> bool:
    followed_up = {cohort.follow_up_months, before.follow_up_months}
    return cohort.measure.key == before.measure.key and (len(followed_up) == 1 or None in followed_up)


def _lie_apart(one: Period, other: Period) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end <= other.start
