"""Means before and after, and the mean change with its interval. Everything is in points of the measure."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from outcomes.statistics.absence import Absent
from outcomes.statistics.moments import Moments
from outcomes.statistics.quantiles import t_quantile
from outcomes.statistics.span import Span

# Sums of whole and half points are exact; other decimals carry binary dust of about this share of the mean square,
# which must not pass for a spread (ten people who all changed by 0.1 have an SD of 0, not of 1e-17).
DUST = Fraction(1, 10**12)


@dataclass(frozen=True, slots=True)
class Changes:
    """The scores of n ≥ 2 people before and after. `mean_change` is signed so that better is positive."""

    n: int
    mean_before: float
    mean_after: float
    sd_before: float
    sd_after: float
    mean_change: float
    change_interval: Span  # 95 %, Student's t
    sd_change: float


def signed_change(before: float, after: float, *, higher_is_better: bool) -> float:
    """One person's change, better positive, free of binary dust (10.3 − 10.1 is 0.2, whatever floats say)."""
    return round(after - before if higher_is_better else before - after, 6)


def changes(moments: Moments | None) -> Changes | Absent:
    """Means, SDs (n − 1) and the mean change with its t interval.

    `FROM_SUMMARY` where no scores are held (None), `TOO_FEW` below two pairs: one person has no spread.
    """
    if moments is None:
        return Absent.FROM_SUMMARY
    n = moments.n
    if n < 2:
        return Absent.TOO_FEW
    mean_change = moments.sum_change / n
    sd_change = standard_deviation(n, moments.sum_change, moments.sum_change_squared)
    half_width = t_quantile(n - 1) * sd_change / sqrt(n)
    return Changes(
        n=n,
        mean_before=moments.sum_before / n,
        mean_after=moments.sum_after / n,
        sd_before=standard_deviation(n, moments.sum_before, moments.sum_before_squared),
        sd_after=standard_deviation(n, moments.sum_after, moments.sum_after_squared),
        mean_change=mean_change,
        change_interval=Span(mean_change - half_width, mean_change + half_width),
        sd_change=sd_change,
    )


def mean_gain_of_improved(moments: Moments | None) -> float | Absent:
    """The mean change of those who improved, > 0; `FROM_SUMMARY` for None, `TOO_FEW` where nobody improved."""
    if moments is None:
        return Absent.FROM_SUMMARY
    return moments.sum_gain_of_improved / moments.improved if moments.improved else Absent.TOO_FEW


def standard_deviation(n: int, total: float, total_of_squares: float) -> float:
    """The sample standard deviation (n − 1) of n ≥ 2 numbers from their sum and their sum of squares.

    Subtracting two large and nearly equal sums loses digits, so the subtraction is done in exact fractions. Raises
    ValueError below two numbers.
    """
    if n < 2:
        raise ValueError(f"{n} numbers have no standard deviation")
    squares = Fraction(total_of_squares)
    deviations = squares - Fraction(total) ** 2 / n
    return sqrt(deviations / (n - 1)) if deviations > DUST * squares else 0.0
