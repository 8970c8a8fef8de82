"""Shares of people, with what is and is not known about them.

Throughout, `n0` people started, `n` of them were scored before and after, `k` of those improved. Counts are whole
numbers and may come as a range `low_k`..`high_k` (several counts round to one published percentage, or privacy hides
which it is); every answer is then the envelope over the range. Shares are between 0 and 1.
"""

from dataclasses import dataclass
from math import sqrt

from outcomes.statistics.absence import Absent
from outcomes.statistics.quantiles import normal_quantile
from outcomes.statistics.span import Span


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of those scored who improved, and its 95 % interval: chance variation among those scored only."""

    share: Span
    interval: Span


def wilson(k: int, n: int) -> Span | Absent:
    """Wilson's 95 % score interval for k of n, within [0, 1]; `TOO_FEW` when n is 0.

    The shares p that lie within z standard errors, √(p(1−p)/n), of k/n. Source: Wilson (1927), Probable inference, the
    law of succession, and statistical inference, Journal of the American Statistical Association 22. Raises ValueError
    unless 0 ≤ k ≤ n.
    """
    _check(k, k, n)
    if n == 0:
        return Absent.TOO_FEW
    z = normal_quantile()
    share = k / n
    widening = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / widening
    half_width = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / widening
    # At the two ends the formula is exactly 0 and 1; binary arithmetic misses them by a hair.
    low = 0.0 if k == 0 else max(0.0, centre - half_width)
    high = 1.0 if k == n else min(1.0, centre + half_width)
    return Span(low, high)


def rate(low_k: int, high_k: int, n: int) -> Rate | Absent:
    """The improvement rate of `low_k`..`high_k` of n, and the hull of their intervals; `TOO_FEW` when n is 0.

    Both ends of Wilson's interval grow with k, so the two extreme counts span all between. Raises ValueError unless
    0 ≤ low_k ≤ high_k ≤ n.
    """
    _check(low_k, high_k, n)
    lowest, highest = wilson(low_k, n), wilson(high_k, n)
    if isinstance(lowest, Absent) or isinstance(highest, Absent):
        return Absent.TOO_FEW
    return Rate(Span(low_k / n, high_k / n), Span.hull(lowest, highest))


def coverage(n: int, low_n0: int, high_n0: int | None = None) -> Span | Absent:
    """The share scored of those who started, n/n0; a range where n0 is (leave `high_n0` out where it is exact).

    `TOO_FEW` when nobody may have started. Raises ValueError unless 0 ≤ n ≤ low_n0 ≤ high_n0.
    """
    high_n0 = low_n0 if high_n0 is None else high_n0
    if not 0 <= n <= low_n0 <= high_n0:
        raise ValueError(f"{n} scored of {low_n0} to {high_n0} who started is not possible")
    return Span(n / high_n0, n / low_n0) if low_n0 else Absent.TOO_FEW


def possible_range(low_k: int, high_k: int, n: int, high_n0: int) -> Span | Absent:
    """Where the rate over all who started can lie: from none of those not scored improving to all of them.

    `high_n0` is the number who started, or the greatest it can be: both ends move outwards as it grows (k/n0 falls,
    (k + n0 − n)/n0 rises), so the greatest alone gives the envelope. `TOO_FEW` when it is 0. Raises ValueError unless
    0 ≤ low_k ≤ high_k ≤ n ≤ high_n0.
    """
    _check(low_k, high_k, n)
    if n > high_n0:
        raise ValueError(f"{n} scored of {high_n0} who started is not possible")
    return Span(low_k / high_n0, (high_k + high_n0 - n) / high_n0) if high_n0 else Absent.TOO_FEW


def _check(low_k: int, high_k: int, n: int) -> None:
    if not 0 <= low_k <= high_k <= n:
        raise ValueError(f"{low_k} to {high_k} of {n} is not a share of people")
