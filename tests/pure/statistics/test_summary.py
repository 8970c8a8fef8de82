import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.absence import Absent
from outcomes.statistics.summary import Base, SummaryMeans, mean_of_all_at_most, summary_means


def test_a_gain_of_the_improvers_bounds_the_mean_of_all():
    assert summary_means(12.5, Base.IMPROVED, high_k=123, n=144) == SummaryMeans(
        gain_of_improved=12.5, change_of_all=Absent.FROM_SUMMARY, change_of_all_at_most=123 * 12.5 / 144
    )


def test_the_printed_digits_can_be_allowed_for():
    """A printed 11 stands for anything up to 11.5, a printed 11.0 for anything up to 11.05."""
    whole = summary_means(11, Base.IMPROVED, high_k=55, n=71, decimals=0)
    tenths = summary_means(11, Base.IMPROVED, high_k=55, n=71, decimals=1)
    assert whole.change_of_all_at_most == pytest.approx(55 * 11.5 / 71)
    assert tenths.change_of_all_at_most == pytest.approx(55 * 11.05 / 71)


def test_a_mean_of_all_is_that_and_says_nothing_of_the_improvers():
    assert summary_means(4.2, Base.ALL, high_k=30, n=40) == SummaryMeans(
        gain_of_improved=Absent.FROM_SUMMARY, change_of_all=4.2, change_of_all_at_most=Absent.NOT_APPLICABLE
    )


@pytest.mark.parametrize(("published", "base"), [(None, Base.IMPROVED), (None, Base.ALL), (5, Base.NOT_STATED)])
def test_a_mean_without_a_base_is_no_mean(published, base):
    found = summary_means(published, base, high_k=30, n=40)
    assert found == SummaryMeans(Absent.NOT_STATED, Absent.NOT_STATED, Absent.NOT_STATED)


@pytest.mark.parametrize(("high_k", "n"), [(None, 40), (30, None)])
def test_no_bound_without_the_counts(high_k, n):
    found = summary_means(5, Base.IMPROVED, high_k=high_k, n=n)
    assert found.gain_of_improved == 5
    assert found.change_of_all_at_most is Absent.NOT_STATED


def test_nobody_scored_has_no_mean():
    assert mean_of_all_at_most(0, 5, 0) is Absent.TOO_FEW


@pytest.mark.parametrize(("high_k", "gain", "n"), [(41, 5, 40), (-1, 5, 40), (30, -5, 40)])
def test_impossible_summaries_are_refused(high_k, gain, n):
    with pytest.raises(ValueError, match=f"a gain of {gain} points by {high_k} of {n} people is not possible"):
        mean_of_all_at_most(high_k, gain, n)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=50))
def test_the_bound_holds_for_any_changes_at_all(changes):
    gains = [change for change in changes if change > 0]
    gain = sum(gains) / len(gains) if gains else 0
    assert sum(changes) / len(changes) <= mean_of_all_at_most(len(gains), gain, len(changes)) + 1e-9
