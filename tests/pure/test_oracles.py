"""Figures others published, and figures anyone can check by hand: the arithmetic must arrive at every one of them.

Each test names where its figures come from. Nothing expected here was computed by the code under test.
"""

from collections import Counter
from decimal import Decimal
from math import sqrt

import pytest

from outcomes import money
from outcomes.statistics.absence import Absent
from outcomes.statistics.bands import Band, BandMoves, band_moves
from outcomes.statistics.changes import changes, mean_gain_of_improved
from outcomes.statistics.costs import cost_band
from outcomes.statistics.cut_offs import count_on_clinical_side
from outcomes.statistics.effect_sizes import effect_sizes
from outcomes.statistics.moments import Moments
from outcomes.statistics.plausibility import nearest_percentages, possible_counts
from outcomes.statistics.proportions import coverage, possible_range, rate, wilson
from outcomes.statistics.reliable_change import (
    Reliability,
    ReliabilityKind,
    ReliableCounts,
    Threshold,
    classify,
    difference_error,
    reliable_change_threshold,
    reliable_counts,
)
from outcomes.statistics.span import Span
from outcomes.statistics.summary import mean_of_all_at_most
from outcomes.statistics.talking_therapies import MeasuredTwice, two_measure_outcome

# --- Wilson -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (18, 20, 0.6989664, 0.9721335),
        (4, 20, 0.0806577, 0.4160174),
        (19, 38, 0.3484993, 0.6515007),
        (29, 30, 0.8332961, 0.9940914),
        (0, 30, 0.0, 0.1135134),
    ],
)
def test_wilson_agrees_with_the_reference_table_of_statsmodels(k, n, low, high):
    """statsmodels, proportion_confint(method="wilson")."""
    interval = wilson(k, n)
    assert interval.low == pytest.approx(low, abs=5e-8)
    assert interval.high == pytest.approx(high, abs=5e-8)


@pytest.mark.parametrize(("k", "low", "high"), [(3056, 50.6, 53.1), (617, 9.7, 11.3)])
def test_the_corc_benchmark(k, low, high):
    """Child Outcomes Research Consortium, 5,896 paired cases: reliably improved 3,056, reliably deteriorated 617."""
    interval = wilson(k, 5896)
    assert (round(100 * interval.low, 1), round(100 * interval.high, 1)) == (low, high)


# --- The source's own figures (Oxpip and M Power, 2015) ---------------------------------------------------------------


def percent(span: Span, digits: int) -> tuple[float, float]:
    return round(100 * span.low, digits), round(100 * span.high, digits)


@pytest.mark.parametrize(
    ("low_k", "high_k", "n", "interval"),
    [
        (122, 122, 144, (77.95, 89.69)),
        (123, 123, 144, (78.73, 90.26)),
        (122, 123, 144, (77.95, 90.26)),
        (55, 55, 71, (66.48, 85.63)),
    ],
)
def test_the_intervals_of_oxpip(low_k, high_k, n, interval):
    assert percent(rate(low_k, high_k, n).interval, 2) == interval


def test_the_rate_of_oxpip_is_85_percent_whichever_count_it_was():
    assert percent(rate(122, 123, 144).share, 0) == (85, 85)


def test_the_coverage_of_oxpip():
    assert percent(coverage(144, 334), 1) == (43.1, 43.1)
    assert percent(coverage(71, 97), 1) == (73.2, 73.2)


@pytest.mark.parametrize(
    ("low_k", "high_k", "n", "n0", "bounds"),
    [
        (122, 122, 144, 334, (36.5, 93.4)),
        (123, 123, 144, 334, (36.8, 93.7)),
        (122, 123, 144, 334, (36.5, 93.7)),
        (55, 55, 71, 97, (56.7, 83.5)),
    ],
)
def test_the_possible_ranges_of_oxpip(low_k, high_k, n, n0, bounds):
    assert percent(possible_range(low_k, high_k, n, n0), 1) == bounds


def test_the_mean_of_all_scored_is_bounded_by_the_gain_of_the_improved():
    assert round(mean_of_all_at_most(123, 12.5, 144), 1) == 10.7
    assert round(mean_of_all_at_most(55, 11, 71), 1) == 8.5
    assert round(mean_of_all_at_most(55, 11, 71, decimals=0), 1) == 8.9


@pytest.mark.parametrize(("reported", "n", "counts"), [(85, 144, [122, 123]), (77, 71, [55]), (75, 33, [])])
def test_the_counts_behind_a_reported_percentage(reported, n, counts):
    assert list(possible_counts(reported, n)) == counts


def test_no_whole_number_out_of_33_rounds_to_75_percent():
    assert nearest_percentages(75, 33) == ((24, 73), (25, 76))


def test_the_income_of_oxpip():
    income = money.breakdown(
        money.Amount.around(500_000),
        [
            money.Amount.around(110_000),
            money.Amount.exact(100_000),
            money.Amount.not_stated(),
            money.Amount.not_stated(),
            money.Amount.not_stated(),
        ],
    )
    assert money.words(income.stated) == "about £500,000"
    assert (money.words(income.known), income.known_percent) == ("about £210,000", 42)
    assert income.words == "about £290,000 (58 %) not broken down"


def test_the_grant_of_m_power():
    grant = money.Amount.exact(36_000)
    assert grant.for_years(3) == money.Amount.exact(108_000)
    assert money.words_by_the_year(grant, 3) == "£36,000 a year for 3 years = £108,000"


# --- Jacobson and Truax (1991), Table 2: Dyadic Adjustment Scale, higher is better, n = 30 ----------------------------

DAS = [
    (90.5, 97), (74, 124), (97, 97.5), (73.5, 88), (61, 96.5), (66.5, 62.5), (68.5, 112.5), (86.5, 103.5),
    (88.5, 90), (68.5, 82.5), (98, 105), (80.5, 99.5), (89.5, 112.5), (91.5, 101), (83.5, 99.5), (60.5, 79.5),
    (83, 88), (88, 100.5), (98.5, 119), (78.5, 116), (99.5, 116), (79.5, 129), (84.5, 113), (92.5, 118),
    (93, 92), (85, 114), (64, 68), (61, 52), (80, 60.5), (82.5, 104.5),
]  # fmt: skip
DAS_CUT_OFF = 105.23  # mean + 2 SD of the scores before


@pytest.fixture
def das():
    return Moments.from_pairs(DAS, higher_is_better=True)


@pytest.fixture
def das_threshold():
    """From the couples' own spread before, as in the paper; so indicative by this portal's rule."""
    return reliable_change_threshold(
        cohort_sd=11.8257, reliability=Reliability(0.80, ReliabilityKind.TEST_RETEST), indicative=True
    )


def test_jacobson_and_truax_means(das):
    found = changes(das)
    assert found.n == 30
    assert found.mean_before == pytest.approx(81.5833, abs=5e-5)
    assert found.mean_after == pytest.approx(98.05, abs=5e-5)
    assert found.sd_before == pytest.approx(11.8257, abs=5e-5)
    assert found.sd_after == pytest.approx(19.2418, abs=5e-5)
    assert found.mean_change == pytest.approx(16.4667, abs=5e-5)
    assert found.sd_change == pytest.approx(16.5675, abs=5e-5)
    assert found.mean_change / (found.sd_change / sqrt(30)) == pytest.approx(5.4439, abs=5e-5)
    assert found.mean_before + 2 * found.sd_before == pytest.approx(105.23, abs=5e-3)


def test_jacobson_and_truax_threshold(das_threshold):
    assert difference_error(11.8257, 0.80) == pytest.approx(7.4792, abs=5e-5)
    assert das_threshold.points == pytest.approx(14.66, abs=5e-3)
    assert das_threshold.indicative


def test_jacobson_and_truax_classes(das_threshold):
    classes = Counter(
        classify(before, after, das_threshold, higher_is_better=True, cut_off=DAS_CUT_OFF) for before, after in DAS
    )
    assert classes == {"recovered": 10, "improved": 6, "unchanged": 13, "deteriorated": 1}


def test_jacobson_and_truax_any_improvement_beside_reliable_improvement(das, das_threshold):
    counts = reliable_counts(DAS, das_threshold, higher_is_better=True, cut_off=DAS_CUT_OFF)
    assert counts == ReliableCounts(reliably_improved=16, reliably_worse=1, neither=13, recovered=10)
    assert das.improved == 26
    assert [round(100 * rate(k, k, 30).share.low) for k in (26, 16, 10)] == [87, 53, 33]


# --- Student's sleep data (Biometrika, 1908): extra hours of sleep of ten people under two drugs ----------------------

SLEEP = [
    (0.7, 1.9), (-1.6, 0.8), (-0.2, 1.1), (-1.2, 0.1), (-0.1, -0.1),
    (3.4, 4.4), (3.7, 5.5), (0.8, 1.6), (0.0, 4.6), (2.0, 3.4),
]  # fmt: skip


def test_students_sleep_data():
    moments = Moments.from_pairs(SLEEP, higher_is_better=True)
    found, effect = changes(moments), effect_sizes(moments)
    assert found.mean_change == pytest.approx(1.58, abs=5e-5)
    assert found.sd_change == pytest.approx(1.2300, abs=5e-5)
    assert found.mean_change / (found.sd_change / sqrt(10)) == pytest.approx(4.0621, abs=5e-5)
    assert effect.d_z == pytest.approx(1.2846, abs=5e-5)
    assert effect.d_av == pytest.approx(0.8335, abs=5e-5)
    assert effect.g_av == pytest.approx(0.7621, abs=5e-5)


# --- A hand-checkable PIR-GAS cohort (invented) -----------------------------------------------------------------------

BEFORE = [35, 42, 55, 58, 61, 64, 70, 38, 75, 50, 67, 29]
AFTER = [55, 58, 55, 72, 75, 60, 85, 52, 88, None, 71, None]
PAIRS = [(before, after) for before, after in zip(BEFORE, AFTER, strict=True) if after is not None]
PIR_GAS_BANDS = [
    Band("documented maltreatment", 1, 10),
    Band("grossly impaired", 11, 20),
    Band("severely disordered", 21, 30),
    Band("disordered", 31, 40),
    Band("disturbed", 41, 50),
    Band("distressed", 51, 60),
    Band("significantly perturbed", 61, 70),
    Band("perturbed", 71, 80),
    Band("adapted", 81, 90),
    Band("well adapted", 91, 100),
]


@pytest.fixture
def cohort():
    return Moments.from_pairs(PAIRS, higher_is_better=True)


def test_hand_checked_counts_and_rate(cohort):
    assert (len(BEFORE), cohort.n, cohort.improved, cohort.same, cohort.worse) == (12, 10, 8, 1, 1)
    found = rate(8, 8, 10)
    assert found.share == Span(0.8, 0.8)
    assert found.interval.low == pytest.approx(0.4902, abs=5e-5)
    assert found.interval.high == pytest.approx(0.9433, abs=5e-5)


def test_hand_checked_coverage_and_possible_range():
    assert coverage(10, 12).low == pytest.approx(0.8333, abs=5e-5)
    bounds = possible_range(8, 8, 10, 12)
    assert bounds.low == pytest.approx(0.6667, abs=5e-5)
    assert bounds.high == pytest.approx(0.8333, abs=5e-5)


def test_hand_checked_means_and_effect_sizes(cohort):
    found, effect = changes(cohort), effect_sizes(cohort)
    assert (found.mean_before, found.mean_after, found.mean_change) == (56.5, 67.1, 10.6)
    assert found.change_interval.low == pytest.approx(5.03, abs=5e-3)
    assert found.change_interval.high == pytest.approx(16.17, abs=5e-3)
    assert found.sd_change == pytest.approx(7.7917, abs=5e-5)
    assert mean_gain_of_improved(cohort) == 13.75
    assert effect.d_z == pytest.approx(1.3604, abs=5e-5)
    assert effect.d_av == pytest.approx(0.7901, abs=5e-5)


def test_hand_checked_bands():
    assert band_moves(PAIRS, PIR_GAS_BANDS, higher_is_better=True) == BandMoves(better=8, same=1, worse=1)


def test_hand_checked_cut_off():
    """A score of 40 and below is a disordered relationship."""
    assert count_on_clinical_side([before for before, _ in PAIRS], 40, higher_is_better=True) == 2
    assert count_on_clinical_side([after for _, after in PAIRS], 40, higher_is_better=True) == 0
    assert count_on_clinical_side(BEFORE, 40, higher_is_better=True) == 3
    assert count_on_clinical_side([39, 40, 41], 40, higher_is_better=True) == 2


def test_hand_checked_reliable_change_is_only_ever_indicative(cohort):
    """r = .83 is between raters, from one study of 53 families."""
    rules = {"cohort_sd": changes(cohort).sd_before, "reliability": Reliability(0.83, ReliabilityKind.INTER_RATER)}
    assert reliable_change_threshold(**rules) is Absent.NO_THRESHOLD
    threshold = reliable_change_threshold(**rules, indicative=True)
    assert threshold.points == pytest.approx(15.85, abs=5e-3)
    assert threshold.indicative
    assert reliable_counts(PAIRS, threshold, higher_is_better=True).reliably_improved == 2


# --- NHS Talking Therapies: the two-measure rule ----------------------------------------------------------------------


def phq_9(before: int, after: int) -> MeasuredTwice:
    return MeasuredTwice(before, after, Threshold(6, inclusive=True), cut_off=10)


def gad_7(before: int, after: int) -> MeasuredTwice:
    return MeasuredTwice(before, after, Threshold(4, inclusive=True), cut_off=8)


@pytest.mark.parametrize(
    ("phq", "gad", "reliably_improved"),
    [
        (phq_9(15, 8), gad_7(12, 9), True),
        (phq_9(12, 9), gad_7(9, 7), False),
        (phq_9(16, 10), gad_7(8, 12), False),
        (phq_9(16, 10), gad_7(8, 8), True),
        (phq_9(16, 10), gad_7(8, 11), True),
        (phq_9(15, 10), gad_7(8, 5), False),
    ],
)
def test_talking_therapies_reliable_improvement(phq, gad, reliably_improved):
    assert two_measure_outcome(phq, gad).reliably_improved is reliably_improved


@pytest.mark.parametrize(
    ("phq", "gad", "recovered"),
    [(phq_9(15, 8), gad_7(12, 9), False), (phq_9(12, 9), gad_7(9, 7), True)],
)
def test_talking_therapies_recovery(phq, gad, recovered):
    outcome = two_measure_outcome(phq, gad)
    assert outcome.recovered is recovered
    assert not outcome.reliably_recovered


# --- Early Intervention Foundation: cost bands a head -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("pounds", "band"),
    [("99.99", 1), ("100", 2), ("499.50", 2), ("500", 3), ("999.99", 3), ("1000", 4), ("2000", 4), ("2000.01", 5)],
)
def test_cost_bands(pounds, band):
    assert cost_band(Decimal(pounds)) == band


def test_500000_pounds_for_400_parents_is_band_4_as_arithmetic():
    assert cost_band(Decimal(500_000) / 400) == 4
