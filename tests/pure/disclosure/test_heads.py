"""Outcomes without a scale, and figures beside each other."""

import pytest

from outcomes.disclosure import protect, shown_counts
from outcomes.figures import CohortFigures, EditionFigures, HeadCount, Part, Split, Tree
from tests.pure.disclosure.cohorts import rounded, says, tree

HIDDEN = ("hidden: privacy",) * 3


def heads(*given, earlier=(), cohorts=(), splits=(), **kwargs):
    figures = EditionFigures(cohorts, splits, tuple(HeadCount(f"h{i}", *one) for i, one in enumerate(given)))
    found = protect(figures, earlier, **kwargs)
    return [(says(h.numerator), says(h.denominator), says(h.percent)) for h in found.heads]


def edition(number, *given):
    return number, protect(EditionFigures(heads=tuple(HeadCount(f"h{i}", *one) for i, one in enumerate(given))))


def test_m_power():
    """33 people, 75 % of them, around half of them show; 7 of them, the sexes and 27 do not."""
    assert heads(
        (None, 33), (None, 33, 75), (None, 33, 50, True), (7, 33), (27, 33), (6, 33), (None, 27), (27, None)
    ) == [
        ("hidden: not_stated", 33, "hidden: not_stated"),
        ("24–25 rounding", 33, 75),
        ("hidden: not_stated", 33, 50),
        HIDDEN,
        HIDDEN,
        HIDDEN,
        HIDDEN,
        ("hidden: privacy", "hidden: not_stated", "hidden: not_stated"),
    ]


def under(key, numerator, denominator, earlier=()):
    """An edition with this outcome alone, and one of another kind beside it throughout."""
    given = (HeadCount(key, numerator, denominator), HeadCount("kept", None, 90))
    return protect(EditionFigures(heads=given), earlier)


def test_an_outcome_taken_out_and_entered_again_stands_beside_what_was_told_of_it():
    """66 of 99, then one who achieved it is gone: 65 of 98."""
    first = (1, under("old", 66, 99))
    again = under("new", 65, 98, [first])
    assert tuple(map(says, (again.heads[0].numerator, again.heads[0].denominator))) == HIDDEN[:2]
    later = under("new", 65, 98, [first, (2, again)])
    assert says(later.heads[0].denominator) == "hidden: privacy"
    assert says(under("old", 65, 98, [first]).heads[0].denominator) == 99, "under the key it had it stands still"
    assert says(under("new", 76, 109, [first]).heads[0].denominator) == 109, "enough have come"
    both = protect(EditionFigures(heads=(HeadCount("old", 66, 99), HeadCount("new", 40, 60))))
    assert says(under("new", 65, 98, [(1, both)]).heads[0].denominator) == 98, "told of at once they are two"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((10, 19), ("hidden: too_few",) * 3),
        ((None, 19), ("hidden: too_few",) * 3),
        ((10, 20), (10, 20, 50)),
        ((8, 40), (8, 40, 20)),
        ((7, 40), HIDDEN),
        ((0, 40), HIDDEN),
        ((32, 40), (32, 40, 80)),
        ((33, 40), HIDDEN),
        ((40, 40), HIDDEN),
        ((None, 150, 5), HIDDEN),  # 7 or 8
        ((None, 160, 5), (8, 160, 5)),
        ((None, 40, 90, True), HIDDEN),  # around 36: about 4 are left
        ((None, None, 67, True), ("hidden: not_stated", "hidden: not_stated", 67)),
        ((None, None), ("hidden: not_stated",) * 3),
    ],
)
def test_gates(head, expected):
    assert heads(head) == [expected]


def test_two_bases_that_differ_by_few_do_not_show_together():
    assert heads((None, 33), (None, 26), (None, 25)) == [
        ("hidden: not_stated", 33, "hidden: not_stated"),
        HIDDEN,
        ("hidden: not_stated", 25, "hidden: not_stated"),
    ]
    groups = CohortFigures("c", reported=Tree(97, 71, rounded(55, 55)))
    assert heads((40, 68), (40, 71), (40, 63), cohorts=(groups,)) == [HIDDEN, (40, 71, 56), (40, 63, 63)]


def test_a_split_of_a_few_more_people_than_started_does_not_show():
    def whole(count):
        figures = EditionFigures(
            cohorts=(CohortFigures("c", tree(334, 144, 100)),),
            splits=(Split("routes", (Part("A", 200), Part("B", count - 200))),),
        )
        return says(protect(figures).splits[0].parts)

    assert whole(337) == "hidden: privacy"
    assert whole(342) == (Part("A", 200), Part("B", 142))
    # and an outcome of nearly as many people as the split
    split = Split("routes", (Part("A", 200), Part("B", 100)))
    assert heads((100, 296), splits=(split,)) == [HIDDEN]


@pytest.mark.parametrize(
    ("then", "now", "stays"),
    [
        ((24, 40), (24, 40), (24, 40, 60)),
        ((24, 40), (26, 40), (24, 40, 60)),
        ((24, 40), (32, 48), (32, 48, 67)),
        ((24, 40), (30, 46), (24, 40, 60)),
        ((24, 40), (34, 46), (24, 40, 60)),
        ((None, 33, 50, True), (None, 33, 60, True), ("hidden: not_stated", 33, 50)),
        ((None, 33, 50, True), (None, 53, 50, True), ("hidden: not_stated", 53, 50)),
        ((None, 33), (None, 36), ("hidden: not_stated", 33, "hidden: not_stated")),
        ((7, 33), (8, 33), (8, 33, 24)),
    ],
)
def test_beside_an_earlier_edition(then, now, stays):
    assert heads(now, earlier=[edition(1, then)]) == [stays]


def test_a_wrong_one_is_withdrawn_and_a_carried_one_says_since_when():
    first = edition(1, (24, 40))
    figures = EditionFigures(heads=(HeadCount("h0", 26, 40),))
    second = protect(figures, [first])
    assert second.heads[0].carried_from == 1
    assert protect(figures, [first, (2, second)]).heads[0].carried_from == 1
    assert heads((26, 40), earlier=[first], wrong=["h0"]) == [("hidden: being_corrected",) * 3]


@pytest.mark.parametrize("head", [(41, 40), (-1, 40), (None, 40, 101)])
def test_contradictions_are_refused_by_name(head):
    with pytest.raises(ValueError, match="outcome 'h0'"):
        heads(head)


def test_shown_counts_are_what_readers_see_exactly():
    found = protect(
        EditionFigures(
            cohorts=(CohortFigures("c", reported=Tree(334, 144, rounded(122, 123))),),
            splits=(Split("routes", (Part("A", 50), Part("B", 8))),),
            heads=(HeadCount("h", 24, 40), HeadCount("few", 3, 40)),
        )
    )
    counts, bases = shown_counts(found)
    assert counts == {334, 144, 190, 50, 8, 58, 24, 40}
    assert bases == {334, 144, 58, 40}
