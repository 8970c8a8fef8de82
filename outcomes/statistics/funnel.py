"""How far from a common rate chance alone takes projects of different sizes: the limits of a funnel plot.

Source: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import special

from outcomes.statistics.span import Span

FEWEST_IN_A_FUNNEL = 10
USUAL, RARE = 0.05, 0.002  # outside the 95 % limits, and outside the 99.8 % limits, by chance alone


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the rate of a project with `n` scored lies by chance: 95 and 99.8 % limits, shares (0–1)."""

    n: int
    usual: Span
    rare: Span


def overdispersion(counts: Sequence[tuple[int, int]], rate: float) -> float:
    """How much more than binomial the spread of `(k, n)` about `rate` is: the mean squared z-score, at least 1.

    No project is trimmed away: one far from the others widens the limits for all, so that fewer are called different.
    Raises ValueError unless 0 < rate < 1 and there is a project.
    """
    if not 0 < rate < 1:
        raise ValueError(f"a funnel about a rate of {rate} has no width")
    if not counts:
        raise ValueError("a funnel needs projects")
    return max(1.0, sum((k / n - rate) ** 2 / (rate * (1 - rate) / n) for k, n in counts) / len(counts))


def limits(n: int, rate: float, dispersion: float = 1.0) -> Limits:
    """The binomial limits about `rate` for n ≥ 1 scored, made √dispersion times as wide, within 0 and 1."""
    return Limits(n, _between(n, rate, USUAL, dispersion), _between(n, rate, RARE, dispersion))


def _between(n: int, rate: float, outside: float, dispersion: float) -> Span:
    def limit(probability: float) -> float:
        distance = _binomial_quantile(probability, n, rate) / n - rate
        return min(1.0, max(0.0, rate + sqrt(dispersion) * distance))

    return Span(limit(outside / 2), limit(1 - outside / 2))


def _binomial_quantile(probability: float, n: int, rate: float) -> float:
    """The count below which a binomial count falls with `probability`, interpolated between whole numbers.

    With r the first count whose cumulative probability F(r) reaches it: r − (F(r) − probability)/(F(r) − F(r − 1)).
    """
    cumulative = special.bdtr(np.arange(n + 1), n, rate)
    r = min(int(np.searchsorted(cumulative, probability)), n)
    below = cumulative[r - 1] if r else 0.0
    return float(r - (cumulative[r] - probability) / (cumulative[r] - below))
