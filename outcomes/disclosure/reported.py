"""Rule 7: a reported figure beside a computed one is a step like that between two editions."""

from dataclasses import replace

from outcomes.disclosure.bands import protect_margins
from outcomes.disclosure.checks import check_tree
from outcomes.disclosure.means import protect_means
from outcomes.disclosure.trees import hidden_block, protect_tree
from outcomes.figures import Absent, CohortBlock, CohortFigures, Count, Note, Tree


def protect_cohort(figures: CohortFigures, small: int) -> CohortBlock:
    """A cohort's block, from its scores or from what was published of it; never from both.

    Where any part of the two differs by 1 to `small` people only the reported counts show, for the two together would
    tell of so few. Where they differ by more, or where nothing was reported, the computed ones show.
    """
    computed, reported = figures.computed, figures.reported
    if computed is None:
        if reported is None:
            return hidden_block(figures.key, Absent.NOT_STATED)
        return protect_tree(figures.key, "reported", reported, small)
    notes: tuple[Note, ...] = ()
    if reported is not None:
        check_tree(figures.key, reported)
        check_tree(figures.key, computed)
        differences = _differences(reported, computed)
        if any(1 <= difference <= small for difference in differences):
            block = protect_tree(figures.key, "reported", reported, small)
            return replace(block, notes=(*block.notes, Note.REPORTED_ONLY))
        if reported.improved is not None and not any(differences):
            notes = (Note.REPORTED_AGREES,)
    return _computed(figures, computed, notes, small)


def _computed(figures: CohortFigures, tree: Tree, notes: tuple[Note, ...], small: int) -> CohortBlock:
    block = protect_tree(figures.key, "computed", tree, small)
    before, after = protect_margins(tree.band_margins, block, higher_is_better=figures.higher_is_better, small=small)
    block = replace(block, bands_before=before, bands_after=after, notes=(*block.notes, *notes))
    means, gain = protect_means(figures, block, small)
    return replace(block, means=means, gain_of_improved=gain)


def _differences(reported: Tree, computed: Tree) -> list[int]:
    """By how many people the two differ at least, for every part of the tree that both state."""
    return [
        max(0, one.low - other.high, other.low - one.high)
        for one, other in zip(_parts(reported), _parts(computed), strict=True)
        if one is not None and other is not None
    ]


def _parts(tree: Tree) -> list[Count | None]:
    n0, n, improved = tree.started, tree.scored, tree.improved
    unscored = None if n0 is None or n is None else n0 - n
    unimproved = None
    if n is not None and improved is not None:
        unimproved = Count.between(n - improved.high, n - improved.low, improved.because)
    deeper = (tree.same, tree.worse, tree.reliably_improved, tree.reliably_worse, tree.recovered)
    return [improved, unimproved, *(None if size is None else Count.of(size) for size in (n0, n, unscored, *deeper))]
