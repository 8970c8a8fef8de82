from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.plausibility import nearest_percentages, possible_counts, round_half_up, whole_percent


@pytest.mark.parametrize(
    ("x", "rounded"),
    [
        (2.5, 3),
        (3.5, 4),
        (-2.5, -2),
        (2.4, 2),
        (0.49999999999999994, 0),
        (Fraction(1249, 100), 12),
        (Fraction(25, 2), 13),
        (7, 7),
    ],
)
def test_halves_go_up(x, rounded):
    assert round_half_up(x) == rounded


@pytest.mark.parametrize(
    ("k", "n", "percent"),
    [(122, 144, 85), (55, 71, 77), (24, 33, 73), (25, 33, 76), (5, 8, 63), (0, 9, 0), (9, 9, 100)],
)
def test_whole_percentages(k, n, percent):
    assert whole_percent(k, n) == percent


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_whole_percentages_as_decimals_round_them(share):
    k, n = share
    assert whole_percent(k, n) == int((Decimal(100 * k) / Decimal(n)).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("k", "n"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_no_percentage_of_an_impossible_share(k, n):
    with pytest.raises(ValueError, match=f"{k} of {n} is not a share of people"):
        whole_percent(k, n)


def counts_by_trying(percent: int, n: int) -> list[int]:
    """Every count whose exact percentage is nearest to `percent`, a half counting upwards."""
    half = Fraction(1, 2)
    return [k for k in range(n + 1) if percent - half <= Fraction(100 * k, n) < percent + half]


@pytest.mark.parametrize("n", [*range(1, 45), 71, 97, 100, 144, 199, 200, 201, 334])
def test_possible_counts_are_those_found_by_trying_them_all(n):
    for percent in range(101):
        assert list(possible_counts(percent, n)) == counts_by_trying(percent, n)


@given(st.integers(1, 10_000_000))
def test_every_count_is_behind_exactly_one_percentage(n):
    sizes = [len(possible_counts(percent, n)) for percent in range(101)]
    assert sum(sizes) == n + 1


def test_a_half_rounds_up_and_only_up():
    """5 of 8 is 62.5 %: 63, never 62; 1 of 200 is 0.5 %: 1, never 0."""
    assert list(possible_counts(63, 8)) == [5]
    assert list(possible_counts(62, 8)) == []
    assert list(possible_counts(1, 200)) == [1, 2]
    assert list(possible_counts(0, 200)) == [0]


def test_no_percentage_fits_nobody():
    assert list(possible_counts(50, 0)) == []
    assert nearest_percentages(50, 0) == ()


@pytest.mark.parametrize(("percent", "n"), [(-1, 10), (101, 10), (50, -1)])
def test_impossible_percentages_are_refused(percent, n):
    with pytest.raises(ValueError, match=f"{percent} % of {n} people"):
        possible_counts(percent, n)


def test_a_possible_percentage_has_no_near_misses():
    assert nearest_percentages(85, 144) == ()


@given(st.integers(1, 99), st.integers(1, 100))
def test_near_misses_are_neighbours_either_side(percent, n):
    misses = nearest_percentages(percent, n)
    if counts_by_trying(percent, n):
        assert misses == ()
    else:
        (below, lower), (above, higher) = misses
        assert above == below + 1
        assert lower < percent < higher
        assert below in counts_by_trying(lower, n)
        assert above in counts_by_trying(higher, n)
