"""What a cell may hold: strict numbers, real dates, references that say nothing, rows without contradictions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from outcomes.score_files import Rules
from tests.pure.score_files.samples import PIR_GAS, checked, csv, problems

NOT_A_NUMBER = "This is not a number such as 42 or 12.5. Leave the cell empty where there is no score."
OUTSIDE = "The score is outside 1 to 100."
NOT_A_REFERENCE = "This is not a reference: up to 20 letters A to Z, digits and hyphens, with at least one digit."
NOT_A_DATE = "This is not a date such as 2014-05-31 or 31/05/2014."


@pytest.mark.parametrize("text", ["1", "40", "100", "007", "42.0", "42.00"])
def test_scores_that_are_taken(text: str) -> None:
    assert checked(csv(f"A1,{text},,,")).rows[0].before == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "n/a",
        "1_0",
        "٤٢",
        "４２",
        "NaN",
        "inf",
        "1e1",
        "0x1F",
        "+42",
        "4 2",
        "42%",
        '"42,5"',
        "42.123",
        "4200",
        "--1",
        ".5",
        "-",
        "TRUE",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert problems(csv(f"A1,{text},55,,")) == [f"Row 2, before: {NOT_A_NUMBER}"]


@pytest.mark.parametrize("text", ["0", "101", "-1", "100.01", "999.99"])
def test_scores_outside_the_measure(text: str) -> None:
    assert problems(csv(f"A1,35,{text},,")) == [f"Row 2, after: {OUTSIDE}"]


def test_scores_between_the_steps() -> None:
    assert problems(csv("A1,35.5,55,,")) == ["Row 2, before: Scores go in steps of 1 from 1."]
    goals = replace(PIR_GAS, minimum=Decimal("0.00"), maximum=Decimal("10.00"), step=Decimal("0.50"))
    assert checked(csv("A1,0,9.5,,"), rules=goals).rows[0].after == Decimal("9.5")
    assert problems(csv("A1,9.25,10.5,,"), rules=goals) == [
        "Row 2, before: Scores go in steps of 0.5 from 0.",
        "Row 2, after: The score is outside 0 to 10.",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2014-05-31", date(2014, 5, 31)), ("31/05/2014", date(2014, 5, 31)), ("1/6/2014", date(2014, 6, 1))],
)
def test_dates_that_are_taken(text: str, day: date) -> None:
    assert checked(csv(f"A1,35,55,{text},")).rows[0].before_on == day


@pytest.mark.parametrize(
    "text", ["31/06/2014", "05/31/2014", "2014-5-31", "31/05/14", "31.05.2014", "May 2014", "41760"]
)
def test_what_is_no_date(text: str) -> None:
    assert problems(csv(f"A1,35,55,{text},")) == [f"Row 2, before date: {NOT_A_DATE}"]


def test_dates_far_from_the_period_or_in_the_future() -> None:
    assert problems(csv("A1,35,55,2012-03-29,", "A2,35,55,,2016-04-01", "A3,35,55,,2026-11-24")) == [
        "Row 2, before date: The date is before 30 March 2012: too early for the cohort's period.",
        "Row 3, after date: The date is after 31 March 2016: too late for the cohort's period.",
        "Row 4, after date: The date is in the future.",
    ]
    assert len(checked(csv("A1,35,55,2012-03-30,2016-03-31")).rows) == 1


def test_a_cohort_without_a_stated_period_takes_any_date_up_to_today() -> None:
    rules = Rules(Decimal(1), Decimal(100), Decimal(1), date(2026, 11, 23))
    assert len(checked(csv("A1,35,55,1998-01-01,2026-11-23"), rules=rules).rows) == 1


@pytest.mark.parametrize("text", ["7", "OX-0012", "a1b2", "12345678901234567890"])
def test_references_that_are_taken(text: str) -> None:
    assert checked(csv(f"{text},35,55,,")).rows[0].client_reference == text


@pytest.mark.parametrize(
    "text", ["A", "ab", "A_1", "A.1", "=1+1", "-A1", "A1-", "123456789012345678901", "total", "A1 2"]
)
def test_what_is_no_reference(text: str) -> None:
    assert problems(csv(f"{text},35,55,,")) == [f"Row 2, client: {NOT_A_REFERENCE}"]


def test_a_missing_reference() -> None:
    assert problems(csv(" ,35,55,,")) == ["Row 2, client: The client's reference is missing."]


def test_a_client_twice_names_both_rows_whatever_the_capitals() -> None:
    assert problems(csv("A1,35,55,,", "A2,35,55,,", "a1,36,56,,", "A1,37,57,,")) == [
        "Row 4, client: The same client stands in row 2 already.",
        "Row 5, client: The same client stands in row 2 already.",
    ]


def test_scored_once_is_taken_and_never_is_not() -> None:
    once = checked(csv("A1,35,,,", "A2,,55,,", "A3,35,55,,"))
    assert [(row.before, row.after) for row in once.rows] == [(35, None), (None, 55), (35, 55)]
    assert [row.is_pair for row in once.rows].count(True) == 1
    assert problems(csv("A1,,,,")) == ["Row 2, before: There is a score neither before nor after."]


def test_rows_that_contradict_themselves() -> None:
    assert problems(csv("A1,35,55,2014-11-30,2014-05-01", "A2,35,,,2014-05-01", "A3,,55,2014-05-01,")) == [
        "Row 2, after date: The date after is earlier than the date before.",
        "Row 3, after date: There is a date, but no score after.",
        "Row 4, before date: There is a date, but no score before.",
    ]
    assert len(checked(csv("A1,35,55,2014-05-01,2014-05-01")).rows) == 1


def test_every_problem_of_a_row_is_told() -> None:
    assert problems(csv("A_1,n/a,0,yesterday,2014-13-01")) == [
        f"Row 2, client: {NOT_A_REFERENCE}",
        f"Row 2, before: {NOT_A_NUMBER}",
        f"Row 2, after: {OUTSIDE}",
        f"Row 2, before date: {NOT_A_DATE}",
        f"Row 2, after date: {NOT_A_DATE}",
    ]


def test_more_clients_than_started() -> None:
    rules = replace(PIR_GAS, started=10)
    ten = [f"A{number},35,55,," for number in range(10)]
    assert len(checked(csv(*ten), rules=rules).rows) == 10
    assert problems(csv(*ten, "B1,35,55,,"), rules=rules) == [
        "The file has 11 clients, but only 10 started in the cohort's period."
    ]


def test_rules_cross_the_pipe_unchanged() -> None:
    rules = replace(PIR_GAS, step=Decimal("0.50"), started=144, period_end=None)
    assert Rules.from_json(rules.to_json()) == rules
