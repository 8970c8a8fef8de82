"""Targets and assumptions, against trying every count one by one."""

from fractions import Fraction
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.assumptions import People, rate_of_all, reaches, shares_needed

OXPIP = People(122, 123, 144, 334, 334)


def test_the_individual_therapy_of_the_printed_page() -> None:
    """122 or 123 of 144, of 334: 36.5 to 93.7 % over all who came, and 70 % if 58 to 59 % of the others improved."""
    none, all_of_them = rate_of_all(OXPIP, Fraction(0)), rate_of_all(OXPIP, Fraction(1))
    assert (round(100 * none.low, 1), round(100 * none.high, 1)) == (36.5, 36.8)
    assert (round(100 * all_of_them.low, 1), round(100 * all_of_them.high, 1)) == (93.4, 93.7)
    assert shares_needed(OXPIP, Fraction(7, 10)) == pytest.approx((110.8 / 190, 111.8 / 190))
    assert reaches(OXPIP, Fraction(0), Fraction(7, 10)) is False
    assert reaches(OXPIP, Fraction(585, 1000), Fraction(7, 10)) is None  # with 123, not with 122
    assert reaches(OXPIP, Fraction(59, 100), Fraction(7, 10)) is True
    assert reaches(OXPIP, None, Fraction(84, 100)) is True
    assert reaches(OXPIP, None, Fraction(85, 100)) is None


def test_a_target_met_to_the_last_person_is_met() -> None:
    """55 % of 100 in binary fractions is a hair more than 55."""
    people = People(55, 55, 100, 100, 100)
    assert reaches(people, Fraction(0), Fraction(55, 100)) is True
    assert shares_needed(people, Fraction(55, 100)) == (-inf, -inf)
    assert shares_needed(people, Fraction(56, 100)) == (inf, inf)


PEOPLE = st.tuples(*[st.integers(0, 12)] * 5).map(
    lambda x: People(x[0], x[0] + x[1] % 4, x[0] + x[1] % 4 + x[2] + 1, x[0] + x[1] % 4 + x[2] + 1 + x[3], 60 + x[4])
)
SHARES = st.fractions(0, 1, max_denominator=40)


@given(PEOPLE, SHARES, SHARES)
def test_every_possible_count_one_by_one(people: People, share: Fraction, target: Fraction) -> None:
    counts = [
        (k, n0) for k in range(people.low_k, people.high_k + 1) for n0 in range(people.low_n0, people.high_n0 + 1)
    ]
    rates = [(k + share * (n0 - people.n)) / n0 for k, n0 in counts]
    found = rate_of_all(people, share)
    assert (found.low, found.high) == (float(min(rates)), float(max(rates)))
    verdict = {rate >= target for rate in rates}
    assert reaches(people, share, target) == (verdict.pop() if len(verdict) == 1 else None)


@given(PEOPLE, SHARES)
def test_the_share_needed_is_where_the_verdict_turns(people: People, target: Fraction) -> None:
    might, surely = shares_needed(people, target)
    assert might <= surely
    for share in (Fraction(i, 20) for i in range(21)):
        if share > might + 1e-12:
            assert reaches(people, share, target) is not False
        if share < might - 1e-12:
            assert reaches(people, share, target) is False
        if share > surely + 1e-12:
            assert reaches(people, share, target) is True


def test_impossible_people_and_shares_are_refused() -> None:
    with pytest.raises(ValueError, match="not possible"):
        People(9, 8, 10, 20, 20)
    with pytest.raises(ValueError, match="not possible"):
        People(0, 0, 0, 20, 20)
    with pytest.raises(ValueError, match="not a share"):
        rate_of_all(OXPIP, Fraction(11, 10))
    with pytest.raises(ValueError, match="not a share"):
        reaches(OXPIP, None, Fraction(-1, 10))
