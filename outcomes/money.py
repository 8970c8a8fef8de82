"""Money as it is known: exactly, about, between two ends, at least, or not stated. Decimals throughout, never floats.

How well an amount is known travels with it: whatever an "about" goes into comes out "about", and whatever a part that
is not stated goes into comes out "at least".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
MOST_OF_ABOUT = Decimal("1.1")  # "about £500,000" is not said of more than £550,000


class Basis(StrEnum):
    """How well an amount of money is known."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at_least"  # of totals only: some part is not stated
    NOT_STATED = "none"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount from `low` to `high`, in whole pence; `high` is None where there is no upper end.

    Made by `exact`, `around`, `between`, `not_stated` or `of`. An amount not stated is one that is at least nothing,
    so totals need no special case. `currency` is an ISO 4217 code. Raises TypeError for floats, and ValueError for
    negative, unordered, not finite or finer than a penny.
    """

    low: Decimal
    high: Decimal | None
    about: bool = False
    currency: str = "GBP"

    def __post_init__(self) -> None:
        for end in (self.low,) if self.high is None else (self.low, self.high):
            if not isinstance(end, Decimal):
                raise TypeError(f"money is a Decimal, not {end!r}")
            if not (end.is_finite() and end >= 0):
                raise ValueError(f"{end} is not an amount of money")
            if end != round(end, 2):
                raise ValueError(f"{end} is finer than a penny")
        if self.high is not None and self.low > self.high:
            raise ValueError(f"an amount from {self.low} to {self.high} is out of order")

    @classmethod
    def exact(cls, amount: Decimal | int, currency: str = "GBP") -> "Amount":
        """Exactly this much."""
        return cls.between(amount, amount, currency)

    @classmethod
    def around(cls, amount: Decimal | int, currency: str = "GBP") -> "Amount":
        """About this much."""
        return cls(_decimal(amount), _decimal(amount), about=True, currency=currency)

    @classmethod
    def between(cls, low: Decimal | int, high: Decimal | int, currency: str = "GBP") -> "Amount":
        """Anything from `low` to `high`."""
        return cls(_decimal(low), _decimal(high), currency=currency)

    @classmethod
    def not_stated(cls, currency: str = "GBP") -> "Amount":
        """An amount nobody has said."""
        return cls(Decimal(0), None, currency=currency)

    @classmethod
    def of(cls, basis: Basis, low: Decimal | None, high: Decimal | None = None, currency: str = "GBP") -> "Amount":
        """An amount as a record holds it: `low` alone if exact or about, both ends of a range, neither if not stated.

        Raises ValueError when the ends given are not those the basis asks for.
        """
        match basis, low, high:
            case (Basis.EXACT, Decimal(), None):
                return cls.exact(low, currency)
            case (Basis.ABOUT, Decimal(), None):
                return cls.around(low, currency)
            case (Basis.RANGE, Decimal(), Decimal()):
                return cls.between(low, high, currency)
            case (Basis.NOT_STATED, None, None):
                return cls.not_stated(currency)
        raise ValueError(f"{low} and {high} are not the ends of an amount that is {basis}")

    @property
    def basis(self) -> Basis:
        """How well the amount is known; a range may be `about` besides, and so may an "at least"."""
        if self.high is None:
            return Basis.AT_LEAST if self.low else Basis.NOT_STATED
        if self.low != self.high:
            return Basis.RANGE
        return Basis.ABOUT if self.about else Basis.EXACT

    def for_years(self, years: int) -> "Amount":
        """The total of this much a year over `years` ≥ 1 years (else ValueError)."""
        if years < 1:
            raise ValueError(f"{years} years of funding is not possible")
        high = None if self.high is None else self.high * years
        return Amount(self.low * years, high, self.about, self.currency)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum: about if any part is, at least if any part is not stated; not stated if there are no parts.

    Raises ValueError for more than one currency: this portal does not convert.
    """
    parts = list(amounts)
    currencies = {part.currency for part in parts}
    if len(currencies) > 1:
        raise ValueError(f"amounts in {' and '.join(sorted(currencies))} do not add up")
    if not parts:
        return Amount.not_stated()
    highs = [part.high for part in parts if part.high is not None]
    return Amount(
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum(highs, Decimal(0)) if len(highs) == len(parts) else None,
        about=any(part.about for part in parts),
        currency=parts[0].currency,
    )


def totals(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """The sum in each currency, in the order in which they are met."""
    each: dict[str, list[Amount]] = {}
    for amount in amounts:
        each.setdefault(amount.currency, []).append(amount)
    return tuple(total(parts) for parts in each.values())


def exceeded(stated: Amount, parts: Iterable[Amount]) -> bool:
    """Whether the parts, those that are "about" left out, come to more than the income can be.

    An income that is "about" may be a tenth more than it says. Raises ValueError for more than one currency.
    """
    firm = total([Amount.exact(0, stated.currency), *(part for part in parts if not part.about)])
    return stated.high is not None and firm.low > stated.high * (MOST_OF_ABOUT if stated.about else 1)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A stated income, the sum of the parts whose amount is known, and what they leave over, never shared out.

    Percentages are whole, half up, of the stated income, and add up to 100; None where one number is not known for
    each. `remainder` is None where nothing is left over.
    """

    stated: Amount
    known: Amount
    remainder: Amount | None
    known_percent: int | None
    remainder_percent: int | None

    @property
    def words(self) -> str:
        """What is left over in words: "about £290,000 (58 %) not broken down"; empty where nothing is, or is known."""
        if self.remainder is None or self.remainder.basis is Basis.NOT_STATED:
            return ""
        if self.remainder_percent is None:
            return f"{words(self.remainder)} not broken down"
        share = f"{self.remainder_percent} %" if self.remainder_percent else "less than 1 %"
        return f"{words(self.remainder)} ({share}) not broken down"


def breakdown(stated: Amount, parts: Iterable[Amount]) -> Breakdown:
    """Set the known parts of an income against the income as stated.

    Parts not stated count for nothing: they are somewhere in the remainder. Raises ValueError when the parts, none of
    them "about", exceed an income that is not "about" either, and for more than one currency.
    """
    stated_parts = [part for part in parts if part.basis is not Basis.NOT_STATED]
    known = total(stated_parts) if stated_parts else Amount.exact(0, stated.currency)
    left = _left_over(stated, known)
    if not stated.about and exceeded(stated, stated_parts):
        firm = [part for part in stated_parts if not part.about]
        raise ValueError(f"parts of {words(total(firm))} exceed the stated income of {words(stated)}")
    known_percent = remainder_percent = None
    if stated.low == stated.high and known.low == known.high and 0 < stated.low >= known.low:
        known_percent = int((100 * known.low / stated.low).quantize(Decimal(1), ROUND_HALF_UP))
        remainder_percent = 100 - known_percent
    return Breakdown(stated, known, left, known_percent, remainder_percent)


def words(amount: Amount) -> str:
    """The amount in words.

    "£36,000", "about £500,000", "£10,000 to £20,000", "up to £20,000", "at least £5,000" or "amount not stated".
    """
    if amount.basis is Basis.NOT_STATED:
        return "amount not stated"
    about = "about " if amount.about else ""
    low = _figure(amount.low, amount.currency)
    if amount.high is None:
        return f"at least {about}{low}"
    if amount.low == amount.high:
        return f"{about}{low}"
    high = _figure(amount.high, amount.currency)
    return f"{about}{low} to {high}" if amount.low else f"up to {about}{high}"


def words_by_the_year(a_year: Amount, years: int) -> str:
    """The working of a yearly amount: "£36,000 a year for 3 years = £108,000"; ValueError unless years ≥ 1."""
    in_all = a_year.for_years(years)
    how_long = "1 year" if years == 1 else f"{years} years"
    if a_year.basis is Basis.NOT_STATED:
        return f"{words(a_year)}, for {how_long}"
    return f"{words(a_year)} a year for {how_long} = {words(in_all)}"


def words_of_one_year(a_year: Amount, years: int) -> str:
    """A year of a yearly amount, as it counts in the income of a year: "£25,000 (of £75,000 over 3 years)"."""
    if years == 1 or a_year.basis is Basis.NOT_STATED:
        return words(a_year)
    return f"{words(a_year)} (of {words(a_year.for_years(years))} over {years} years)"


def _left_over(stated: Amount, known: Amount) -> Amount | None:
    if stated.currency != known.currency:
        raise ValueError(f"amounts in {stated.currency} and {known.currency} do not add up")
    most = None if stated.high is None else stated.high - known.low
    if most is not None and most <= 0:
        return None
    least = Decimal(0) if known.high is None else max(Decimal(0), stated.low - known.high)
    return Amount(least, most, stated.about or known.about, stated.currency)


def _figure(amount: Decimal, currency: str) -> str:
    pence = 0 if amount == amount.to_integral_value() else 2
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,.{pence}f}"


def _decimal(amount: Decimal | int) -> Decimal:
    return Decimal(amount) if isinstance(amount, int) else amount
