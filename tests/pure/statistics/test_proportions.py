from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from outcomes.statistics.absence import Absent
from outcomes.statistics.proportions import Rate, coverage, possible_range, rate, wilson
from outcomes.statistics.span import Span

Z_SQUARED = 1.959963984540054**2  # from printed tables


@st.composite
def cohorts(draw):
    """(low_k, high_k, n, n0) that could be."""
    n0 = draw(st.integers(1, 400))
    n = draw(st.integers(0, n0))
    low_k = draw(st.integers(0, n))
    return low_k, draw(st.integers(low_k, n)), n, n0


def wilson_by_bisection(k: int, n: int) -> tuple[float, float]:
    """The two shares p for which k/n is just z standard errors away: (k/n − p)² = z²·p(1 − p)/n, found by halving."""

    def too_far(p: float) -> bool:
        return (k / n - p) ** 2 > Z_SQUARED * p * (1 - p) / n

    def edge(far: float, near: float) -> float:
        if not too_far(far):
            return far
        for _ in range(80):
            middle = (far + near) / 2
            far, near = (middle, near) if too_far(middle) else (far, middle)
        return near

    return edge(0.0, k / n), edge(1.0, k / n)


@given(cohorts())
def test_wilson_solves_the_score_equation(cohort):
    k, _, n, _ = cohort
    if n == 0:
        assert wilson(k, n) is Absent.TOO_FEW
        return
    low, high = wilson_by_bisection(k, n)
    assert wilson(k, n).low == pytest.approx(low, abs=1e-9)
    assert wilson(k, n).high == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize(("k", "n"), [(1, 1), (8, 20), (122, 144), (3056, 5896)])
def test_wilson_agrees_with_scipys_own(k, n):
    theirs = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k, n).low == pytest.approx(theirs.low, abs=1e-9)
    assert wilson(k, n).high == pytest.approx(theirs.high, abs=1e-9)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 20, 144, 999, 5896, 10_000_000])
def test_an_interval_ends_exactly_at_none_and_at_all(n):
    assert wilson(0, n).low == 0
    assert wilson(n, n).high == 1


@given(cohorts())
def test_an_interval_stays_within_0_and_1_and_holds_the_share(cohort):
    k, _, n, _ = cohort
    if n:
        interval = wilson(k, n)
        assert 0 <= interval.low <= k / n <= interval.high <= 1


@given(cohorts())
def test_the_interval_of_the_others_is_the_mirror_image(cohort):
    k, _, n, _ = cohort
    if n:
        interval, mirror = wilson(k, n), wilson(n - k, n)
        assert interval.low == pytest.approx(1 - mirror.high, abs=1e-12)
        assert interval.high == pytest.approx(1 - mirror.low, abs=1e-12)


def test_nobody_scored_is_too_few_to_say():
    assert wilson(0, 0) is Absent.TOO_FEW
    assert rate(0, 0, 0) is Absent.TOO_FEW


@pytest.mark.parametrize(("low_k", "high_k", "n"), [(-1, 2, 5), (3, 2, 5), (2, 6, 5), (0, 0, -1)])
def test_impossible_counts_are_refused(low_k, high_k, n):
    with pytest.raises(ValueError, match=f"{low_k} to {high_k} of {n} is not a share of people"):
        rate(low_k, high_k, n)
    with pytest.raises(ValueError, match="is not a share of people"):
        possible_range(low_k, high_k, n, 10)


@given(cohorts())
def test_a_rate_is_the_envelope_over_every_count_it_may_be(cohort):
    low_k, high_k, n, _ = cohort
    if n == 0:
        return
    every = [rate(k, k, n) for k in range(low_k, high_k + 1)]
    assert rate(low_k, high_k, n) == Rate(
        share=Span(min(one.share.low for one in every), max(one.share.high for one in every)),
        interval=Span(min(one.interval.low for one in every), max(one.interval.high for one in every)),
    )


def test_coverage_of_a_range_of_starters():
    """40 scored and fewer than 8 not: 40 to 47 started."""
    assert coverage(40, 40, 47) == Span(40 / 47, 1)
    assert coverage(40, 80) == Span(0.5, 0.5)
    assert coverage(0, 5) == Span(0, 0)


def test_coverage_of_nobody_is_too_few_to_say():
    assert coverage(0, 0) is Absent.TOO_FEW
    assert coverage(0, 0, 7) is Absent.TOO_FEW
    assert possible_range(0, 0, 0, 0) is Absent.TOO_FEW


@pytest.mark.parametrize(("n", "low_n0", "high_n0"), [(5, 4, 9), (-1, 4, 9), (3, 9, 4)])
def test_more_scored_than_started_is_refused(n, low_n0, high_n0):
    with pytest.raises(ValueError, match="who started is not possible"):
        coverage(n, low_n0, high_n0)


def test_a_possible_range_with_more_scored_than_started_is_refused():
    with pytest.raises(ValueError, match="5 scored of 4 who started is not possible"):
        possible_range(1, 2, 5, 4)


def test_the_possible_range_is_what_trying_every_outcome_gives():
    """24 to 26 of 30 improved, 30 to 37 started: let each number of those not scored have improved."""
    outcomes = [(k + others) / n0 for k, n0 in product(range(24, 27), range(30, 38)) for others in range(n0 - 30 + 1)]
    assert possible_range(24, 26, 30, 37) == Span(min(outcomes), max(outcomes)) == Span(24 / 37, 33 / 37)


@given(cohorts())
def test_the_possible_range_holds_the_share_of_all_who_started_known_to_have_improved(cohort):
    low_k, high_k, n, n0 = cohort
    bounds = possible_range(low_k, high_k, n, n0)
    assert bounds.low == low_k / n0
    if n:
        known = rate(low_k, high_k, n).share
        assert bounds.low <= known.low * coverage(n, n0).low + 1e-12
        assert known.low - 1e-12 <= bounds.high
        assert bounds.low <= known.high + 1e-12


@given(cohorts())
def test_the_possible_range_is_as_wide_as_what_is_not_known(cohort):
    k, _, n, n0 = cohort
    bounds = possible_range(k, k, n, n0)
    assert bounds.high - bounds.low == pytest.approx(1 - coverage(n, n0).low, abs=1e-12)
