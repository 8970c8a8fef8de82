"""Rule 7: reported beside computed."""

import pytest

from outcomes.figures import Note, Tree
from tests.pure.disclosure.cohorts import block, rounded, told, tree


@pytest.mark.parametrize(
    ("computed", "reported", "basis", "notes"),
    [
        (tree(97, 71, 55, 8), tree(97, 71, 55), "computed", (Note.REPORTED_AGREES,)),
        (tree(334, 144, 122, 11), Tree(334, 144, rounded(122, 123)), "computed", (Note.REPORTED_AGREES,)),
        (tree(97, 71, 54, 8), tree(97, 71, 55), "reported", (Note.REPORTED_ONLY,)),
        (tree(97, 74, 58, 8), tree(97, 71, 55), "reported", (Note.REPORTED_ONLY,)),
        (tree(334, 144, 130, 7), Tree(334, 144, rounded(122, 123)), "reported", (Note.REPORTED_ONLY,)),
        (tree(334, 160, 135, 9), Tree(334, 144, rounded(122, 123)), "reported", (Note.REPORTED_ONLY,)),
        (tree(334, 160, 131, 9), Tree(334, 144, rounded(122, 123)), "reported", (Note.REPORTED_ONLY,)),
        (tree(334, 164, 131, 9), Tree(334, 144, rounded(122, 123)), "computed", ()),
        (tree(97, 71, 55, 8), Tree(97, None, None), "computed", ()),
        (tree(97, 71, 55, 8), None, "computed", ()),
        (None, tree(97, 71, 55), "reported", ()),
    ],
)
def test_which_of_the_two_shows(computed, reported, basis, notes):
    shown = block(computed, reported=reported)
    assert (shown.basis, shown.notes) == (basis, notes)


def test_only_the_reported_counts_show_when_they_nearly_match():
    shown = block(tree(97, 74, 58, 8), reported=tree(97, 71, 55))
    assert told(shown, "scored", "not_scored", "improved", "not_improved") == (71, 26, 55, 16)


def test_a_reported_figure_passes_the_same_gates():
    shown = block(tree(50, 32, 28, 1), reported=tree(50, 30, 29))
    assert told(shown, "improved", "not_improved") == ("23–30 privacy", "0–7 privacy")
    assert shown.notes == (Note.FEW_NOT_IMPROVED, Note.REPORTED_ONLY)


@pytest.mark.parametrize("improved", [23, 28, 29, 30])
def test_that_they_agree_is_not_said_of_so_few(improved):
    """29 of 30 was published: whoever knows that must not learn from us that it is right, or how far it is out."""
    shown = block(tree(56, 30, improved), reported=tree(56, 30, 29))
    assert told(shown, "improved", "not_improved") == ("23–30 privacy", "0–7 privacy")
    assert (shown.basis, shown.notes) == ("computed", (Note.FEW_NOT_IMPROVED,))


def test_where_too_few_scores_are_held_the_publication_shows():
    shown = block(tree(97, 12, 9), reported=tree(97, 71, 55))
    assert told(shown, "scored", "improved") == (71, 55)
    assert shown.notes == (Note.REPORTED_ONLY,)


def test_contradictions_in_either_are_refused():
    with pytest.raises(ValueError, match="cohort 'c'"):
        block(tree(97, 71, 55), reported=tree(50, 71, 55))
