"""Many projects at once: their average, their funnel, and what one project's rate becomes under an assumption.

Every argument is a shown figure of a published project; nothing here could read another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from outcomes.derived import figure
from outcomes.figures import Because, CohortBlock, Count, Figure, Hidden, Limits, Means, Pool, Shown, Span
from outcomes.statistics import assumptions, funnel, pooling
from outcomes.statistics.funnel import FEWEST_IN_A_FUNNEL
from outcomes.statistics.pooling import FEWEST_POOLED

__all__ = [
    "FEWEST_IN_A_FUNNEL",
    "FEWEST_POOLED",
    "Assumed",
    "Funnel",
    "assume",
    "funnel_of",
    "pool_means",
    "pool_rates",
    "poolable",
]

STEPS = 48  # points along a funnel's lines


def poolable(improved: Figure[Count], scored: Figure[Count]) -> tuple[Count, int] | None:
    """The counts a rate enters a pool with, or None: exact ones, or the few that one printed percentage leaves open.

    A count kept back for privacy ("at least 23 of 30") may be all of them and has no place in an average.
    """
    match improved, scored:
        case Shown(k), Shown(n) if n.exact and k.because is not Because.PRIVACY and k.low > 0 and k.high < n.low:
            return k, n.low
    return None


def pool_rates(counts: Sequence[tuple[Count, int]]) -> Figure[Pool]:
    """The pooled rate of what is `poolable`, shares 0 to 1; hidden as `TOO_FEW` below five projects."""
    return figure(pooling.pool_rates([(k.low, k.high, n) for k, n in counts]))


def pool_means(means: Sequence[tuple[Means, int]]) -> Figure[Pool]:
    """The pooled mean change of all scored, in points; hidden as `TOO_FEW` below five projects.

    Raises ValueError for a standard deviation shown as 0.0: it would outweigh all others.
    """
    return figure(pooling.pool_means([(mean.change, mean.sd_change, n) for mean, n in means]))


@dataclass(frozen=True, slots=True)
class Funnel:
    """Limits about the pooled `rate` (0–1) for sizes around those of the projects.

    `outside` is how many projects lie beyond the 99.8 % limits of their own size.
    """

    rate: float
    dispersion: float
    limits: tuple[Limits, ...]
    outside: int


def funnel_of(counts: Sequence[tuple[Count, int]], pool: Figure[Pool]) -> Funnel | None:
    """The funnel of the exact counts about the pooled rate; None below ten of them or without a pool."""
    exact = [(k.low, n) for k, n in counts if k.exact]
    if len(exact) < FEWEST_IN_A_FUNNEL or isinstance(pool, Hidden):
        return None
    rate = (pool.value.average.low + pool.value.average.high) / 2
    dispersion = funnel.overdispersion(exact, rate)
    first, last = min(n for _, n in exact) * 3 // 4, max(n for _, n in exact) + 1
    sizes = sorted({first + round((last - first) * step / STEPS) for step in range(STEPS + 1)})
    own = {n: funnel.limits(n, rate, dispersion).rare for _, n in exact}
    return Funnel(
        rate,
        dispersion,
        tuple(funnel.limits(n, rate, dispersion) for n in sizes),
        outside=sum(not own[n].low <= k / n <= own[n].high for k, n in exact),
    )


@dataclass(frozen=True, slots=True)
class Assumed:
    """The rate over all who started under an assumption about those not scored, and what a target would take.

    `clears` is None where it depends on which of the possible counts is true. `might` is the least share of those not
    scored at which the target can be met, `surely` the least at which it certainly is (one number where all counts are
    exact): above 1 not even all of them are enough, at 0 and below it takes none.
    """

    rate: Span
    clears: bool | None
    might: float
    surely: float


def assume(block: CohortBlock, target: Fraction, share: Fraction | None) -> Assumed | None:
    """What the shown counts of a cohort come to under an assumption; None where one of them is hidden.

    `target` and `share` are between 0 and 1; a share of None: as many of those not scored improved as of those scored.
    """
    match block.improved, block.scored, block.started:
        case Shown(k), Shown(n), Shown(n0) if n.exact and n.low:
            people = assumptions.People(k.low, k.high, n.low, n0.low, n0.high)
            might, surely = assumptions.shares_needed(people, target)
            clears = assumptions.reaches(people, share, target)
            return Assumed(assumptions.rate_of_all(people, share), clears, might, surely)
    return None
