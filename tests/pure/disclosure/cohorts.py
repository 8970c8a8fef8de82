"""Short ways to say a cohort, used by the disclosure tests."""

from collections.abc import Sequence

from outcomes.disclosure import protect
from outcomes.figures import (
    BandMargin,
    Because,
    CohortBlock,
    CohortFigures,
    Count,
    EditionFigures,
    Figure,
    Moments,
    ProtectedFigures,
    ScoreRange,
    Shown,
    Tree,
)

type Earlier = Sequence[tuple[int, ProtectedFigures]]


def tree(started, scored, improved, same=None, **deeper) -> Tree:
    """A tree with exact counts; whoever did not improve and is not `same` is worse."""
    worse = None if same is None else scored - improved - same
    return Tree(started, scored, None if improved is None else Count.of(improved), same, worse, **deeper)


def block(computed: Tree | None = None, *, earlier: Earlier = (), wrong=(), small=7, **more) -> CohortBlock:
    """The block of one cohort called "c"."""
    figures = EditionFigures(cohorts=(CohortFigures("c", computed, **more),))
    return protect(figures, earlier, wrong=wrong, small=small).cohorts[0]


def editions(*blocks: CohortBlock) -> list[tuple[int, ProtectedFigures]]:
    """Editions 1, 2, … that showed these blocks."""
    return [(number, ProtectedFigures(cohorts=(one,))) for number, one in enumerate(blocks, 1)]


def says(figure: Figure) -> object:
    """A figure in short: 8, "0–7 privacy", "hidden: too_few", or the value itself."""
    if not isinstance(figure, Shown):
        return f"hidden: {figure.why}"
    value = figure.value
    if not isinstance(value, Count):
        return value
    return value.low if value.exact else f"{value.low}–{value.high} {value.because}"


def told(one: CohortBlock, *parts: str) -> tuple[object, ...]:
    """What a block says of some of its parts."""
    return tuple(says(getattr(one, part)) for part in parts)


def rounded(low: int, high: int) -> Count:
    """Every count a published percentage leaves open."""
    return Count.between(low, high, Because.ROUNDING)


def scored(pairs, *, started=None, bands=(), low=1, high=100, higher_is_better=True) -> CohortFigures:
    """A cohort from its (before, after) pairs, on a scale of whole points; `bands` as (low, high)."""
    moments = Moments.from_pairs(pairs, higher_is_better=higher_is_better)
    margins = tuple(
        BandMargin(f"{a}–{b}", a, b, sum(a <= x <= b for x, _ in pairs), sum(a <= y <= b for _, y in pairs))
        for a, b in bands
    )
    started = len(pairs) + 20 if started is None else started
    counts = Tree(started, moments.n, Count.of(moments.improved), moments.same, moments.worse, band_margins=margins)
    return CohortFigures("c", counts, moments, score_range=ScoreRange(low, high), higher_is_better=higher_is_better)


def protected(figures: CohortFigures, **kwargs) -> CohortBlock:
    """The block of one cohort."""
    return protect(EditionFigures(cohorts=(figures,)), **kwargs).cohorts[0]
