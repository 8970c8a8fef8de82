"""Rule 7: a reported figure beside a computed one is a step like that between two editions.

Readers may hold the publication itself, so what it states counts as known, whether this portal would show it or not.
What shows of the scores must not tell how they differ from it where that is 1 to `small` people, nor that they agree
on so few.
"""

from dataclasses import replace

from outcomes.disclosure.bands import protect_margins
from outcomes.disclosure.checks import check_tree
from outcomes.disclosure.editions import apart, same_fact
from outcomes.disclosure.means import protect_means
from outcomes.disclosure.trees import hidden_block, protect_tree
from outcomes.figures import Absent, Because, CohortBlock, CohortFigures, Count, Figure, Hidden, Note, Shown, Tree


def protect_cohort(figures: CohortFigures, small: int) -> CohortBlock:
    """A cohort's block, from its scores or from what was published of it; never from both.

    The computed counts show where each of them is what was published, or far from it, or a bound that holds it;
    otherwise only the reported ones do. That they agree is said where every one of them is known.
    """
    computed, reported = figures.computed, figures.reported
    if computed is None:
        if reported is None:
            return hidden_block(figures.key, Absent.NOT_STATED)
        return protect_tree(figures.key, "reported", reported, small)
    block = protect_tree(figures.key, "computed", computed, small)
    if reported is None:
        return _with_means(figures, computed, block, small)
    check_tree(figures.key, reported)
    stated = [(getattr(block, part), count) for part, count in _stated(reported).items() if count is not None]
    same_people = reported.scored == computed.scored
    if not all(_may_stand_beside(figure, count, same_people, small) for figure, count in stated):
        block = protect_tree(figures.key, "reported", reported, small)
        return replace(block, notes=(*block.notes, Note.REPORTED_ONLY))
    if reported.improved is not None and all(_is(figure, count) for figure, count in stated):
        block = replace(block, notes=(*block.notes, Note.REPORTED_AGREES))
    return _with_means(figures, computed, block, small)


def _with_means(figures: CohortFigures, tree: Tree, block: CohortBlock, small: int) -> CohortBlock:
    before, after = protect_margins(tree.band_margins, block, higher_is_better=figures.higher_is_better, small=small)
    block = replace(block, bands_before=before, bands_after=after)
    means, gain = protect_means(figures, block, small)
    return replace(block, means=means, gain_of_improved=gain)


def _stated(tree: Tree) -> dict[str, Count | None]:
    """What a publication states or implies, by the name a block has for it."""
    n0, n, improved = tree.started, tree.scored, tree.improved
    found = {
        "started": n0,
        "scored": n,
        "not_scored": None if n0 is None or n is None else n0 - n,
        "same": tree.same,
        "worse": tree.worse,
        "reliably_improved": tree.reliably_improved,
        "reliably_worse": tree.reliably_worse,
        "recovered": tree.recovered,
    }
    rest = None
    if n is not None and improved is not None:
        rest = Count.between(n - improved.high, n - improved.low, improved.because)
    exact = {part: None if size is None else Count.of(size) for part, size in found.items()}
    return {"improved": improved, "not_improved": rest, **exact}


def _may_stand_beside(figure: Figure[Count], stated: Count, same_people: bool, small: int) -> bool:
    if isinstance(figure, Hidden):
        return figure.why is not Absent.TOO_FEW  # then the publication has more to say
    shown = figure.value
    if apart(shown, stated, small):
        return True
    if shown.because is Because.PRIVACY:
        return shown.low <= stated.low and stated.high <= shown.high
    return same_people and same_fact(shown, stated)


def _is(figure: Figure[Count], stated: Count) -> bool:
    return (
        isinstance(figure, Shown)
        and figure.value.because is not Because.PRIVACY
        and stated.low <= figure.value.low
        and figure.value.high <= stated.high
    )
