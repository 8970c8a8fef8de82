from datetime import date
from decimal import Decimal

import pytest

from outcomes.statistics.absence import Absent
from outcomes.statistics.costs import (
    Mismatch,
    PerHead,
    Scope,
    cost_band,
    income_per_improved,
    income_per_person,
    mismatch,
    to_two_figures,
)

YEAR = (date(2024, 4, 1), date(2025, 3, 31))
CALENDAR_YEAR = (date(2024, 1, 1), date(2024, 12, 31))
ALL = Scope(YEAR, frozenset({"individual", "groups"}), frozenset({"E10000025"}))


def scope(**changed) -> Scope:
    return Scope(**({"period": ALL.period, "strands": ALL.strands, "places": ALL.places} | changed))


@pytest.mark.parametrize(
    ("other", "reason", "words"),
    [
        (scope(period=None), Mismatch.PERIOD_NOT_STATED, "the period of the money or of the people is not stated"),
        (scope(period=CALENDAR_YEAR), Mismatch.PERIODS_DIFFER, "the money and the people cover different periods"),
        (
            scope(strands=None),
            Mismatch.STRANDS_NOT_STATED,
            "which parts of the project the money or the people cover is not stated",
        ),
        (
            scope(strands=frozenset({"groups"})),
            Mismatch.STRANDS_DIFFER,
            "the money and the people cover different parts of the project",
        ),
        (scope(places=None), Mismatch.PLACES_NOT_STATED, "which places the money or the people cover is not stated"),
        (
            scope(places=frozenset({"E06000038"})),
            Mismatch.PLACES_DIFFER,
            "the money and the people cover different places",
        ),
    ],
)
def test_money_and_people_that_do_not_cover_the_same_are_not_divided(other, reason, words):
    assert mismatch(ALL, other) is reason
    assert mismatch(other, ALL) is reason
    assert reason.words == words
    head_counts = {"low_people": 400, "high_people": 400}
    assert income_per_person(Decimal(500_000), Decimal(500_000), **head_counts, money=ALL, people=other) is reason


def test_nothing_stated_on_either_side_is_not_agreement():
    assert mismatch(scope(period=None), scope(period=None)) is Mismatch.PERIOD_NOT_STATED


def test_income_a_person_where_all_agrees():
    assert mismatch(ALL, scope()) is None
    found = income_per_person(
        Decimal(500_000), Decimal(500_000), low_people=400, high_people=400, money=ALL, people=scope()
    )
    assert found == PerHead(Decimal(1300), Decimal(1300))


def test_income_a_person_as_a_range():
    """£90,000 to £110,000 for 40 to 47 people: 90,000/47 = 1,914.89 and 110,000/40 = 2,750."""
    found = income_per_person(Decimal(90_000), Decimal(110_000), low_people=40, high_people=47, money=ALL, people=ALL)
    assert found == PerHead(Decimal(1900), Decimal(2800))


def test_income_a_person_improved_by_hand():
    """£100,000; 60 of 80 improved, 100 started: 60 to 80 may have improved: 1,250 to 1,666.67."""
    found = income_per_improved(
        Decimal(100_000), Decimal(100_000), low_k=60, high_k=60, n=80, high_n0=100, money=ALL, people=ALL
    )
    assert found == PerHead(Decimal(1300), Decimal(1700))


def test_income_a_person_improved_over_every_possible_count():
    tried = [
        Decimal(100_000) / (k + others) for k in (60, 61, 62) for n0 in (80, 84, 87) for others in range(n0 - 80 + 1)
    ]
    found = income_per_improved(
        Decimal(100_000), Decimal(100_000), low_k=60, high_k=62, n=80, high_n0=87, money=ALL, people=ALL
    )
    assert (min(tried), max(tried)) == (Decimal(100_000) / 69, Decimal(100_000) / 60)
    assert found == PerHead(Decimal(1400), Decimal(1700))


def test_income_a_person_improved_where_all_who_started_improved():
    found = income_per_improved(
        Decimal(8000), Decimal(8000), low_k=80, high_k=80, n=80, high_n0=80, money=ALL, people=ALL
    )
    assert found == PerHead(Decimal(100), Decimal(100))


def test_income_a_person_improved_needs_the_same_cover_too():
    people = scope(period=CALENDAR_YEAR)
    found = income_per_improved(
        Decimal(100), Decimal(100), low_k=60, high_k=60, n=80, high_n0=100, money=ALL, people=people
    )
    assert found is Mismatch.PERIODS_DIFFER


def test_money_without_an_upper_end_has_no_amount_a_head():
    found = income_per_person(Decimal(0), None, low_people=40, high_people=40, money=ALL, people=ALL)
    assert found is Absent.NOT_STATED


def test_nothing_a_head_where_it_may_be_nobody():
    found = income_per_improved(Decimal(9), Decimal(9), low_k=0, high_k=7, n=80, high_n0=100, money=ALL, people=ALL)
    assert found is Absent.TOO_FEW


@pytest.mark.parametrize(
    ("low", "high", "low_people", "high_people"), [(5, 4, 1, 2), (-1, 4, 1, 2), (1, 4, 3, 2), (1, 4, -1, 2)]
)
def test_impossible_amounts_and_counts_are_refused(low, high, low_people, high_people):
    with pytest.raises(ValueError, match="is not possible"):
        income_per_person(
            Decimal(low), Decimal(high), low_people=low_people, high_people=high_people, money=ALL, people=ALL
        )


def test_an_impossible_cohort_is_refused():
    with pytest.raises(ValueError, match="9 to 9 improved of 8 scored of 10 who started is not possible"):
        income_per_improved(Decimal(9), Decimal(9), low_k=9, high_k=9, n=8, high_n0=10, money=ALL, people=ALL)


@pytest.mark.parametrize(
    ("pounds", "rounded"),
    [
        ("1250", "1300"),
        ("1249.99", "1200"),
        ("84.4", "84"),
        ("99.6", "100"),
        ("9.96", "10.0"),
        ("0.125", "0.13"),
        ("5", "5.0"),
        ("0", "0"),
        ("123456", "120000"),
    ],
)
def test_two_significant_figures(pounds, rounded):
    assert to_two_figures(Decimal(pounds)) == Decimal(rounded)


def test_rounded_pounds_print_without_an_exponent():
    assert str(to_two_figures(Decimal(1250))) == "1300"


def test_nothing_a_head_is_in_the_lowest_band():
    assert cost_band(Decimal(0)) == 1


@pytest.mark.parametrize("pounds", ["-0.01", "NaN", "Infinity"])
def test_no_cost_band_below_nothing(pounds):
    with pytest.raises(ValueError, match="pounds a head is not a cost"):
        cost_band(Decimal(pounds))
