import pytest

from outcomes.statistics.cut_offs import count_on_clinical_side, on_clinical_side


@pytest.mark.parametrize(
    ("score", "cut_off", "higher_is_better", "clinical"),
    [(39, 40, True, True), (40, 40, True, True), (41, 40, True, False), (9, 10, False, False), (10, 10, False, True)],
)
def test_the_cut_off_itself_is_on_the_clinical_side(score, cut_off, higher_is_better, clinical):
    assert on_clinical_side(score, cut_off, higher_is_better=higher_is_better) is clinical


def test_counts_of_scores():
    assert count_on_clinical_side([3, 8, 12, 8, 7], 8, higher_is_better=False) == 3
    assert count_on_clinical_side([], 8, higher_is_better=False) == 0
