import pytest

from outcomes.statistics.absence import Absent
from outcomes.statistics.regression_to_the_mean import change_expected_without_help
from outcomes.statistics.reliable_change import Reliability, ReliabilityKind

RETEST = Reliability(0.8, ReliabilityKind.TEST_RETEST)


@pytest.mark.parametrize(
    ("mean_before", "population_mean", "higher_is_better", "expected"),
    [
        (40, 50, True, 2),  # (1 − .8) · 10
        (55, 50, True, -1),  # began better than the population
        (16, 6, False, 2),  # a fall towards a healthier population
        (5, 6, False, -0.2),
    ],
)
def test_one_part_in_five_of_the_distance_comes_back_by_itself(
    mean_before, population_mean, higher_is_better, expected
):
    assert change_expected_without_help(
        mean_before, population_mean=population_mean, reliability=RETEST, higher_is_better=higher_is_better
    ) == pytest.approx(expected)


def test_a_perfectly_reliable_measure_expects_nothing():
    perfect = Reliability(1, ReliabilityKind.TEST_RETEST)
    assert change_expected_without_help(40, population_mean=50, reliability=perfect, higher_is_better=True) == 0


@pytest.mark.parametrize(
    ("population_mean", "reliability"),
    [
        (None, RETEST),
        (50, None),
        (50, Reliability(0.8, ReliabilityKind.INTER_RATER)),
        (50, Reliability(0.8, ReliabilityKind.INTERNAL)),
    ],
)
def test_words_only_without_a_population_mean_and_a_retest(population_mean, reliability):
    found = change_expected_without_help(
        40, population_mean=population_mean, reliability=reliability, higher_is_better=True
    )
    assert found is Absent.NO_THRESHOLD


def test_a_summary_has_no_mean_before():
    found = change_expected_without_help(None, population_mean=50, reliability=RETEST, higher_is_better=True)
    assert found is Absent.FROM_SUMMARY
