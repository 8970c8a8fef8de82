"""How figures read: counts, shares, points, money, dates, and the words for everything that is not there.

The one place for these words: pages, charts, downloads and mails all print through it. Nothing here computes a figure.
"""

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor
from typing import assert_never

from outcomes import money as outcomes_money
from outcomes.figures import Absent, Amount, Because, Count, Figure, Hidden, Note, PerHead, Rate, Shown, Span

NOT_STATED = "not stated"
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DUST = 1e-9  # of binary fractions: 0.76 × 100 must not become 77 when rounded up

ABSENT: dict[Absent, str] = {
    Absent.PRIVACY: "hidden to protect privacy",
    Absent.TOO_FEW: "too few to say",
    Absent.FROM_SUMMARY: "not computable: the project has published a summary, not scores",
    Absent.NOT_STATED: NOT_STATED,
    Absent.NO_THRESHOLD: "not computable: what it takes is not published for this measure",
    Absent.BEING_CORRECTED: "being corrected",
    Absent.NOT_APPLICABLE: "does not apply",
}

NOTES: dict[Note, str] = {
    Note.TOO_FEW_STARTED: "Too few people started for any figure to be published without risk to their privacy.",
    Note.TOO_FEW_SCORED: "Too few people were scored before and after for a result to be published.",
    Note.FEW_NOT_SCORED: "So few people were not scored twice that how many started is not said exactly.",
    Note.FEW_NOT_IMPROVED: "So few people did not improve that the number who improved is given as “at least”.",
    Note.FEW_IMPROVED: "So few people improved that their number is given as “fewer than”.",
    Note.CARRIED_FORWARD: "These figures are carried forward: newer scores show once enough have come in.",
    Note.TOO_CLOSE: (
        "An earlier edition told of what may be the same people: newer scores show once enough have come in."
    ),
    Note.REPORTED_ONLY: "The figure shown is the one the project reported; the scores held do not match it exactly.",
    Note.REPORTED_AGREES: "The scores held here give the same figure as the project reported.",
    Note.BEING_CORRECTED: "A figure was found to be wrong and is being corrected.",
}


def absent(why: Absent | str) -> str:
    """The words for a reason a figure is missing."""
    return ABSENT[Absent(why)]


def note(which: Note | str) -> str:
    """The sentence for a note about how a block of figures was protected."""
    return NOTES[Note(which)]


def number(value: int | float | Decimal, places: int = 0) -> str:
    """A number with thousands commas, rounded half up to `places` decimals, with a true minus sign."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}".replace("-", MINUS)


def count(figure: Figure[Count] | Count | int | None) -> str:
    """A count of people: "122", "122 or 123", "20 to 25", "fewer than 8", "at least 23", or why it is hidden."""
    match figure:
        case None:
            return NOT_STATED
        case int():
            return number(figure)
        case Hidden(why):
            return absent(why)
        case Shown(value):
            return count(value)
        case Count(low, high, because):
            if because is Because.EXACT:
                return number(low)
            if because is Because.PRIVACY:
                return f"fewer than {high + 1}" if low == 0 else f"at least {number(low)}"
            return f"{number(low)} {'or' if high == low + 1 else 'to'} {number(high)}"
        case _:  # pragma: no cover - mypy proves there is no other
            assert_never(figure)


def whole_percent(share: float) -> int:
    """A share from 0 to 1 as a whole percentage, rounding half up."""
    return int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def percent(share: Figure[Span] | Figure[float] | Span | float | None) -> str:
    """A share from 0 to 1: "85 %"; a span reads "73 to 75 %", or as one number when both ends round alike."""
    match share:
        case None:
            return NOT_STATED
        case Hidden(why):
            return absent(why)
        case Shown(value):
            return percent(value)
        case Span(low, high):
            first, last = whole_percent(low), whole_percent(high)
            return f"{first}{THIN}%" if first == last else f"{first} to {last}{THIN}%"
        case _:
            return f"{whole_percent(float(share))}{THIN}%"


def rate(figure: Figure[Rate], of: Figure[Count]) -> str:
    """A rate in words: as `percent`, but "at least 77 %" or "at most 23 %" where the count it is `of` is kept back."""
    if isinstance(figure, Hidden):
        return absent(figure.why)
    share = figure.value.share
    if isinstance(of, Shown) and of.value.because is Because.PRIVACY:
        # a bound is rounded to the side on which it still holds: 23 of 30 is at least 76 %, 7 of 30 at most 24 %
        if of.value.low == 0:
            return f"at most {ceil(share.high * 100 - DUST)}{THIN}%"
        return f"at least {floor(share.low * 100 + DUST)}{THIN}%"
    return percent(share)


def points(value: Figure[float] | Span | float | None, signed: bool = False) -> str:
    """Points of a measure to one decimal at most: "12.5 points", "11 points", "5 to 16.2 points"; "+10.6" if signed."""
    match value:
        case None:
            return NOT_STATED
        case Hidden(why):
            return absent(why)
        case Shown(inner):
            return points(inner, signed)
        case Span(low, high) if low != high:
            return f"{_short(low, signed)} to {_short(high, signed)} points"
        case Span(low, _):
            return points(low, signed)
        case _:
            words = _short(float(value), signed)
            return f"{words} point" if words.lstrip("+" + MINUS) == "1" else f"{words} points"


def _short(value: float, signed: bool) -> str:
    words = number(value, 1).removesuffix(".0")
    words = "0" if words == f"{MINUS}0" else words
    return f"+{words}" if signed and value > 0 and words != "0" else words


def decimal(value: Figure[float] | float | None, places: int = 2) -> str:
    """A number without a unit (an effect size, a reliability), or why it is missing."""
    match value:
        case None:
            return NOT_STATED
        case Hidden(why):
            return absent(why)
        case Shown(inner):
            return number(inner, places)
        case _:
            return number(float(value), places)


def money(amount: Amount | Decimal | int | None, years: int | None = None) -> str:
    """An amount of money: "£36,000", "about £500,000", "£36,000 a year for 3 years = £108,000"; None is not stated."""
    if isinstance(amount, Amount) and years:
        return outcomes_money.words_by_the_year(amount, years)
    match amount:
        case None:
            return outcomes_money.words(Amount.not_stated())
        case Amount():
            return outcomes_money.words(amount)
        case _:
            return outcomes_money.words(Amount.exact(amount))


def money_of_one_year(a_year: Amount, years: int | None) -> str:
    """What counts within the income of a year: "£36,000", "£25,000 (of £75,000 over 3 years)"."""
    return outcomes_money.words_of_one_year(a_year, years or 1)


def money_in_all(amounts: Iterable[Amount]) -> str:
    """What they come to in each currency, for none is converted: "£200 and €100"; empty where there are none."""
    return " and ".join(outcomes_money.words(amount) for amount in outcomes_money.totals(amounts))


def per_head(pounds: PerHead) -> str:
    """Pounds a head: "£1,200" or "£1,200 to £1,400"."""
    return money(Amount.between(pounds.low, pounds.high))


def date(value: datetime.date | str | None) -> str:
    """A whole or partial date: "1 April 2014"; "2012-11" reads "November 2012", "1998" stays; None is "not stated"."""
    if value is None or value == "":
        return NOT_STATED
    parts = [int(part) for part in str(value)[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = datetime.date(parts[0], parts[1], 1).strftime("%B")
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def period(start: datetime.date | str | None, end: datetime.date | str | None) -> str:
    """From one whole or partial date to another: "1 April 2014 to 31 March 2015", "since November 2012".

    What has no end yet began in a month: its first day is what a date field makes of that month.
    """
    if not start and not end:
        return NOT_STATED
    if not end:
        return f"since {date(str(start).removesuffix('-01') if len(str(start)) == 10 else start)}"
    if not start:
        return f"until {date(end)}"
    return date(start) if start == end else f"{date(start)} to {date(end)}"


def years(start: datetime.date | None, end: datetime.date | None) -> str:
    """A period in short, for the line of a drawing: "2014–15", "2024", "since 2012"; empty when not stated."""
    if start is None or end is None:
        return f"since {start.year}" if start else f"until {end.year}" if end else ""
    return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year % 100:02}"
