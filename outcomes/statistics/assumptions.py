"""The rate over all who started, under an assumption about those who were not scored.

Shares and targets are exact fractions from 0 to 1, so that 55 % of 100 people is 55 of them and not a hair more.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import inf

from outcomes.statistics.span import Span


@dataclass(frozen=True, slots=True)
class People:
    """`low_k`..`high_k` of `n` scored improved, and `low_n0`..`high_n0` had started; ranges where counts are kept back.

    Raises ValueError unless 0 ≤ low_k ≤ high_k ≤ n ≤ low_n0 ≤ high_n0 and n ≥ 1.
    """

    low_k: int
    high_k: int
    n: int
    low_n0: int
    high_n0: int

    def __post_init__(self) -> None:
        if not (0 <= self.low_k <= self.high_k <= self.n <= self.low_n0 <= self.high_n0 and self.n):
            raise ValueError(f"{self} is not possible")

    def corners(self) -> list[tuple[int, int]]:
        """Every pair (k, n0) of ends: what follows is monotone in either, so the envelope is among these."""
        return list(product((self.low_k, self.high_k), (self.low_n0, self.high_n0)))

    def rates(self, share: Fraction | None) -> list[Fraction]:
        """(k + share·(n0 − n))/n0 at every corner; with None, those not scored did as those scored did: k/n."""
        if share is None:
            return [Fraction(k, self.n) for k, _ in self.corners()]
        return [(k + share * (n0 - self.n)) / n0 for k, n0 in self.corners()]


def rate_of_all(people: People, share: Fraction | None) -> Span:
    """The rate over all who started if that `share` of those not scored improved; None: as many as of those scored.

    Raises ValueError unless 0 ≤ share ≤ 1.
    """
    rates = people.rates(None if share is None else _checked(share))
    return Span(float(min(rates)), float(max(rates)))


def reaches(people: People, share: Fraction | None, target: Fraction) -> bool | None:
    """Whether that rate is at least `target`; None where it depends on which of the possible counts is true.

    Raises ValueError unless share and target are between 0 and 1.
    """
    rates = people.rates(None if share is None else _checked(share))
    reached = {rate >= _checked(target) for rate in rates}
    return reached.pop() if len(reached) == 1 else None


def shares_needed(people: People, target: Fraction) -> tuple[float, float]:
    """The share of those not scored who must have improved for a rate of `target` over all who started.

    (target·n0 − k)/(n0 − n), for the counts that ask least and for those that ask most: nought or less where the target
    is met without any of them, above 1 where not even all are enough; ∓∞ where everybody was scored. Raises ValueError
    unless 0 ≤ target ≤ 1.
    """
    _checked(target)
    needed = [_needed(k, people.n, n0, target) for k, n0 in people.corners()]
    return min(needed), max(needed)


def _needed(k: int, n: int, n0: int, target: Fraction) -> float:
    short = target * n0 - k
    if n0 > n:
        return float(short / (n0 - n))
    return -inf if short <= 0 else inf


def _checked(share: Fraction) -> Fraction:
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is not a share between 0 and 1")
    return share
