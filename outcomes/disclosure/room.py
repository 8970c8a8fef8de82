"""Do means leave room? Means and SDs bound how many people can be far from them.

If 29 of 30 people improved by about 12 points with an SD of 3, hardly one can have got worse: "at least 23 of 30"
would be worth nothing beside those means. So before means are shown, this module plays the reader: it asks a linear
programme how large and how small each group of 1 to `small` people could be, given what is about to be shown. Where
that leaves fewer than `ROOM` sizes, the means stay hidden. People are spread over the possible scores before, the
possible scores after and the possible changes, one at a time; the tests attack all three together.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from outcomes.disclosure.trees import exactly
from outcomes.figures import (
    BandCount,
    CohortBlock,
    CohortFigures,
    Count,
    Figure,
    Means,
    ScoreRange,
    Shown,
    Tree,
)
from outcomes.statistics.cut_offs import on_clinical_side

type Row = NDArray[np.float64]

ROOM = 5  # two more sizes than a reader must be left with, as each spread is looked at alone
TENTH = 0.05  # a mean or SD to one decimal is this close to the true one
DUST = 1e-6


@dataclass(slots=True)
class Spread:
    """Some number of people at each of `values`, of which readers know some sums to lie between two ends."""

    values: Row
    known: list[tuple[Row, float, float]] = field(default_factory=list)

    def know(self, weights: Row, low: float, high: float) -> None:
        """Add that the people, weighted, sum to between `low` and `high`."""
        self.known.append((weights.astype(float), low, high))

    def know_moments(self, n: int, mean: float, sd: float) -> None:
        """Add that there are n people with this mean and SD, each to one decimal.

        The squares are about the rounded mean; the window is the part that is right wherever in its tenth the true
        mean lies.
        """
        self.know(np.ones_like(self.values), n, n)
        self.know(self.values, n * (mean - TENTH), n * (mean + TENTH))
        low, high = (n - 1) * max(sd - TENTH, 0) ** 2 + n * TENTH**2, (n - 1) * (sd + TENTH) ** 2
        self.know((self.values - mean) ** 2, min(low, high), high)

    def span_of(self, group: Row) -> tuple[int, int]:
        """The least and the greatest whole number of people in a group; (1, 0) where nothing fits."""
        weights = np.array([row for row, _, _ in self.known])
        lows, highs = (np.array([known[i] for known in self.known]) for i in (1, 2))
        rows, ends = np.vstack([weights, -weights]), np.concatenate([highs, -lows])
        return _span(group.tobytes(), rows.tobytes(), (ends + DUST).tobytes())


# The same cohort is protected for its preview, its check, its review, its approval and its edition.
@lru_cache(maxsize=2048)
def _span(group: bytes, rows: bytes, ends: bytes) -> tuple[int, int]:
    """The answers of the two programmes, of arrays as their bytes."""
    objective, limits = np.frombuffer(group), np.frombuffer(ends)
    known = np.frombuffer(rows).reshape(len(limits), len(objective))
    found = [linprog(sign * objective, A_ub=known, b_ub=limits, method="highs") for sign in (1.0, -1.0)]
    if any(answer.status != 0 for answer in found):
        return 1, 0
    return ceil(found[0].fun - 1e-3), floor(-found[1].fun + 1e-3)


def leave_room(figures: CohortFigures, block: CohortBlock, means: Means, gain: float | None, small: int) -> bool:
    """Whether every group of 1 to `small` scored people keeps `ROOM` possible sizes beside these means.

    Without a score range nobody can say, so the answer is no; nor where people differ by less than one step of the
    measure, for then whole scores leave fewer possibilities than a linear programme believes.
    """
    tree, scores = figures.computed, figures.score_range
    if tree is None or scores is None or min(means.sd_before, means.sd_after, means.sd_change) < scores.step:
        return False
    return (
        _changes_leave_room(tree, block, means, gain, scores, figures.higher_is_better, small)
        and _bands_leave_room(tree, block.bands_before, (means.before, means.sd_before), scores, small, "before")
        and _bands_leave_room(tree, block.bands_after, (means.after, means.sd_after), scores, small, "after")
        and _recovered_leaves_room(tree, block, means, scores, figures.higher_is_better, small)
    )


def _grid(low: float, high: float, step: float) -> Row:
    return np.array([low + step * i for i in range(round((high - low) / step) + 1)])


def _changes_leave_room(
    tree: Tree,
    block: CohortBlock,
    means: Means,
    gain: float | None,
    scores: ScoreRange,
    higher_is_better: bool,
    small: int,
) -> bool:
    reach = scores.high - scores.low
    spread = Spread(_grid(-reach, reach, scores.step))
    d, n = spread.values, tree.scored or 0
    better, same, worse = (d > DUST).astype(float), (abs(d) <= DUST).astype(float), (d < -DUST).astype(float)
    spread.know_moments(n, means.change, means.sd_change)
    between = (means.after - means.before) * (1 if higher_is_better else -1)
    spread.know(d, n * (between - 2 * TENTH), n * (between + 2 * TENTH))
    improved = tree.improved.low if tree.improved else 0
    groups = [(better, improved), (1 - better, n - improved), (same, tree.same or 0), (worse, tree.worse or 0)]
    if isinstance(block.improved, Shown):
        spread.know(better, block.improved.value.low, block.improved.value.high)
    _know_split(spread, (same, tree.same), (worse, tree.worse), block.same, small)
    for whole, size, reliably in ((better, improved, tree.reliably_improved), (worse, tree.worse, tree.reliably_worse)):
        if reliably is None or size is None:
            continue
        if scores.reliable_change is None:
            return False
        far = whole * (abs(d) >= scores.reliable_change - DUST)
        shown = block.reliably_improved if whole is better else block.reliably_worse
        _know_split(spread, (far, reliably), (whole - far, size - reliably), shown, small)
        groups += [(far, reliably), (whole - far, size - reliably)]
    if gain is not None:
        spread.know(better * d, improved * (gain - TENTH), improved * (gain + TENTH))
    return all(_has_room(spread.span_of(group)) for group, size in groups if 1 <= size <= small)


def _know_split(
    spread: Spread, one: tuple[Row, int | None], other: tuple[Row, int | None], shown: Figure[Count], small: int
) -> None:
    """What a split tells: its parts exactly, or that one of them is small. The reader is given which of the two."""
    if one[1] is None or other[1] is None:
        return
    if isinstance(shown, Shown):
        spread.know(one[0], one[1], one[1])
        spread.know(other[0], other[1], other[1])
    elif min(one[1], other[1]) <= small:
        members, _ = one if one[1] <= other[1] else other
        spread.know(members, 0, small)


def _bands_leave_room(
    tree: Tree,
    shown: Figure[tuple[BandCount, ...]],
    about: tuple[float, float],
    scores: ScoreRange,
    small: int,
    when: str,
) -> bool:
    spread = Spread(_grid(scores.low, scores.high, scores.step))
    spread.know_moments(tree.scored or 0, *about)
    if isinstance(shown, Shown):
        for band in shown.value:
            spread.know(_members(spread.values, band.low, band.high), band.count, band.count)
    return all(
        _has_room(spread.span_of(_members(spread.values, margin.low, margin.high)))
        for margin in tree.band_margins
        if 1 <= getattr(margin, when) <= small
    )


def _recovered_leaves_room(
    tree: Tree, block: CohortBlock, means: Means, scores: ScoreRange, higher_is_better: bool, small: int
) -> bool:
    """Nobody recovered who did not end past the cut-off, so those who did bound the recovered from above."""
    if tree.recovered is None or isinstance(block.recovered, Shown) or scores.cut_off is None:
        return True
    spread = Spread(_grid(scores.low, scores.high, scores.step))
    spread.know_moments(tree.scored or 0, means.after, means.sd_after)
    cut_off = scores.cut_off
    past = [not on_clinical_side(float(v), cut_off, higher_is_better=higher_is_better) for v in spread.values]
    _, most = spread.span_of(np.array(past, dtype=float))
    whole = exactly(block.reliably_improved) or exactly(block.improved)
    if 1 <= tree.recovered <= small:
        return _has_room((0, min(most, small)))
    if whole is not None and 1 <= whole - tree.recovered <= small:
        return _has_room((max(0, whole - most), small))
    return True


def _members(values: Row, low: float, high: float) -> Row:
    return ((values >= low - DUST) & (values <= high + DUST)).astype(float)


def _has_room(span: tuple[int, int]) -> bool:
    return span[1] - span[0] + 1 >= ROOM
