"""How figures read, by literal example."""

import datetime
from decimal import Decimal

import pytest

from casestudies import wording
from outcomes.figures import Absent, Amount, Because, Count, Hidden, Note, Rate, Shown, Span

PERCENT = "\u202f%"  # a narrow space that does not break


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Shown(Count.of(144)), "144"),
        (Shown(Count.of(12345)), "12,345"),
        (Shown(Count(122, 123, Because.ROUNDING)), "122 or 123"),
        (Shown(Count(430, 436, Because.ROUNDING)), "430 to 436"),
        (Shown(Count(0, 7, Because.PRIVACY)), "fewer than 8"),
        (Shown(Count(23, 30, Because.PRIVACY)), "at least 23"),
        (Hidden(Absent.PRIVACY), "hidden to protect privacy"),
        (Hidden(Absent.TOO_FEW), "too few to say"),
        (Hidden(Absent.FROM_SUMMARY), "not computable: the project has published a summary, not scores"),
        (Hidden(Absent.NOT_STATED), "not stated"),
        (None, "not stated"),
        (400, "400"),
    ],
)
def test_counts(figure: object, words: str) -> None:
    assert wording.count(figure) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Span(122 / 144, 123 / 144), f"85{PERCENT}"),
        (Span(0.7795, 0.9026), f"78 to 90{PERCENT}"),
        (Span(0.3653, 0.9371), f"37 to 94{PERCENT}"),
        (144 / 334, f"43{PERCENT}"),
        (0.285, f"29{PERCENT}"),  # half goes up, although 0.285 × 100 is a hair less in binary
        (0.125, f"13{PERCENT}"),
        (Shown(Span(0.73, 0.75)), f"73 to 75{PERCENT}"),
        (Hidden(Absent.TOO_FEW), "too few to say"),
        (None, "not stated"),
    ],
)
def test_shares(share: object, words: str) -> None:
    assert wording.percent(share) == words  # type: ignore[arg-type]


def test_a_rate_whose_count_is_kept_back_says_so() -> None:
    at_least, fewer = Shown(Count(23, 30, Because.PRIVACY)), Shown(Count(0, 7, Because.PRIVACY))
    interval = Span(0, 1)
    assert wording.rate(Shown(Rate(Span(23 / 30, 1), interval)), at_least) == f"at least 76{PERCENT}"
    assert wording.rate(Shown(Rate(Span(0, 7 / 30), interval)), fewer) == f"at most 24{PERCENT}"
    assert wording.rate(Shown(Rate(Span(0.5, 0.5), interval)), Shown(Count.of(20))) == f"50{PERCENT}"
    assert wording.rate(Hidden(Absent.TOO_FEW), fewer) == "too few to say"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12.5, "12.5 points"),
        (11.0, "11 points"),
        (1.0, "1 point"),
        (10.65, "10.7 points"),
        (Decimal("12.50"), "12.5 points"),
        (Shown(8.5), "8.5 points"),
        (Span(5.03, 16.17), "5 to 16.2 points"),
        (Span(-1.25, 3), "−1.3 to 3 points"),
        (Hidden(Absent.FROM_SUMMARY), "not computable: the project has published a summary, not scores"),
        (None, "not stated"),
    ],
)
def test_points(value: object, words: str) -> None:
    assert wording.points(value) == words  # type: ignore[arg-type]


def test_signed_points() -> None:
    assert wording.points(10.63, signed=True) == "+10.6 points"
    assert wording.points(-3.0, signed=True) == "−3 points"
    assert wording.points(-0.01, signed=True) == "0 points"


@pytest.mark.parametrize(
    ("amount", "years", "words"),
    [
        (Amount.around(500000), None, "about £500,000"),
        (Amount.exact(36000), 3, "£36,000 a year for 3 years = £108,000"),
        (Amount.not_stated(), None, "amount not stated"),
        (None, None, "amount not stated"),
        (Decimal(1250), None, "£1,250"),
    ],
)
def test_money(amount: object, years: int | None, words: str) -> None:
    assert wording.money(amount, years) == words  # type: ignore[arg-type]


def test_dates_whole_and_partial() -> None:
    assert wording.date("1998") == "1998"
    assert wording.date("2012-11") == "November 2012"
    assert wording.date(datetime.date(2014, 4, 1)) == "1 April 2014"
    assert wording.date("") == "not stated"
    assert wording.date(None) == "not stated"


def test_periods() -> None:
    start, end = datetime.date(2014, 4, 1), datetime.date(2015, 3, 31)
    assert wording.period(start, end) == "1 April 2014 to 31 March 2015"
    assert wording.period("2012-11", None) == "since November 2012"
    assert wording.period(datetime.date(2012, 11, 1), None) == "since November 2012"
    assert wording.period(datetime.date(2012, 11, 5), None) == "since 5 November 2012"
    assert wording.period(None, "2015") == "until 2015"
    assert wording.period("2015", "2015") == "2015"
    assert wording.period(None, None) == "not stated"


def test_every_reason_and_every_note_has_words() -> None:
    assert {why: wording.absent(why) for why in Absent}.keys() == set(Absent)
    assert all(wording.note(note).endswith(".") for note in Note)
    assert wording.absent("privacy") == "hidden to protect privacy"


def test_numbers_without_a_unit() -> None:
    assert wording.decimal(0.8349) == "0.83"
    assert wording.decimal(Shown(1.005), 2) == "1.01"
    assert (
        wording.decimal(Hidden(Absent.NO_THRESHOLD))
        == "not computable: what it takes is not published for this measure"
    )
    assert wording.decimal(None) == "not stated"
