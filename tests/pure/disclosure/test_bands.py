"""Bands before and after as two margins."""

import pytest

from outcomes.figures import BandMargin, CohortFigures
from tests.pure.disclosure.cohorts import protected, told, tree


def margins(*counts, improved=30, scored=60, same=14, higher_is_better=True):
    """The bands before and after of 60 people, 30 improved, 14 the same, 16 worse, unless said otherwise."""
    bands = tuple(BandMargin(f"band {i}", 10 * i + 1, 10 * i + 10, *both) for i, both in enumerate(counts, 1))
    counted = tree(scored + 40, scored, improved, same, band_margins=bands)
    block = protected(CohortFigures("c", counted, higher_is_better=higher_is_better))
    before, after = told(block, "bands_before", "bands_after")
    if isinstance(before, str):
        assert before == after
        return before
    assert [(b.label, b.low, b.high) for b in before] == [(a.label, a.low, a.high) for a in after]
    return [(b.label, b.count, a.count) for b, a in zip(before, after, strict=True)]


def test_large_bands_show_as_they_are():
    assert margins((30, 20), (20, 25), (10, 15)) == [("band 1", 30, 20), ("band 2", 20, 25), ("band 3", 10, 15)]


def test_a_band_small_in_one_margin_is_merged_in_both():
    assert margins((7, 20), (33, 20), (20, 20)) == [("band 1 to band 2", 40, 40), ("band 3", 20, 20)]
    assert margins((8, 10), (32, 30), (20, 20)) == [("band 1", 8, 10), ("band 2", 32, 30), ("band 3", 20, 20)]
    assert margins((30, 20), (25, 20), (4, 13), (1, 7)) == [("band 1", 30, 20), ("band 2 to band 4", 30, 40)]


def test_fewer_than_two_bands_are_none():
    assert margins((55, 53), (5, 7)) == "hidden: privacy"
    assert margins((60, 60)) == "hidden: privacy"
    assert margins() == "hidden: not_applicable"


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ((8, 52), True),  # net 22 of 30 improved crossed
        ((7, 53), False),  # too small, for the band itself
    ],
)
def test_a_cut_needs_8_more_improved_than_its_net_shift(after, shown):
    found = margins((30, after[0]), (30, after[1]))
    assert (found != "hidden: privacy") is shown


def test_a_cut_that_nearly_all_who_improved_crossed_is_not_shown():
    # 40 below the cut before, 17 after: 23 of the 30 improved crossed it, and 7 at most came back
    assert margins((40, 18), (20, 42)) == [("band 1", 40, 18), ("band 2", 20, 42)]
    assert margins((40, 17), (20, 43)) == "hidden: privacy"
    # the other way about: 16 got worse, so a net fall of 8 is the most that shows
    assert margins((20, 28), (40, 32)) == [("band 1", 20, 28), ("band 2", 40, 32)]
    assert margins((20, 29), (40, 31)) == "hidden: privacy"


def test_where_lower_is_better_the_shift_counts_the_other_way():
    assert margins((20, 42), (40, 18), higher_is_better=False) == [("band 1", 20, 42), ("band 2", 40, 18)]
    assert margins((20, 43), (40, 17), higher_is_better=False) == "hidden: privacy"
    assert margins((20, 29), (40, 31), higher_is_better=False) == [("band 1", 20, 29), ("band 2", 40, 31)]


def test_beside_a_bound_on_the_improved_its_lowest_number_counts():
    # 58 of 60 improved, shown as 53 or more: a net shift of 45 is the most, and of 8 the least, that shows
    assert margins((58, 13), (2, 47), improved=58, same=1) == "hidden: privacy"
    assert margins((52, 8), (8, 52), improved=58, same=1) == [("band 1", 52, 8), ("band 2", 8, 52)]
    assert margins((30, 23), (30, 37), improved=58, same=1) == "hidden: privacy"
    assert margins((30, 22), (30, 38), improved=58, same=1) == [("band 1", 30, 22), ("band 2", 30, 38)]


def test_bands_of_hidden_counts_are_hidden():
    assert margins((10, 5), (9, 14), scored=19, improved=10, same=4) == "hidden: too_few"
    assert margins((30, 20), (30, 40), improved=None, same=None) == "hidden: privacy"


def test_bands_of_other_people_are_refused():
    with pytest.raises(ValueError, match="the bands after hold 59 people, 60 were scored"):
        margins((30, 20), (30, 39))
