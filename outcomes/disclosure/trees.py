"""Rules 1 to 3 for one cohort: which counts of its tree leave, exactly, as a bound, or not at all.

Small is 0 to `small` people. A group of nobody is small too: it would say something of every single person.
"""

from typing import Literal

from outcomes.disclosure.checks import check_tree
from outcomes.figures import Absent, Because, CohortBlock, Count, Figure, Hidden, Note, Shown, Tree

type Basis = Literal["computed", "reported"]


def fewest(small: int) -> int:
    """The least number of people, started or scored, about whom anything is said: 20, and room for two large parts."""
    return max(20, 2 * (small + 1))


def exactly(figure: Figure[Count]) -> int | None:
    """The count readers know exactly, if they do."""
    return figure.value.low if isinstance(figure, Shown) and figure.value.exact else None


def hidden_block(key: str, why: Absent, *notes: Note) -> CohortBlock:
    """A block that shows nothing, for one reason."""
    nothing: Hidden = Hidden(why)
    return CohortBlock(
        key=key,
        basis="none",
        started=nothing,
        still_attending=nothing,
        scored=nothing,
        not_scored=nothing,
        improved=nothing,
        not_improved=nothing,
        same=nothing,
        worse=nothing,
        reliably_improved=nothing,
        reliably_worse=nothing,
        recovered=nothing,
        bands_before=nothing,
        bands_after=nothing,
        means=nothing,
        gain_of_improved=nothing,
        notes=notes,
    )


def protect_tree(key: str, basis: Basis, tree: Tree, small: int) -> CohortBlock:
    """The counts of a cohort readers may see; bands and means are left hidden, for their own modules to fill in.

    Raises ValueError, naming the cohort, for counts that contradict each other.
    """
    check_tree(key, tree)
    started, scored, not_scored, attended_note = _attended(tree, small)
    # Where only percentages were published, a bound must not tell a rounded count from a stated one: it is as wide as
    # the widest set of counts that any whole percentage of so many people leaves open.
    n = exactly(scored)
    slack = (n + 99) // 100 - 1 if n and basis == "reported" else 0
    improved, not_improved, outcome_note = _outcome(tree.improved, scored, small, slack)
    summary = Absent.FROM_SUMMARY if basis == "reported" else None
    worse = _within(not_improved, tree.worse, small, summary or Absent.NOT_STATED)
    reliably_improved = _within(improved, tree.reliably_improved, small, summary or Absent.NO_THRESHOLD)
    # Recovered is reliably improved and more, so it hangs there; without a threshold it hangs on improved.
    inside = improved if tree.reliably_improved is None else reliably_improved
    no_cut_off = Absent.NO_THRESHOLD if tree.reliably_improved is None else Absent.NOT_APPLICABLE
    no_scores: Hidden = Hidden(summary or Absent.PRIVACY)
    return CohortBlock(
        key=key,
        basis=basis,
        started=started,
        still_attending=_still_attending(tree.still_attending, started, not_scored, small),
        scored=scored,
        not_scored=not_scored,
        improved=improved,
        not_improved=not_improved,
        same=_within(not_improved, tree.same, small, summary or Absent.NOT_STATED),
        worse=worse,
        reliably_improved=reliably_improved,
        reliably_worse=_within(worse, tree.reliably_worse, small, summary or Absent.NO_THRESHOLD),
        recovered=_within(inside, tree.recovered, small, summary or no_cut_off),
        bands_before=no_scores,
        bands_after=no_scores,
        means=no_scores,
        gain_of_improved=no_scores,
        notes=(*attended_note, *outcome_note),
    )


type _Notes = tuple[Note, ...]


def _attended(tree: Tree, small: int) -> tuple[Figure[Count], Figure[Count], Figure[Count], _Notes]:
    """Started, scored and not scored."""
    started, scored = tree.started, tree.scored
    too_few: Hidden = Hidden(Absent.TOO_FEW)
    shown: Figure[Count] = Hidden(Absent.NOT_STATED) if started is None else Shown(Count.of(started))
    if started is not None and started < fewest(small):
        return too_few, too_few, too_few, (Note.TOO_FEW_STARTED,)
    if scored is None:
        return shown, Hidden(Absent.NOT_STATED), Hidden(Absent.NOT_STATED), ()
    if scored < fewest(small):
        return shown, too_few, too_few, (Note.TOO_FEW_SCORED,)
    if started is None:
        return shown, Shown(Count.of(scored)), Hidden(Absent.NOT_STATED), ()
    if started - scored <= small:
        bound = Shown(Count(scored, scored + small, Because.PRIVACY))
        return bound, Shown(Count.of(scored)), Shown(Count(0, small, Because.PRIVACY)), (Note.FEW_NOT_SCORED,)
    return shown, Shown(Count.of(scored)), Shown(Count.of(started - scored)), ()


def _outcome(
    improved: Count | None, scored: Figure[Count], small: int, slack: int
) -> tuple[Figure[Count], Figure[Count], _Notes]:
    """Improved and not improved; every part must be large for every count the rounding leaves possible."""
    if isinstance(scored, Hidden):
        return scored, scored, ()
    if improved is None:
        return Hidden(Absent.NOT_STATED), Hidden(Absent.NOT_STATED), ()
    n, few = scored.value.low, small + slack
    rest_low, rest_high = n - improved.high, n - improved.low
    if improved.low > small and rest_low > small:
        return Shown(improved), Shown(Count.between(rest_low, rest_high, improved.because)), ()
    most, least = Count(n - few, n, Because.PRIVACY), Count(0, few, Because.PRIVACY)
    if rest_high <= few:
        return Shown(most), Shown(least), (Note.FEW_NOT_IMPROVED,)
    if improved.high <= few:
        return Shown(least), Shown(most), (Note.FEW_IMPROVED,)
    return Hidden(Absent.PRIVACY), Hidden(Absent.PRIVACY), ()


def _within(whole: Figure[Count], part: int | None, small: int, missing: Absent) -> Figure[Count]:
    """A part of `whole`, where the whole is known exactly and both the part and the rest of it are large."""
    if part is None:
        return Hidden(missing)
    if isinstance(whole, Hidden):
        return whole
    known = exactly(whole)
    if known is None or part <= small or known - part <= small:
        return Hidden(Absent.PRIVACY)
    return Shown(Count.of(part))


def _still_attending(part: int | None, started: Figure[Count], not_scored: Figure[Count], small: int) -> Figure[Count]:
    """Those still attending are among those who started, and as a rule among those not scored yet.

    What lies between them and the not scored (people who left without a second score) must be large as well.
    """
    figure = _within(started, part, small, Absent.NOT_STATED)
    unscored = exactly(not_scored)
    if isinstance(figure, Shown) and unscored is not None and abs(unscored - figure.value.low) <= small:
        return Hidden(Absent.PRIVACY)
    return figure
