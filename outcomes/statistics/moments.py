"""The mergeable sufficient statistics of before/after pairs: ten million scores are one grouped scan."""

from dataclasses import dataclass, fields

from outcomes.statistics.pairs import Pairs, counted


@dataclass(frozen=True, slots=True)
class Moments:
    """Counts and sums over n pairs of one measure. `d` is the change, signed so that better is positive.

    Sums are in points (and points squared) of the measure. Two `Moments` add up when they share no people and
    measure the same with the same thresholds.
    """

    n: int = 0
    improved: int = 0  # d > 0
    same: int = 0  # d = 0
    worse: int = 0  # d < 0
    sum_before: float = 0
    sum_before_squared: float = 0
    sum_after: float = 0
    sum_after_squared: float = 0
    sum_change: float = 0
    sum_change_squared: float = 0
    sum_gain_of_improved: float = 0  # Σd over d > 0

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @classmethod
    def from_pairs(cls, pairs: Pairs, *, higher_is_better: bool) -> "Moments":
        """The moments of (before, after) pairs, one by one or counted, both on the measure's scale."""
        n = improved = same = worse = 0
        before = before2 = after = after2 = change = change2 = gain = 0.0
        for (b, a), people in counted(pairs).items():
            d = a - b if higher_is_better else b - a
            n += people
            improved += people * (d > 0)
            same += people * (d == 0)
            worse += people * (d < 0)
            before, before2 = before + people * b, before2 + people * b * b
            after, after2 = after + people * a, after2 + people * a * a
            change, change2 = change + people * d, change2 + people * d * d
            gain += people * max(d, 0)
        return cls(n, improved, same, worse, before, before2, after, after2, change, change2, gain)
