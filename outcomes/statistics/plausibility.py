"""Does a published whole percentage fit the number of people it is a percentage of?

Exact whole-number arithmetic only: 62.5 % must round to 63 % and not to whatever a binary fraction makes of it.
"""

from fractions import Fraction
from math import floor


def round_half_up(x: Fraction | float) -> int:
    """The nearest whole number, halves upwards (2.5 → 3, −2.5 → −2), as reports round; Python's `round` would not."""
    return floor(Fraction(x) + Fraction(1, 2))


def whole_percent(k: int, n: int) -> int:
    """k of n as a whole percentage, rounding half up. Raises ValueError unless 0 ≤ k ≤ n and n ≥ 1."""
    if not (0 <= k <= n and n):
        raise ValueError(f"{k} of {n} is not a share of people")
    return round_half_up(Fraction(100 * k, n))


def possible_counts(percent: int, n: int) -> range:
    """Every k for which k of n rounds (half up) to `percent`: contiguous, and empty where no whole number does.

    85 % of 144 is 122 or 123; 77 % of 71 is 55; 75 % of 33 is nobody. Raises ValueError unless 0 ≤ percent ≤ 100 and
    n ≥ 0; nothing is a percentage of nobody, so n = 0 gives the empty range.
    """
    if not (0 <= percent <= 100 and n >= 0):
        raise ValueError(f"{percent} % of {n} people is not a share of people")
    if n == 0:
        return range(0)
    # percent − ½ ≤ 100k/n < percent + ½, times 2n
    first = _ceil_divide(n * (2 * percent - 1), 200)
    stop = _ceil_divide(n * (2 * percent + 1), 200)
    return range(max(first, 0), min(stop, n + 1))


def nearest_percentages(percent: int, n: int) -> tuple[tuple[int, int], ...]:
    """The two neighbours (count, percentage) of a percentage no count rounds to: 75 of 33 → (24, 73), (25, 76).

    Empty where the percentage is possible, and where n is 0. Arguments and errors as for `possible_counts`.
    """
    if n == 0 or possible_counts(percent, n):
        return ()
    # 0 and 100 are always possible, so an impossible percentage has a count on each side.
    below = (n * percent) // 100
    return ((below, whole_percent(below, n)), (below + 1, whole_percent(below + 1, n)))


def _ceil_divide(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
