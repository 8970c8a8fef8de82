"""Money a head, and when it may not be worked out. Pounds are `Decimal`; counts of people are whole numbers.

None of this is a cost of producing improvement: there is no comparison group, and income is not spending.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from outcomes.statistics.absence import Absent


class Mismatch(StrEnum):
    """Why money and people cannot be divided by one another."""

    PERIOD_NOT_STATED = "period_not_stated"
    PERIODS_DIFFER = "periods_differ"
    STRANDS_NOT_STATED = "strands_not_stated"
    STRANDS_DIFFER = "strands_differ"
    PLACES_NOT_STATED = "places_not_stated"
    PLACES_DIFFER = "places_differ"

    @property
    def words(self) -> str:
        """The reason as it follows "not computable: "."""
        return _WORDS[self]


_WORDS = {
    Mismatch.PERIOD_NOT_STATED: "the period of the money or of the people is not stated",
    Mismatch.PERIODS_DIFFER: "the money and the people cover different periods",
    Mismatch.STRANDS_NOT_STATED: "which parts of the project the money or the people cover is not stated",
    Mismatch.STRANDS_DIFFER: "the money and the people cover different parts of the project",
    Mismatch.PLACES_NOT_STATED: "which places the money or the people cover is not stated",
    Mismatch.PLACES_DIFFER: "the money and the people cover different places",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a sum of money or a count of people covers: first and last day, strands, places. None is "not stated"."""

    period: tuple[date, date] | None
    strands: frozenset[str] | None
    places: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class PerHead:
    """Pounds a head from `low` to `high`, each to two significant figures; equal where one number is known."""

    low: Decimal
    high: Decimal


def mismatch(money: Scope, people: Scope) -> Mismatch | None:
    """The first reason why the two do not cover the same; None where they do and both say so."""
    if money.period is None or people.period is None:
        return Mismatch.PERIOD_NOT_STATED
    if money.period != people.period:
        return Mismatch.PERIODS_DIFFER
    if money.strands is None or people.strands is None:
        return Mismatch.STRANDS_NOT_STATED
    if money.strands != people.strands:
        return Mismatch.STRANDS_DIFFER
    if money.places is None or people.places is None:
        return Mismatch.PLACES_NOT_STATED
    return Mismatch.PLACES_DIFFER if money.places != people.places else None


def income_per_person(
    low: Decimal, high: Decimal | None, *, low_people: int, high_people: int, money: Scope, people: Scope
) -> PerHead | Mismatch | Absent:
    """Income (`low`..`high` pounds, `high` None where there is no upper end) a person seen.

    A `Mismatch` where the two do not cover the same; `NOT_STATED` where the amount has no upper end; `TOO_FEW` where
    nobody may have been seen. Raises ValueError unless 0 ≤ low ≤ high and 0 ≤ low_people ≤ high_people.
    """
    if not (0 <= low_people <= high_people and low >= 0 and (high is None or low <= high)):
        raise ValueError(f"{low} to {high} pounds for {low_people} to {high_people} people is not possible")
    if reason := mismatch(money, people):
        return reason
    if high is None:
        return Absent.NOT_STATED
    if low_people == 0:
        return Absent.TOO_FEW
    return PerHead(to_two_figures(low / high_people), to_two_figures(high / low_people))


def income_per_improved(
    low: Decimal, high: Decimal | None, *, low_k: int, high_k: int, n: int, high_n0: int, money: Scope, people: Scope
) -> PerHead | Mismatch | Absent:
    """Income a person improved, as the range £/(k + n0 − n) … £/k: from all of those not scored improving to none.

    Arguments as for `income_per_person` and `proportions.possible_range`; `TOO_FEW` where it may be that none improved.
    """
    if not 0 <= low_k <= high_k <= n <= high_n0:
        raise ValueError(f"{low_k} to {high_k} improved of {n} scored of {high_n0} who started is not possible")
    most = high_k + high_n0 - n
    return income_per_person(low, high, low_people=low_k, high_people=most, money=money, people=people)


def to_two_figures(pounds: Decimal) -> Decimal:
    """Pounds ≥ 0 to two significant figures, halves upwards: 1,250 → 1,300; 84.4 → 84; 0.125 → 0.13."""
    if pounds == 0:
        return Decimal(0)
    step = Decimal(1).scaleb(pounds.adjusted() - 1)
    rounded = pounds.quantize(step, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if step >= 1 else rounded


def cost_band(pounds_a_head: Decimal) -> int:
    """The Early Intervention Foundation's cost rating, 1 (under £100 a head) to 5 (over £2,000).

    Half open: under £100, under £500, under £1,000, up to and with £2,000, above. Raises ValueError below 0
    and where it is not finite.
    """
    if not (pounds_a_head.is_finite() and pounds_a_head >= 0):
        raise ValueError(f"{pounds_a_head} pounds a head is not a cost")
    if pounds_a_head > 2000:
        return 5
    return 1 + sum(pounds_a_head >= bound for bound in (100, 500, 1000))
