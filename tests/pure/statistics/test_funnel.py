"""Funnel limits: against the plain binomial law, by hand, and where they end."""

from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.funnel import limits, overdispersion
from outcomes.statistics.span import Span


def falls_below(x: float, n: int, rate: float) -> float:
    """The probability of fewer than x of n, straight from the binomial law, along a line between whole numbers."""
    whole = int(x // 1)
    terms = [comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(min(whole, n) + 1)]
    part = comb(n, whole + 1) * rate ** (whole + 1) * (1 - rate) ** (n - whole - 1) if whole < n else 0.0
    return sum(terms) + (x - whole) * part


@given(st.integers(20, 300), st.floats(0.2, 0.85))
def test_the_limits_leave_out_what_they_say(n: int, rate: float) -> None:
    found = limits(n, rate)
    for end, probability in ((found.usual.low, 0.025), (found.usual.high, 0.975)):
        assert falls_below(end * n, n, rate) == pytest.approx(probability, abs=1e-6)
    if found.rare.low > 0:
        assert falls_below(found.rare.low * n, n, rate) == pytest.approx(0.001, abs=1e-6)
    if found.rare.high < 1:
        assert falls_below(found.rare.high * n, n, rate) == pytest.approx(0.999, abs=1e-6)
    assert found.rare.low <= found.usual.low < rate < found.usual.high <= found.rare.high


def test_ten_tosses_of_a_coin() -> None:
    """F(1) = 11/1024, F(2) = 56/1024: 2.5 % lies 14.6/45 of the way from 1 to 2."""
    found = limits(10, 0.5)
    assert found.usual.low == pytest.approx((1 + 14.6 / 45) / 10)
    assert found.rare.low == pytest.approx((0.024 / 10) / 10)
    assert found.rare.high <= 1


def test_overdispersion_by_hand() -> None:
    """Two projects 10 points either side of 50 % of 100: z = ±2, so the mean square is 4 and limits double."""
    assert overdispersion([(40, 100), (60, 100)], 0.5) == pytest.approx(4)
    plain, wide = limits(100, 0.5), limits(100, 0.5, 4)
    assert wide.usual.low - 0.5 == pytest.approx(2 * (plain.usual.low - 0.5))
    assert wide.usual.high - 0.5 == pytest.approx(2 * (plain.usual.high - 0.5))


def test_projects_closer_than_chance_narrow_nothing() -> None:
    assert overdispersion([(50, 100)] * 12, 0.5) == 1


@given(st.lists(st.integers(30, 300).flatmap(lambda n: st.tuples(st.integers(8, n - 8), st.just(n))), min_size=1))
def test_overdispersion_agrees_with_standardised_residuals(projects: list[tuple[int, int]]) -> None:
    z = [(k - 0.6 * n) / sqrt(n * 0.6 * 0.4) for k, n in projects]
    assert overdispersion(projects, 0.6) == pytest.approx(max(1, sum(x * x for x in z) / len(z)))


def test_limits_stay_within_nothing_and_all() -> None:
    assert limits(20, 0.95, 9).rare.high == 1
    assert limits(20, 0.1, 9).rare.low == 0
    assert isinstance(limits(1, 0.5).usual, Span)


def test_no_funnel_about_a_certainty() -> None:
    for rate in (0.0, 1.0):
        with pytest.raises(ValueError, match="no width"):
            overdispersion([(10, 20)], rate)
    with pytest.raises(ValueError, match="needs projects"):
        overdispersion([], 0.5)
