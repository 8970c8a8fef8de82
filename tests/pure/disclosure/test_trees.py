"""Rules 1 to 3: which counts of a cohort leave."""

import pytest

from outcomes.disclosure import protect
from outcomes.figures import CohortFigures, EditionFigures, Note, Tree
from tests.pure.disclosure.cohorts import block, rounded, told, tree

TOP = ("started", "scored", "not_scored", "improved", "not_improved")


def test_oxpip_individual_shows_what_its_percentage_leaves_open():
    shown = block(reported=Tree(334, 144, rounded(122, 123)))
    assert told(shown, *TOP) == (334, 144, 190, "122–123 rounding", "21–22 rounding")
    assert told(shown, "same", "worse", "means", "bands_before", "gain_of_improved") == ("hidden: from_summary",) * 5
    assert shown.notes == ()
    assert shown.basis == "reported"


def test_oxpip_groups_show_exactly():
    shown = block(reported=Tree(97, 71, rounded(55, 55)))
    assert told(shown, *TOP) == (97, 71, 26, 55, 16)


def test_29_of_30_is_at_least_23_of_30():
    shown = block(tree(50, 30, 29, 1))
    assert told(shown, *TOP) == (50, 30, 20, "23–30 privacy", "0–7 privacy")
    assert told(shown, "same", "worse") == ("hidden: privacy",) * 2
    assert shown.notes == (Note.FEW_NOT_IMPROVED,)


@pytest.mark.parametrize(
    ("counts", "expected", "notes"),
    [
        ((19, 15, 8), ("hidden: too_few",) * 5, (Note.TOO_FEW_STARTED,)),
        ((20, 19, 10), (20, *["hidden: too_few"] * 4), (Note.TOO_FEW_SCORED,)),
        ((20, 20, 12), ("20–27 privacy", 20, "0–7 privacy", 12, 8), (Note.FEW_NOT_SCORED,)),
        ((27, 20, 12), ("20–27 privacy", 20, "0–7 privacy", 12, 8), (Note.FEW_NOT_SCORED,)),
        ((28, 20, 12), (28, 20, 8, 12, 8), ()),
        ((40, 30, 22), (40, 30, 10, 22, 8), ()),
        ((40, 30, 23), (40, 30, 10, "23–30 privacy", "0–7 privacy"), (Note.FEW_NOT_IMPROVED,)),
        ((40, 30, 30), (40, 30, 10, "23–30 privacy", "0–7 privacy"), (Note.FEW_NOT_IMPROVED,)),
        ((40, 30, 8), (40, 30, 10, 8, 22), ()),
        ((40, 30, 7), (40, 30, 10, "0–7 privacy", "23–30 privacy"), (Note.FEW_IMPROVED,)),
        ((40, 30, 0), (40, 30, 10, "0–7 privacy", "23–30 privacy"), (Note.FEW_IMPROVED,)),
    ],
)
def test_gates(counts, expected, notes):
    shown = block(tree(*counts))
    assert told(shown, *TOP) == expected
    assert shown.notes == notes


def test_what_is_not_stated_is_said_to_be_so():
    assert told(block(tree(None, 30, 20)), *TOP) == ("hidden: not_stated", 30, "hidden: not_stated", 20, 10)
    assert told(block(tree(40, None, None)), *TOP) == (40, *["hidden: not_stated"] * 4)
    assert told(block(tree(40, 30, None)), "improved", "not_improved") == ("hidden: not_stated",) * 2
    assert block().basis == "none"
    assert told(block(), *TOP) == ("hidden: not_stated",) * 5


@pytest.mark.parametrize(("same", "shown"), [(7, False), (8, True), (12, True), (13, False)])
def test_same_and_worse_show_together_from_8_each(same, shown):
    # 20 people did not improve
    expected = (same, 20 - same) if shown else ("hidden: privacy",) * 2
    assert told(block(tree(80, 60, 40, same)), "same", "worse") == expected


def test_the_reliably_changed_need_large_rests():
    shown = block(tree(80, 60, 32, 8, reliably_improved=24, reliably_worse=12, recovered=16))
    assert told(shown, "reliably_improved", "reliably_worse", "recovered") == (24, 12, 16)
    shown = block(tree(80, 60, 32, 8, reliably_improved=25, reliably_worse=13, recovered=8))
    assert told(shown, "reliably_improved", "reliably_worse", "recovered") == ("hidden: privacy",) * 3


def test_recovered_is_part_of_reliably_improved():
    few_between = block(tree(80, 60, 40, reliably_improved=24, recovered=17))
    assert told(few_between, "reliably_improved", "recovered") == (24, "hidden: privacy")
    without_threshold = block(tree(80, 60, 40, recovered=32))
    assert told(without_threshold, "reliably_improved", "recovered") == ("hidden: no_threshold", 32)


@pytest.mark.parametrize(
    ("still", "expected"),
    [
        (7, "hidden: privacy"),
        (8, 8),
        (22, 22),
        (23, "hidden: privacy"),
        (30, "hidden: privacy"),
        (None, "hidden: not_stated"),
    ],
)
def test_those_still_attending_leave_a_large_rest_of_the_not_scored(still, expected):
    # 100 started, 70 scored, 30 not
    assert told(block(tree(100, 70, 40, still_attending=still)), "still_attending") == (expected,)


def test_nobody_still_attending_shows_where_started_is_a_bound():
    assert told(block(tree(74, 70, 40, still_attending=20)), "still_attending") == ("hidden: privacy",)


def test_a_rounded_set_that_may_be_small_does_not_tell_itself_from_a_stated_count():
    # 95 % of 150 is 142 or 143, which leaves 7 or 8: only two sizes, so the bound must be the one a stated 143 gives
    rounded_set = block(reported=Tree(300, 150, rounded(142, 143)))
    stated = block(reported=Tree(300, 150, rounded(143, 143)))
    assert rounded_set == stated
    assert told(stated, "improved", "not_improved") == ("142–150 privacy", "0–8 privacy")
    assert told(block(tree(300, 150, 143)), "improved", "not_improved") == ("143–150 privacy", "0–7 privacy")


def test_a_rounded_set_too_wide_to_bound_is_hidden():
    assert told(block(reported=Tree(60, 30, rounded(5, 20))), "improved", "not_improved") == ("hidden: privacy",) * 2


def test_the_threshold_is_a_setting_of_at_least_5():
    assert told(block(tree(80, 60, 54), small=5), "improved", "not_improved") == (54, 6)
    assert told(block(tree(40, 21, 10), small=10), "scored") == ("hidden: too_few",)
    with pytest.raises(ValueError, match="at least 5"):
        block(tree(80, 60, 54), small=4)


@pytest.mark.parametrize(
    ("counts", "complaint"),
    [
        (Tree(20, 30, None), "30 scored do not fit into 20 started"),
        (Tree(40, 30, rounded(31, 31)), "31 improved do not fit into 30 scored"),
        (tree(40, 30, 20, reliably_improved=21), "21 reliably improved do not fit into 20 improved"),
        (Tree(40, 30, rounded(20, 20), 5, 6), "do not add up to 30 scored"),
        (Tree(40, -1, None), "-1 scored"),
    ],
)
def test_contradictions_are_refused_by_name(counts, complaint):
    with pytest.raises(ValueError, match=complaint) as refused:
        block(counts)
    assert "'c'" in str(refused.value)


def test_two_cohorts_of_one_key_are_refused():
    twice = EditionFigures(cohorts=(CohortFigures("c"), CohortFigures("c")))
    with pytest.raises(ValueError, match="two figures are called cohort 'c'"):
        protect(twice)
