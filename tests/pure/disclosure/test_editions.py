"""Rule 6: an edition beside earlier ones."""

import pytest

from outcomes.figures import BandMargin, Note, Tree
from tests.pure.disclosure.cohorts import block, editions, rounded, told, tree

TOP = ("started", "scored", "not_scored", "improved", "not_improved")


def carried(now, *then, **kwargs):
    """Whether `now` gives way to the latest of `then`, each published in its turn."""
    shown = []
    for one in then:
        shown.append(block(one, earlier=editions(*shown), **kwargs))
    return Note.CARRIED_FORWARD in block(now, earlier=editions(*shown), **kwargs).notes


def test_58_of_74_after_55_of_71_is_carried_forward():
    first = block(tree(97, 71, 55, 8))
    second = block(tree(97, 74, 58, 8), earlier=editions(first))
    assert told(second, *TOP) == (97, 71, 26, 55, 16)
    assert second.notes == (Note.CARRIED_FORWARD,)
    assert second.carried_from == 1
    third = block(tree(97, 74, 58, 8), earlier=editions(first, second))
    assert (third.carried_from, third.notes) == (1, (Note.CARRIED_FORWARD,))


def test_what_shows_in_the_end_is_compared_with_all_that_showed():
    first = block(tree(97, 71, 55))
    second = block(tree(97, 79, 63), earlier=editions(first))
    assert told(second, "scored", "improved") == (79, 63)
    # 11 more than in the first edition, 3 more than in the second
    third = block(tree(97, 82, 66), earlier=editions(first, second))
    assert third.carried_from == 2
    fourth = block(tree(130, 95, 71), earlier=editions(first, second, third))
    assert told(fourth, *TOP) == (130, 95, 35, 71, 24)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (tree(97, 71, 55), tree(97, 71, 55), False),
        (tree(97, 60, 40), tree(97, 68, 48), False),
        (tree(97, 60, 40), tree(97, 67, 47), True),  # 7 newly scored
        (tree(97, 60, 40), tree(104, 67, 47), True),
        (tree(97, 60, 40), tree(97, 70, 47), True),  # 7 newly improved
        (tree(97, 60, 40), tree(97, 75, 48), True),  # 7 newly not improved
        (tree(97, 60, 40), tree(97, 76, 48), False),
        (tree(97, 60, 40), tree(100, 60, 40), True),  # 3 newly started
        (tree(97, 60, 40), tree(105, 60, 40), False),
        (tree(97, 60, 40), tree(97, 60, 38), True),  # corrected
        (tree(97, 60, 40), tree(97, 60, 32), False),
    ],
)
def test_each_part_differs_by_nobody_or_by_8(then, now, expected):
    assert carried(now, then) is expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        # improved: "at least 23 of 30" was shown
        (tree(60, 30, 29), tree(60, 30, 23), False),  # the same bound again
        (tree(60, 30, 29), tree(60, 38, 36), False),  # "at least 31 of 38"
        (tree(60, 30, 29), tree(60, 30, 22), True),  # 22 and 8 exactly: somebody was corrected
        (tree(60, 30, 29), tree(60, 38, 30), False),  # all 30 may have improved, 7 not: nothing is learnt
        (tree(60, 30, 23), tree(60, 38, 23), True),  # who believes in growth would know that 23 had
        (tree(60, 30, 22), tree(60, 38, 35), True),  # 8 had not improved exactly, now fewer than 8
        (tree(60, 30, 15), tree(60, 38, 35), False),  # 15 had not improved, now fewer than 8: 8 or more apart
        (tree(60, 30, 5), tree(60, 38, 8), False),
        (tree(60, 30, 5), tree(60, 38, 9), True),  # 29 had not improved at most, of 23 to 30
        (tree(60, 30, 5), tree(60, 30, 29), False),  # corrected, by 16 people or more
        # not scored: "fewer than 8"
        (tree(33, 30, 20), tree(34, 30, 20), False),
        (tree(33, 30, 20), tree(41, 38, 28), False),
        (tree(43, 28, 18), tree(43, 36, 26), True),  # nobody need have joined: 43 − 36 are not scored
        (tree(36, 30, 20), tree(46, 38, 28), False),  # 9 to 16 newly started
        (tree(36, 30, 20), tree(40, 30, 20), True),  # 3 to 10 newly started
        (tree(36, 30, 20), tree(53, 43, 33), False),
    ],
)
def test_beside_a_bound(then, now, expected):
    assert carried(now, then) is expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (tree(97, 60, 40, 10), tree(97, 68, 48, 10), False),
        (tree(97, 60, 40, 10), tree(97, 68, 48, 12), True),  # 2 corrected from worse to same
        (tree(97, 60, 30, 10), tree(97, 76, 38, 13), True),  # 3 newly same
        (tree(97, 60, 30, 10), tree(97, 76, 38, 18), False),
        # same and worse were hidden: 7 and 33
        (tree(150, 60, 20, 7), tree(150, 68, 20, 15), True),  # who believes in growth would know the 7
        (tree(150, 60, 20, 7), tree(150, 76, 20, 8), False),
        (tree(150, 80, 50, 10, reliably_improved=20), tree(150, 88, 58, 10, reliably_improved=22), True),
        (tree(150, 80, 50, 10, reliably_improved=20), tree(150, 88, 58, 10, reliably_improved=24), True),  # rest +4
        (tree(150, 80, 50, 10, reliably_improved=20), tree(150, 88, 58, 10, reliably_improved=28), False),
    ],
)
def test_deeper_parts(then, now, expected):
    assert carried(now, then) is expected


def test_too_few_before_says_nothing():
    assert not carried(tree(40, 22, 12), tree(40, 19, 10))
    assert not carried(tree(21, 20, 12), tree(19, 19, 10))


def test_a_rounded_percentage_and_one_of_its_counts_are_the_same_fact():
    first = block(reported=Tree(334, 144, rounded(122, 123)))
    second = block(tree(334, 144, 122, 11), earlier=editions(first))
    assert told(second, "improved") == (122,)
    assert second.carried_from is None
    other_people = block(tree(342, 152, 122, 11), earlier=editions(first))
    assert other_people.carried_from == 1


def test_a_wrong_figure_is_withdrawn_while_its_successor_may_not_show():
    first = block(tree(97, 71, 55, 8))
    withdrawn = block(tree(97, 71, 53, 9), earlier=editions(first), wrong=["c"])
    assert told(withdrawn, *TOP, "same", "means") == ("hidden: being_corrected",) * 7
    assert (withdrawn.basis, withdrawn.notes) == ("none", (Note.BEING_CORRECTED,))
    still = block(tree(97, 71, 53, 9), earlier=editions(first, withdrawn))
    assert told(still, "improved") == ("hidden: being_corrected",)
    far_enough = block(tree(97, 71, 47, 16), earlier=editions(first), wrong=["c"])
    assert told(far_enough, "improved") == (47,)
    retired = block(tree(97, 71, 53, 9), earlier=[], wrong=["c"])
    assert told(retired, "improved") == (53,)


def bands(*counts):
    return tuple(BandMargin(str(i), 10 * i + 1, 10 * i + 10, *both) for i, both in enumerate(counts))


def test_bands_that_moved_by_few_are_left_out_alone():
    then = tree(120, 60, 40, 8, band_margins=bands((30, 20), (20, 20), (10, 20)))
    now = tree(120, 76, 48, 16, band_margins=bands((34, 24), (28, 28), (14, 24)))
    first = block(then)
    assert [band.count for band in first.bands_before.value] == [30, 20, 10]
    second = block(now, earlier=editions(first))
    assert told(second, "scored", "bands_before", "bands_after") == (76, "hidden: privacy", "hidden: privacy")
    many = tree(120, 84, 56, 16, band_margins=bands((38, 28), (28, 28), (18, 28)))
    assert [band.count for band in block(many, earlier=editions(first)).bands_after.value] == [28, 28, 28]


def test_bands_cut_otherwise_are_compared_where_they_are_cut_alike():
    first = block(tree(120, 60, 40, 8, band_margins=bands((30, 20), (20, 20), (10, 20))))
    merged = tree(120, 84, 56, 16, band_margins=bands((6, 5), (60, 45), (18, 34)))
    assert [band.count for band in block(merged, earlier=editions(first)).bands_before.value] == [66, 18]
    close = tree(120, 84, 56, 16, band_margins=bands((6, 5), (64, 45), (14, 34)))
    assert told(block(close, earlier=editions(first)), "bands_before") == ("hidden: privacy",)
