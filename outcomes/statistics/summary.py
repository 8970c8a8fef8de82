"""What a published mean gain says when no scores are held.

The rest of a summary needs no code of its own: `plausibility.possible_counts` turns its percentage into counts, and
`proportions` takes counts wherever they come from.
"""

from dataclasses import dataclass
from enum import StrEnum

from outcomes.statistics.absence import Absent


class Base(StrEnum):
    """Whose mean a published mean change is."""

    IMPROVED = "improved"  # of those who improved
    ALL = "all"  # of all scored
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class SummaryMeans:
    """The means that follow from a published one, in points, better positive."""

    gain_of_improved: float | Absent
    change_of_all: float | Absent
    change_of_all_at_most: float | Absent  # an upper limit, only where the published mean is of the improvers


def summary_means(
    published: float | None, base: Base, *, high_k: int | None, n: int | None, decimals: int | None = None
) -> SummaryMeans:
    """Sort a published mean change by its base; where that is the improvers, bound the mean of all scored.

    `high_k` is the greatest number who can have improved, of `n` scored; None where not stated. `decimals`: see
    `mean_of_all_at_most`.
    """
    if published is None or base is Base.NOT_STATED:
        return SummaryMeans(Absent.NOT_STATED, Absent.NOT_STATED, Absent.NOT_STATED)
    if base is Base.ALL:
        return SummaryMeans(Absent.FROM_SUMMARY, published, Absent.NOT_APPLICABLE)
    at_most: float | Absent = Absent.NOT_STATED
    if high_k is not None and n is not None:
        at_most = mean_of_all_at_most(high_k, published, n, decimals=decimals)
    return SummaryMeans(published, Absent.FROM_SUMMARY, at_most)


def mean_of_all_at_most(high_k: int, gain: float, n: int, *, decimals: int | None = None) -> float | Absent:
    """The most the mean change of all n scored can be when at most `high_k` improved, by `gain` points on average.

    The others did not gain, so it is high_k·gain/n. `decimals` is how many the report prints, where its rounding is to
    be allowed for (a printed 11 may have been up to 11.5); None takes the gain as it stands. `TOO_FEW` when n is 0.
    Raises ValueError unless 0 ≤ high_k ≤ n and gain ≥ 0.
    """
    if not (0 <= high_k <= n and gain >= 0):
        raise ValueError(f"a gain of {gain} points by {high_k} of {n} people is not possible")
    greatest_gain = gain if decimals is None else gain + 10**-decimals / 2
    return high_k * greatest_gain / n if n else Absent.TOO_FEW
