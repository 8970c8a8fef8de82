from outcomes.statistics.reliable_change import Threshold
from outcomes.statistics.talking_therapies import MeasuredTwice, TwoMeasureOutcome, two_measure_outcome


def phq_9(before: int, after: int) -> MeasuredTwice:
    return MeasuredTwice(before, after, Threshold(6, inclusive=True), cut_off=10)


def gad_7(before: int, after: int) -> MeasuredTwice:
    return MeasuredTwice(before, after, Threshold(4, inclusive=True), cut_off=8)


def test_reliable_recovery_needs_both():
    outcome = two_measure_outcome(phq_9(16, 8), gad_7(12, 7))
    assert outcome == TwoMeasureOutcome(
        case_at_start=True, recovered=True, reliably_improved=True, reliably_deteriorated=False
    )
    assert outcome.reliably_recovered


def test_one_measure_on_the_clinical_side_makes_a_case():
    assert two_measure_outcome(phq_9(9, 3), gad_7(8, 3)).case_at_start
    assert two_measure_outcome(phq_9(10, 3), gad_7(7, 3)).case_at_start


def test_who_was_no_case_cannot_recover():
    outcome = two_measure_outcome(phq_9(9, 2), gad_7(7, 2))
    assert outcome.reliably_improved
    assert not outcome.case_at_start
    assert not outcome.recovered


def test_one_measure_left_on_the_clinical_side_is_no_recovery():
    assert not two_measure_outcome(phq_9(16, 8), gad_7(12, 8)).recovered


def test_deterioration_is_the_mirror_image_of_improvement():
    assert two_measure_outcome(phq_9(8, 14), gad_7(5, 5)).reliably_deteriorated
    assert not two_measure_outcome(phq_9(8, 14), gad_7(9, 5)).reliably_deteriorated
    assert not two_measure_outcome(phq_9(8, 14), gad_7(9, 5)).reliably_improved


def test_a_measure_where_higher_is_better_can_take_part():
    wellbeing = MeasuredTwice(30, 45, Threshold(8, inclusive=True), cut_off=40, higher_is_better=True)
    outcome = two_measure_outcome(phq_9(9, 9), wellbeing)
    assert outcome.case_at_start
    assert outcome.reliably_recovered
