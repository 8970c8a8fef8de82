import statistics
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.absence import Absent
from outcomes.statistics.changes import changes, mean_gain_of_improved, signed_change, standard_deviation
from outcomes.statistics.moments import Moments
from outcomes.statistics.span import Span

half_points = st.integers(0, 200).map(lambda halves: halves / 2)
hundredths = st.integers(0, 10_000).map(lambda cents: cents / 100)
two_or_more = st.lists(st.tuples(half_points, half_points), min_size=2, max_size=60)


@given(two_or_more, st.booleans())
def test_means_and_spreads_are_those_of_the_list_of_scores(pairs, higher_is_better):
    found = changes(Moments.from_pairs(pairs, higher_is_better=higher_is_better))
    before = [b for b, _ in pairs]
    after = [a for _, a in pairs]
    change = [(a - b) * (1 if higher_is_better else -1) for b, a in pairs]
    assert found.n == len(pairs)
    assert found.mean_before == pytest.approx(statistics.fmean(before), abs=1e-9)
    assert found.mean_after == pytest.approx(statistics.fmean(after), abs=1e-9)
    assert found.mean_change == pytest.approx(statistics.fmean(change), abs=1e-9)
    assert found.sd_before == pytest.approx(statistics.stdev(before), abs=1e-9)
    assert found.sd_after == pytest.approx(statistics.stdev(after), abs=1e-9)
    assert found.sd_change == pytest.approx(statistics.stdev(change), abs=1e-9)


@given(st.lists(st.tuples(hundredths, hundredths), min_size=2, max_size=60))
def test_scores_with_two_decimals_keep_their_digits(pairs):
    found = changes(Moments.from_pairs(pairs, higher_is_better=True))
    assert found.sd_before == pytest.approx(statistics.stdev(b for b, _ in pairs), rel=1e-4, abs=1e-6)
    assert found.sd_after == pytest.approx(statistics.stdev(a for _, a in pairs), rel=1e-4, abs=1e-6)


@given(two_or_more)
def test_the_scale_turned_round_leaves_every_change_as_it_was(pairs):
    up = changes(Moments.from_pairs(pairs, higher_is_better=True))
    down = changes(Moments.from_pairs([(100 - b, 100 - a) for b, a in pairs], higher_is_better=False))
    assert (up.mean_change, up.sd_change, up.change_interval) == (
        down.mean_change,
        down.sd_change,
        down.change_interval,
    )
    assert down.sd_before == pytest.approx(up.sd_before, abs=1e-9)


def test_the_interval_by_hand():
    """Changes 2, 4, 6, 8: mean 5, SD √(20/3), t on 3 degrees of freedom 3.182 (printed tables)."""
    found = changes(Moments.from_pairs([(10, 12), (10, 14), (10, 16), (10, 18)], higher_is_better=True))
    half_width = 3.182446 * sqrt(20 / 3) / 2
    assert found.mean_change == 5
    assert found.change_interval.low == pytest.approx(5 - half_width, abs=1e-5)
    assert found.change_interval.high == pytest.approx(5 + half_width, abs=1e-5)


def test_people_who_all_changed_alike_have_no_spread():
    found = changes(Moments.from_pairs([(0.1 * i, 0.1 * i + 0.1) for i in range(40)], higher_is_better=True))
    assert found.sd_change == 0
    assert found.change_interval.low == found.change_interval.high == pytest.approx(0.1)


def test_a_rare_change_among_ten_million_is_not_lost_to_cancellation():
    """All at 50 but one at 51: the spread is the square root of 1 in 10 million, eleven digits down in the sums."""
    n = 10_000_000
    total, squares = 50.0 * (n - 1) + 51, 2500.0 * (n - 1) + 2601
    assert standard_deviation(n, total, squares) == pytest.approx(sqrt(1 / n), rel=1e-6)


def test_sums_that_cancel_to_less_than_nothing_mean_no_spread():
    assert standard_deviation(3, 0.3, 0.03 - 1e-17) == 0


def test_one_number_has_no_standard_deviation():
    with pytest.raises(ValueError, match="1 numbers have no standard deviation"):
        standard_deviation(1, 5, 25)


@pytest.mark.parametrize("pairs", [[], [(40, 60)]])
def test_below_two_pairs_is_too_few(pairs):
    assert changes(Moments.from_pairs(pairs, higher_is_better=True)) is Absent.TOO_FEW


def test_without_scores_nothing_is_computed():
    assert changes(None) is Absent.FROM_SUMMARY
    assert mean_gain_of_improved(None) is Absent.FROM_SUMMARY


def test_the_mean_gain_is_of_those_who_improved_only():
    pairs = [(20, 10), (20, 14), (20, 20), (20, 26)]
    assert mean_gain_of_improved(Moments.from_pairs(pairs, higher_is_better=False)) == 8
    assert mean_gain_of_improved(Moments.from_pairs(pairs, higher_is_better=True)) == 6


def test_no_gain_where_nobody_improved():
    assert mean_gain_of_improved(Moments.from_pairs([(20, 20)], higher_is_better=True)) is Absent.TOO_FEW


@pytest.mark.parametrize(
    ("before", "after", "higher_is_better", "change"),
    [(10.1, 10.3, True, 0.2), (10.1, 10.3, False, -0.2), (35, 55, True, 20), (15, 8, False, 7), (0.1, 0.1, True, 0)],
)
def test_one_persons_change(before, after, higher_is_better, change):
    assert signed_change(before, after, higher_is_better=higher_is_better) == change


def test_an_interval_is_a_span():
    found = changes(Moments.from_pairs([(1, 2), (1, 2)], higher_is_better=True))
    assert found.change_interval == Span(1, 1)
