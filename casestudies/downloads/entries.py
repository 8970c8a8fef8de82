"""A figure on its way into a table: its numbers, its words, or why there are none."""

from dataclasses import dataclass
from decimal import Decimal

from casestudies import wording
from casestudies.editions.document import Source
from outcomes.figures import Amount, Count, Figure, Hidden, Rate, Span

type Number = int | float


@dataclass(frozen=True, slots=True)
class Entry:
    """`figure` is its lasting name, `label` its name in words, `counted` whom or what it counts, or its unit.

    `low` and `high` are equal where one number is known, and None where none is.
    """

    figure: str
    label: str
    counted: str
    low: Number | None = None
    high: Number | None = None
    words: str = ""
    why_hidden: str = ""
    as_in_edition: int | None = None
    source: Source | None = None


def of_figure(
    key: str, label: str, counted: str, figure: Figure[object], words: str, *, as_in_edition: int | None = None
) -> Entry:
    """A protected figure as an entry."""
    if isinstance(figure, Hidden):
        return Entry(key, label, counted, None, None, words, figure.why, as_in_edition)
    low, high = _ends(figure.value)
    return Entry(key, label, counted, low, high, words, "", as_in_edition)


def amount(key: str, label: str, money: Amount, *, words: str = "", source: Source | None = None) -> Entry:
    """An amount of money, in its currency; nothing but words where it is not stated."""
    low = float(money.low) if money.high is not None or money.low else None
    high = None if money.high is None else float(money.high)
    return Entry(key, label, money.currency, low, high, words or wording.money(money), source=source)


def _ends(value: object) -> tuple[Number | None, Number | None]:
    match value:
        case Count(low, high) | Span(low, high):
            return low, high
        case Rate(share):
            return share.low, share.high
        case int() | float():
            return value, value
        case Decimal():
            return float(value), float(value)
        case _:
            raise TypeError(f"{value!r} is not a number")
