"""Whether a cohort may be one that earlier editions have told of under another key.

Taken out and entered again, a cohort has a new key. Beside what was said of it before, what is said of it now would
tell of the few who came or went in between: `outcomes.disclosure` has to know that it may be the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from casestudies.editions import document
from casestudies.editions.document import EditionDocument, Period
from casestudies.editions.facts import CohortFacts, StrandFacts
from outcomes.disclosure import first_told, told_before
from outcomes.figures import CohortFigures, ProtectedFigures, Shown


def formerly(
    strand: StrandFacts,
    cohort: CohortFacts,
    now: Sequence[StrandFacts],
    earlier: Sequence[tuple[int, ProtectedFigures]],
    shown: Mapping[int, EditionDocument],
) -> tuple[str, ...]:
    """Keys under which `earlier` editions, of which `shown` are the documents, told of what may be this cohort.

    One that is no longer told of may be this one, of the same strand or the same measure: whatever else was said of it
    may have been put right since. One that still is, is known by what is said of it: of the same strand and measure,
    followed up no otherwise, and told of before this one. Periods that lie apart are of different people. Of an erased
    document only figures are kept: whatever of it is there no more may be this one.
    """
    first = first_told((number, figures.cohorts) for number, figures in earlier)
    told, since = first.keys() - {cohort.key}, told_before(cohort.key, first)
    there = _there(now, [figures for _, figures in earlier])
    known, same = set[str](), set[str]()
    for of, before in _cohorts(shown.values()):
        known.add(before.key)
        in_strand = of.key == strand.key or of.name.casefold() == strand.name.casefold()
        if _lie_apart(cohort.period, before.period):
            continue
        if before.key not in there:
            same |= {before.key} if in_strand or cohort.measure.key == before.measure.key else set()
        elif in_strand and before.key in since and _told_alike(cohort, before):
            same.add(before.key)
    return tuple(sorted((told & same) | (told - known - there)))


def _there(now: Sequence[StrandFacts], earlier: Sequence[ProtectedFigures]) -> set[str]:
    """The keys of cohorts with as many people, who came and who is scored, as were ever told of."""
    came: dict[str, int] = defaultdict(int)
    scored: dict[str, int] = defaultdict(int)
    for block in (block for figures in earlier for block in figures.cohorts):
        for most, figure in ((came, block.started), (scored, block.scored)):
            most[block.key] = max(most[block.key], figure.value.low if isinstance(figure, Shown) else 0)
    return {
        one.key
        for of in now
        for one in of.cohorts
        if (one.figures.computed or one.figures.reported)
        and _most(one.figures, "started") >= came[one.key]
        and _most(one.figures, "scored") >= scored[one.key]
    }


def _most(figures: CohortFigures, part: str) -> int:
    return max(getattr(tree, part) or 0 for tree in (figures.computed, figures.reported) if tree is not None)


def _cohorts(editions: Iterable[EditionDocument]) -> Iterator[tuple[document.Strand, document.Cohort]]:
    return ((strand, cohort) for edition in editions for strand in edition.strands for cohort in strand.cohorts)


def _told_alike(cohort: CohortFacts, before: document.Cohort) -> bool:
    followed_up = {cohort.follow_up_months, before.follow_up_months}
    return cohort.measure.key == before.measure.key and (len(followed_up) == 1 or None in followed_up)


def _lie_apart(one: Period, other: Period) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end <= other.start
