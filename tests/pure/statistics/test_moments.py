from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.moments import Moments

half_points = st.integers(0, 200).map(lambda halves: halves / 2)
pairs = st.lists(st.tuples(half_points, half_points), max_size=60)


def test_sums_by_hand():
    assert Moments.from_pairs([(10, 13), (20, 20), (30, 29.5)], higher_is_better=True) == Moments(
        n=3,
        improved=1,
        same=1,
        worse=1,
        sum_before=60,
        sum_before_squared=1400,
        sum_after=62.5,
        sum_after_squared=169 + 400 + 870.25,
        sum_change=2.5,
        sum_change_squared=9.25,
        sum_gain_of_improved=3,
    )


def test_a_fall_is_an_improvement_where_lower_is_better():
    moments = Moments.from_pairs([(15, 8), (9, 12)], higher_is_better=False)
    assert (moments.improved, moments.worse, moments.sum_change, moments.sum_gain_of_improved) == (1, 1, 4, 7)


def test_no_pairs_have_empty_moments():
    assert Moments.from_pairs([], higher_is_better=True) == Moments()


@given(pairs, pairs, st.booleans())
def test_two_cohorts_add_up_to_the_moments_of_both_together(first, second, higher_is_better):
    together = Moments.from_pairs(first + second, higher_is_better=higher_is_better)
    one = Moments.from_pairs(first, higher_is_better=higher_is_better)
    other = Moments.from_pairs(second, higher_is_better=higher_is_better)
    assert one + other == together


@given(pairs)
def test_turning_the_scale_round_and_its_direction_with_it_changes_no_change(some_pairs):
    up = Moments.from_pairs(some_pairs, higher_is_better=True)
    down = Moments.from_pairs([(100 - before, 100 - after) for before, after in some_pairs], higher_is_better=False)
    for field in (
        "n", "improved", "same", "worse", "sum_change", "sum_change_squared", "sum_gain_of_improved"
    ):  # fmt: skip
        assert getattr(up, field) == getattr(down, field)


@given(pairs)
def test_the_other_direction_swaps_improved_and_worse(some_pairs):
    up = Moments.from_pairs(some_pairs, higher_is_better=True)
    down = Moments.from_pairs(some_pairs, higher_is_better=False)
    assert (up.improved, up.same, up.worse, up.sum_change) == (down.worse, down.same, down.improved, -down.sum_change)


@given(pairs)
def test_everyone_improved_stayed_or_worsened(some_pairs):
    moments = Moments.from_pairs(some_pairs, higher_is_better=True)
    assert moments.improved + moments.same + moments.worse == moments.n == len(some_pairs)
