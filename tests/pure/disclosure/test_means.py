"""Means of all scored, and the mean gain of those who improved."""

import numpy as np
import pytest

from outcomes.disclosure.means import one_decimal, rounded_means
from outcomes.disclosure.room import Spread
from outcomes.figures import CohortFigures, Moments, ScoreRange, Shown, Span
from tests.pure.disclosure.cohorts import block, protected, scored, told, tree

# 40 people: 20 up by 4 to 23, 10 the same, 10 down by 1 to 10
PAIRS = (
    [(40 + i, 44 + 2 * i) for i in range(20)]
    + [(45 + i, 45 + i) for i in range(10)]
    + [(50 + i, 49) for i in range(10)]
)


def test_means_by_hand():
    """Before: 1010 a sum of 20 from 40, … each sum added up by hand; SDs by the textbook formula."""
    before = [b for b, _ in PAIRS]
    after = [a for _, a in PAIRS]
    assert (sum(before), sum(after)) == (990 + 495 + 545, 1260 + 495 + 490)
    means = protected(scored(PAIRS)).means.value
    assert (means.before, means.after, means.change) == (50.8, 56.1, 5.4)  # 50.75, 56.125, 5.375
    assert (means.sd_before, means.sd_after, means.sd_change) == (5.1, 10.9, 9.5)
    assert means.change_interval == Span(2.4, 8.4)  # 5.4 ± 2.0227 · 9.5 / √40
    assert means.effect_av.value == 0.68  # 5.4 / 8.0
    assert means.effect_av_corrected.value == 0.66  # · (1 − 3/155)
    assert means.effect_z.value == 0.57  # 5.4 / 9.5


def test_the_gain_shows_where_same_and_worse_do():
    assert told(protected(scored(PAIRS)), "same", "worse", "gain_of_improved") == (10, 10, 13.5)
    fewer_same = [pair for pair in PAIRS if pair[0] != pair[1]] + [(45, 45)] * 7
    assert told(protected(scored(fewer_same)), "worse", "gain_of_improved") == ("hidden: privacy",) * 2
    assert isinstance(protected(scored(fewer_same)).means, Shown)


def test_effect_sizes_are_functions_of_the_rounded_numbers_alone():
    # another cohort with the same rounded means and SDs: one point moved from one to the other
    moved = [(40, 45), *PAIRS[1:4], (44, 51), *PAIRS[5:]]
    assert moved != PAIRS
    assert protected(scored(moved)).means == protected(scored(PAIRS)).means


@pytest.mark.parametrize(("exact", "shown"), [(12.25, 12.3), (12.35, 12.4), (-0.25, -0.3), (-0.04, 0.0), (0.05, 0.1)])
def test_halves_are_rounded_away_from_0(exact, shown):
    assert one_decimal(exact) == shown


@pytest.mark.parametrize(("people", "shown"), [(19, False), (20, True)])
def test_means_need_20_scored(people, shown):
    spread = [(30 + 3 * i, 30 + (7 * i) % 60) for i in range(people)]
    assert isinstance(protected(scored(spread)).means, Shown) is shown


def test_without_a_score_range_nobody_can_say_and_nothing_shows():
    figures = scored(PAIRS)
    unknown = CohortFigures("c", figures.computed, figures.moments)
    assert told(protected(unknown), "means", "gain_of_improved") == ("hidden: privacy",) * 2


def test_without_moments_there_are_no_means():
    assert told(block(tree(97, 71, 55, 8)), "means", "gain_of_improved") == ("hidden: not_stated",) * 2


def test_moments_of_other_people_are_refused():
    with pytest.raises(ValueError, match="other people"):
        block(tree(97, 71, 55, 8), moments=Moments.from_pairs(PAIRS, higher_is_better=True))


def test_29_of_30_who_all_gained_about_12_show_no_means():
    """With an SD of 3 beside a mean of 12, one person at most can have failed to improve."""
    gains = [10, 11, 12, 13, 14] * 5 + [11, 12, 13, 12]
    pairs = [(30 + i, 30 + i + gain) for i, gain in enumerate(gains)] + [(50, 49)]
    assert told(protected(scored(pairs)), "improved", "means") == ("23–30 privacy", "hidden: privacy")
    # with gains as wide apart as they usually are, the means leave the bound alone
    wide = [(30 + i, 30 + i + gain) for i, gain in enumerate([1, 3, 5, 12, 21, 30] * 4 + [1, 3, 5, 12, 21])]
    assert isinstance(protected(scored([*wide, (50, 38)])).means, Shown)


def test_an_sd_of_almost_nothing_shows_no_means():
    pairs = [(50, 51)] * 12 + [(50, 50)] * 8 + [(50, 49)]
    assert told(protected(scored(pairs)), "means") == ("hidden: privacy",)


def test_one_person_far_from_all_others_shows_no_means():
    bands = [(low, low + 9) for low in range(1, 100, 10)]
    pairs = [(51 + i % 10, 51 + (3 * i) % 10) for i in range(30)] + [(95, 55)]
    assert told(protected(scored(pairs, bands=bands)), "means") == ("hidden: privacy",)
    # unless the measure names no band for that person to be alone in
    assert isinstance(protected(scored(pairs)).means, Shown)


def reliably(pairs, threshold, *, recovered=None, cut_off=None):
    figures = scored(pairs)
    counted = figures.computed
    changes = [after - before for before, after in pairs]
    up, down = (sum(sign * d >= 10 for d in changes) for sign in (1, -1))
    deeper = tree(
        60,
        counted.scored,
        counted.improved.low,
        counted.same,
        reliably_improved=up,
        reliably_worse=down,
        recovered=recovered,
    )
    scores = ScoreRange(1, 100, reliable_change=threshold, cut_off=cut_off)
    return protected(CohortFigures("c", deeper, figures.moments, score_range=scores))


def test_a_small_reliable_group_needs_its_threshold_to_be_known():
    # 14 of the 20 who improved did so by 10 or more, 6 by less
    assert told(reliably(PAIRS, None), "reliably_improved", "means") == ("hidden: privacy",) * 2
    assert isinstance(reliably(PAIRS, 10).means, Shown)


def test_the_recovered_are_bounded_by_those_past_the_cut_off():
    assert isinstance(reliably(PAIRS, 10, recovered=3, cut_off=75).means, Shown)
    # beside a mean of 56 with an SD of 11, two people at most are past 98
    assert told(reliably(PAIRS, 10, recovered=1, cut_off=98), "means") == ("hidden: privacy",)


def test_one_pair_has_no_means():
    with pytest.raises(ValueError, match="no means to show: too_few"):
        rounded_means(Moments.from_pairs([(40, 50)], higher_is_better=True))


def test_a_spread_says_how_many_can_be_far_from_the_mean():
    """Cantelli's inequality: of n people, n·s²/(s² + d²) at most are d or more above the mean, here 20·4/(4 + 16)."""
    spread = Spread(np.arange(0.0, 101.0))
    spread.know_moments(20, 50.0, 2.0)
    assert spread.span_of((spread.values >= 54).astype(float)) == (0, 4)
    assert spread.span_of((spread.values >= 0).astype(float)) == (20, 20)


def test_a_spread_of_what_cannot_be_has_no_size():
    spread = Spread(np.arange(0.0, 11.0))
    spread.know_moments(20, 11.0, 0.5)
    assert spread.span_of((spread.values > 5).astype(float)) == (1, 0)


def test_people_who_differ_by_less_than_a_step_show_no_means():
    pairs = [(9, 10)] * 10 + [(9, 9)] * 10
    assert told(protected(scored(pairs, low=0, high=10)), "improved", "means") == (10, "hidden: privacy")
