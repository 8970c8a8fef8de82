import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outcomes.statistics.absence import Absent
from outcomes.statistics.effect_sizes import EffectSizes, effect_sizes
from outcomes.statistics.moments import Moments

half_points = st.integers(0, 200).map(lambda halves: halves / 2)


def test_effect_sizes_by_hand():
    """Before 10, 20, 30 (SD 10); after 24, 30, 36 (SD 6); changes 14, 10, 6 (mean 10, SD 4); df 2: factor 1 − 3/7."""
    found = effect_sizes(Moments.from_pairs([(10, 24), (20, 30), (30, 36)], higher_is_better=True))
    assert found.d_av == pytest.approx(10 / 8)
    assert found.g_av == pytest.approx(10 / 8 * 4 / 7)
    assert found.d_z == pytest.approx(10 / 4)


@given(st.lists(st.tuples(half_points, half_points), min_size=2, max_size=60), st.booleans())
def test_effect_sizes_from_the_list_of_scores(pairs, higher_is_better):
    sign = 1 if higher_is_better else -1
    change = [sign * (after - before) for before, after in pairs]
    spread = (statistics.stdev(b for b, _ in pairs) + statistics.stdev(a for _, a in pairs)) / 2
    assume(spread > 0 and statistics.stdev(change) > 0)
    found = effect_sizes(Moments.from_pairs(pairs, higher_is_better=higher_is_better))
    d_av = statistics.fmean(change) / spread
    assert found.d_av == pytest.approx(d_av, abs=1e-9)
    assert found.g_av == pytest.approx(d_av * (1 - 3 / (4 * len(pairs) - 5)), abs=1e-9)
    assert found.d_z == pytest.approx(statistics.fmean(change) / statistics.stdev(change), abs=1e-9)


def test_better_is_positive_in_both_directions():
    falling = [(20, 10), (18, 12), (15, 9)]
    assert effect_sizes(Moments.from_pairs(falling, higher_is_better=False)).d_av > 0
    assert effect_sizes(Moments.from_pairs(falling, higher_is_better=True)).d_av < 0


def test_no_spread_no_effect_size():
    """All began at 10 and ended at 15: no spread before, after or in the changes."""
    found = effect_sizes(Moments.from_pairs([(10, 15)] * 25, higher_is_better=True))
    assert found == EffectSizes(Absent.NOT_APPLICABLE, Absent.NOT_APPLICABLE, Absent.NOT_APPLICABLE)


def test_people_who_changed_alike_still_have_the_effect_size_by_spread():
    found = effect_sizes(Moments.from_pairs([(10, 15), (20, 25), (30, 35)], higher_is_better=True))
    assert found.d_av == pytest.approx(0.5)
    assert found.d_z is Absent.NOT_APPLICABLE


def test_too_few_and_not_from_a_summary():
    assert effect_sizes(Moments.from_pairs([(10, 15)], higher_is_better=True)) is Absent.TOO_FEW
    assert effect_sizes(None) is Absent.FROM_SUMMARY
