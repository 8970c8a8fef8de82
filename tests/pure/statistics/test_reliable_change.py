import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.absence import Absent
from outcomes.statistics.reliable_change import (
    Reliability,
    ReliabilityKind,
    ReliableCounts,
    Threshold,
    classify,
    reliable_change_threshold,
    reliable_counts,
)

RETEST = Reliability(0.84, ReliabilityKind.TEST_RETEST)
SIX_POINTS = Threshold(6, inclusive=True)
pairs = st.lists(st.tuples(st.integers(0, 27), st.integers(0, 27)), max_size=60)


def test_a_published_threshold_goes_first_and_is_met_exactly():
    threshold = reliable_change_threshold(published=6, reference_sd=10, reliability=RETEST)
    assert threshold == Threshold(points=6, inclusive=True, indicative=False)
    assert threshold.reached_by(6)
    assert not threshold.reached_by(5.99)


def test_a_computed_threshold_by_hand():
    """SD 10 and r .84: 1.96 · 10 · √2 · √.16 = 1.96 · 5.65685 = 11.0874; it has to be exceeded."""
    threshold = reliable_change_threshold(reference_sd=10, reliability=RETEST)
    assert threshold.points == pytest.approx(11.0874, abs=5e-5)
    assert not threshold.inclusive
    assert not threshold.indicative
    assert not threshold.reached_by(threshold.points)
    assert threshold.reached_by(12)


@pytest.mark.parametrize("kind", [ReliabilityKind.INTER_RATER, ReliabilityKind.INTERNAL])
def test_other_kinds_of_reliability_are_indicative_at_most(kind):
    known = {"reference_sd": 10, "reliability": Reliability(0.84, kind)}
    assert reliable_change_threshold(**known) is Absent.NO_THRESHOLD
    assert reliable_change_threshold(**known, indicative=True).indicative


def test_a_cohorts_own_spread_is_indicative_at_most():
    known = {"cohort_sd": 10, "reliability": RETEST}
    assert reliable_change_threshold(**known) is Absent.NO_THRESHOLD
    threshold = reliable_change_threshold(**known, indicative=True)
    assert threshold.indicative
    assert threshold.points == pytest.approx(11.0874, abs=5e-5)


def test_allowing_indicative_makes_nothing_indicative_that_is_sound():
    threshold = reliable_change_threshold(reference_sd=10, cohort_sd=99, reliability=RETEST, indicative=True)
    assert threshold.points == pytest.approx(11.0874, abs=5e-5)
    assert not threshold.indicative


@pytest.mark.parametrize("known", [{}, {"reference_sd": 10}, {"reliability": RETEST}])
@pytest.mark.parametrize("indicative", [False, True])
def test_no_threshold_without_spread_and_reliability(known, indicative):
    assert reliable_change_threshold(**known, indicative=indicative) is Absent.NO_THRESHOLD


@pytest.mark.parametrize("r", [-0.1, 1.1, float("nan")])
def test_an_impossible_reliability_is_refused(r):
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        Reliability(r, ReliabilityKind.TEST_RETEST)


def test_reliability_may_be_none_at_all_or_perfect():
    """With r = 0 two scores of one person differ as those of two people do: 1.96 · 10 · √2 = 27.72."""
    none, perfect = (Reliability(r, ReliabilityKind.TEST_RETEST) for r in (0, 1))
    assert reliable_change_threshold(reference_sd=10, reliability=none).points == pytest.approx(27.72, abs=5e-3)
    assert reliable_change_threshold(reference_sd=10, reliability=perfect).points == 0


def test_impossible_thresholds_are_refused():
    with pytest.raises(ValueError, match="a reliable change of 0 points"):
        reliable_change_threshold(published=0)
    with pytest.raises(ValueError, match="a standard deviation of 0"):
        reliable_change_threshold(reference_sd=0, reliability=RETEST)


def test_no_change_is_never_reliable():
    assert not Threshold(0.0, inclusive=True).reached_by(0)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (15, 9, "recovered"),
        (10, 4, "recovered"),
        (16, 10, "improved"),  # 10 is still on the clinical side
        (9, 3, "improved"),  # never was on it
        (15, 10, "unchanged"),
        (5, 10, "unchanged"),
        (10, 5, "unchanged"),  # over the cut-off, but not by enough
        (5, 11, "deteriorated"),
    ],
)
def test_classes_on_a_measure_where_lower_is_better(before, after, outcome):
    """PHQ-9: cut-off 10, reliable change 6."""
    assert classify(before, after, SIX_POINTS, higher_is_better=False, cut_off=10) == outcome


def test_a_decimal_change_of_exactly_the_threshold_counts():
    """0.3 − 0.1 falls short of 0.2 in binary."""
    assert classify(0.1, 0.3, Threshold(0.2, inclusive=True), higher_is_better=True) == "improved"


def test_without_a_cut_off_nobody_recovers_and_the_count_says_so():
    counts = reliable_counts([(15, 9), (9, 15), (9, 9)], SIX_POINTS, higher_is_better=False)
    assert counts == ReliableCounts(reliably_improved=1, reliably_worse=1, neither=1, recovered=Absent.NOT_APPLICABLE)


def test_counts_need_scores_and_a_threshold():
    assert reliable_counts(None, SIX_POINTS, higher_is_better=True) is Absent.FROM_SUMMARY
    assert reliable_counts([(1, 9)], Absent.NO_THRESHOLD, higher_is_better=True) is Absent.NO_THRESHOLD
    assert reliable_counts(None, Absent.NO_THRESHOLD, higher_is_better=True) is Absent.NO_THRESHOLD


@given(pairs)
def test_counts_the_slow_way(some_pairs):
    counts = reliable_counts(some_pairs, SIX_POINTS, higher_is_better=False, cut_off=10)
    improved = [(before, after) for before, after in some_pairs if before - after >= 6]
    assert counts.reliably_improved == len(improved)
    assert counts.reliably_worse == len([1 for before, after in some_pairs if after - before >= 6])
    assert counts.recovered == len([1 for before, after in improved if before >= 10 and after < 10])
    assert counts.reliably_improved + counts.reliably_worse + counts.neither == len(some_pairs)


@given(pairs)
def test_the_scale_turned_round_counts_the_same_people(some_pairs):
    turned = [(27 - before, 27 - after) for before, after in some_pairs]
    assert reliable_counts(some_pairs, SIX_POINTS, higher_is_better=False, cut_off=10) == reliable_counts(
        turned, SIX_POINTS, higher_is_better=True, cut_off=17
    )


@given(pairs)
def test_the_other_direction_swaps_better_and_worse(some_pairs):
    down = reliable_counts(some_pairs, SIX_POINTS, higher_is_better=False)
    up = reliable_counts(some_pairs, SIX_POINTS, higher_is_better=True)
    assert (down.reliably_improved, down.reliably_worse) == (up.reliably_worse, up.reliably_improved)
