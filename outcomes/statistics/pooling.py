"""One average over several projects, and how far projects differ: random effects, DerSimonian–Laird, Hartung–Knapp.

An effect is a number with the variance of its error: a mean change in points, or a rate on the logit scale, where the
variance of ln(k/(n − k)) is 1/k + 1/(n − k). Sources: DerSimonian & Laird (1986), Meta-analysis in clinical trials,
Controlled Clinical Trials 7; Hartung & Knapp (2001), Statistics in Medicine 20; Röver, Knapp & Friede (2015), BMC
Medical Research Methodology 15:99, for the factor that is never below 1; Higgins, Thompson & Spiegelhalter (2009),
Journal of the Royal Statistical Society A 172, for the prediction interval; Higgins & Thompson (2002), Statistics in
Medicine 21, for I² and its interval.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from outcomes.statistics.absence import Absent
from outcomes.statistics.quantiles import normal_quantile, t_quantile
from outcomes.statistics.span import Span

FEWEST_POOLED = 5  # with three or four, Hartung–Knapp is at the mercy of chance agreement
FEWEST_FOR_I_SQUARED = 10  # below, its interval says next to nothing


@dataclass(frozen=True, slots=True)
class Effect:
    """What one project found: a number, and the variance (> 0) of its error."""

    value: float
    variance: float

    def __post_init__(self) -> None:
        if not self.variance > 0:
            raise ValueError(f"an effect needs a variance above 0, not {self.variance}")


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """I²: the share (0–1) of the spread between projects that is more than chance, and its 95 % interval."""

    share: float
    interval: Span


@dataclass(frozen=True, slots=True)
class Pool:
    """The average over `projects` and what is known of it, in the unit of the effects or as shares (0–1) for rates.

    `average` is a range where counts are; `interval` (95 %) is for the average project, `prediction` for where a
    further project would lie. `heterogeneity` is None below ten projects; a range of counts gives the wider one.
    """

    projects: int
    average: Span
    interval: Span
    prediction: Span
    heterogeneity: Heterogeneity | None


def pool_rates(counts: Sequence[tuple[int, int, int]]) -> Pool | Absent:
    """The pooled rate of projects, each `(low_k, high_k, n)`; `TOO_FEW` below five.

    Where k is a range, all projects are pooled once with their lowest and once with their highest counts, and the
    answer is the envelope of the two. Raises ValueError unless 0 < low_k ≤ high_k < n: a rate of 0 or 100 % has no
    logit, and a count that may be one is not exact enough to pool.
    """
    for low_k, high_k, n in counts:
        if not 0 < low_k <= high_k < n:
            raise ValueError(f"{low_k} to {high_k} of {n} has no logit")
    if len(counts) < FEWEST_POOLED:
        return Absent.TOO_FEW
    lowest = random_effects([logit(low_k, n) for low_k, _, n in counts])
    highest = random_effects([logit(high_k, n) for _, high_k, n in counts])
    return _envelope(_transformed(lowest, _share), _transformed(highest, _share))


def pool_means(means: Sequence[tuple[float, float, int]]) -> Pool | Absent:
    """The pooled mean change of projects, each `(mean change, its standard deviation, n)`, in points.

    `TOO_FEW` below five. Raises ValueError unless every standard deviation is above 0 and n ≥ 1.
    """
    effects = [Effect(mean, sd * sd / n) for mean, sd, n in means]
    return random_effects(effects) if len(effects) >= FEWEST_POOLED else Absent.TOO_FEW


def logit(k: int, n: int) -> Effect:
    """k of n on the logit scale; 0 < k < n."""
    return Effect(log(k / (n - k)), 1 / k + 1 / (n - k))


def random_effects(effects: Sequence[Effect]) -> Pool:
    """The random-effects average of at least three effects; `pool_rates` and `pool_means` ask for five.

    Raises ValueError below three: a prediction interval has m − 2 degrees of freedom.
    """
    m = len(effects)
    if m < 3:
        raise ValueError(f"{m} effects have no prediction interval")
    total, fixed = _average([1 / effect.variance for effect in effects], effects)
    q = sum((effect.value - fixed) ** 2 / effect.variance for effect in effects)
    squared = sum(effect.variance**-2 for effect in effects)
    tau2 = max(0.0, (q - (m - 1)) / (total - squared / total))

    total, average = _average([1 / (effect.variance + tau2) for effect in effects], effects)
    spread = sum((effect.value - average) ** 2 / (effect.variance + tau2) for effect in effects) / (m - 1)
    variance = max(1.0, spread) / total
    return Pool(
        projects=m,
        average=Span(average, average),
        interval=_around(average, t_quantile(m - 1) * sqrt(variance)),
        prediction=_around(average, t_quantile(m - 2) * sqrt(tau2 + variance)),
        heterogeneity=_heterogeneity(q, m) if m >= FEWEST_FOR_I_SQUARED else None,
    )


def _average(weights: Sequence[float], effects: Sequence[Effect]) -> tuple[float, float]:
    """The sum of the weights, and the weighted average."""
    total = sum(weights)
    return total, sum(w * effect.value for w, effect in zip(weights, effects, strict=True)) / total


def _around(centre: float, half_width: float) -> Span:
    return Span(centre - half_width, centre + half_width)


def _heterogeneity(q: float, m: int) -> Heterogeneity:
    """I² from Cochran's Q of m effects; the interval is worked out on ln H, where H² = Q/(m − 1)."""
    if q > m:
        error = (log(q) - log(m - 1)) / (sqrt(2 * q) - sqrt(2 * m - 3)) / 2
    else:
        error = sqrt((1 - 1 / (3 * (m - 2) ** 2)) / (2 * (m - 2)))
    # Q = 0, all effects alike, has no logarithm; its I² is 0 as for any Q up to m − 1
    ln_h = log(max(q, 1e-300) / (m - 1)) / 2
    half_width = normal_quantile() * error
    return Heterogeneity(_i_squared(ln_h), Span(_i_squared(ln_h - half_width), _i_squared(ln_h + half_width)))


def _i_squared(ln_h: float) -> float:
    return 0.0 if ln_h <= 0 else 1 - exp(-2 * ln_h)


def _share(logit_value: float) -> float:
    return 1 / (1 + exp(-logit_value))


def _transformed(pool: Pool, back: Callable[[float], float]) -> Pool:
    def both(span: Span) -> Span:
        return Span(back(span.low), back(span.high))

    return Pool(pool.projects, both(pool.average), both(pool.interval), both(pool.prediction), pool.heterogeneity)


def _envelope(one: Pool, other: Pool) -> Pool:
    found = [pool.heterogeneity for pool in (one, other) if pool.heterogeneity is not None]
    return Pool(
        projects=one.projects,
        average=Span.hull(one.average, other.average),
        interval=Span.hull(one.interval, other.interval),
        prediction=Span.hull(one.prediction, other.prediction),
        heterogeneity=max(found, key=lambda h: h.share) if found else None,
    )
