"""One call over all figures of an edition."""

from collections.abc import Callable, Collection, Iterable, Sequence

from outcomes.disclosure.bases import bases_of, head_beside, split_beside
from outcomes.disclosure.checks import check_keys
from outcomes.disclosure.editions import settle_cohort
from outcomes.disclosure.first_told import first_told, told_before
from outcomes.disclosure.heads import protect_head
from outcomes.disclosure.reported import protect_cohort
from outcomes.disclosure.same_people import level_started, refuse_subtraction
from outcomes.disclosure.splits import protect_split
from outcomes.disclosure.steps import settle_head, settle_split
from outcomes.figures import (
    CohortBlock,
    CohortFigures,
    EditionFigures,
    HeadBlock,
    HeadCount,
    ProtectedFigures,
    SplitBlock,
)

SMALL = 7  # groups of 0 to this many people are never shown
SMALLEST_SMALL = 5

type Earlier = Sequence[tuple[int, ProtectedFigures]]


def protect(
    figures: EditionFigures, earlier: Earlier = (), *, small: int = SMALL, wrong: Collection[str] = ()
) -> ProtectedFigures:
    """What readers may see of an edition's figures, in the order they came in. Pure.

    `earlier`: number and figures of every earlier edition that still shows its figures, oldest first; those retired
    are left out. `wrong`: keys of figures known to be wrong in those editions; where the right one may not show yet
    the figure is withdrawn. `small`: the largest number of people that stays hidden, at least 5. A group of nobody is
    always hidden, as there is no way here to have two people confirm it.

    Raises ValueError, naming the figure, for counts that contradict each other, for two figures of one kind with the
    same key, and for a smaller `small`.
    """
    if small < SMALLEST_SMALL:
        raise ValueError(f"groups of up to at least {SMALLEST_SMALL} people are small, not {small}")
    check_keys(figures)
    cohorts = _cohorts(figures.cohorts, earlier, small, wrong)
    splits: list[SplitBlock] = []
    for split in figures.splits:
        routes = _before(split.key, earlier, lambda edition: edition.splits)
        found = settle_split(protect_split(split, small), split, routes, wrong=split.key in wrong, small=small)
        splits.append(split_beside(found, bases_of(cohorts), small))
    heads = _heads(figures.heads, earlier, bases_of(cohorts, splits), small, wrong)
    return ProtectedFigures(tuple(cohorts), tuple(splits), heads)


def _cohorts(
    figures: Sequence[CohortFigures], earlier: Earlier, small: int, wrong: Collection[str]
) -> list[CohortBlock]:
    """Each protected, levelled with the others who are the same people, and settled beside its earlier self."""
    settled = []
    blocks = level_started(figures, [protect_cohort(cohort, small) for cohort in figures], small)
    for cohort, block in zip(figures, blocks, strict=True):
        before = _before(block.key, earlier, lambda edition: edition.cohorts)
        others = [old for key in cohort.formerly for _, old in _before(key, earlier, lambda edition: edition.cohorts)]
        settled.append(settle_cohort(block, before, others, wrong=block.key in wrong, small=small))
    return refuse_subtraction(figures, settled, [block for _, edition in earlier for block in edition.cohorts], small)


def _heads(
    heads: Sequence[HeadCount], earlier: Earlier, bases: frozenset[int], small: int, wrong: Collection[str]
) -> tuple[HeadBlock, ...]:
    """Largest number of people first, so that 33 people stay and 27 of them go.

    One under a new key may be one that is gone, taken out and entered again: it has to stand beside that, too.
    """
    found: dict[str, HeadBlock] = {}
    first = first_told((number, edition.heads) for number, edition in earlier)
    stated = {head.key for head in heads if (head.numerator, head.denominator, head.percent) != (None, None, None)}
    for head in sorted(heads, key=lambda head: -(head.denominator or 0)):
        before = _before(head.key, earlier, lambda edition: edition.heads)
        gone = told_before(head.key, first) - stated
        others = [old for key in gone for _, old in _before(key, earlier, lambda edition: edition.heads)]
        block = settle_head(protect_head(head, small), before, others, wrong=head.key in wrong, small=small)
        found[head.key] = head_beside(block, bases | bases_of((), (), found.values()), small)
    return tuple(found[head.key] for head in heads)


def _before[B: (CohortBlock, SplitBlock, HeadBlock)](
    key: str, earlier: Earlier, kind: Callable[[ProtectedFigures], Iterable[B]]
) -> list[tuple[int, B]]:
    """What earlier editions showed under this key, oldest first."""
    return [(number, block) for number, edition in earlier for block in kind(edition) if block.key == key]
