"""The attacker's integer programme over scores: how many people went from each score to each other score.

It uses everything a block shows at once: counts, bands before and after, means, SDs and the mean gain. Each solution is
a whole cohort of scores, and counts only if `protect` would have shown it exactly as it showed the truth.
"""

import random
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from outcomes.disclosure import protect
from outcomes.figures import (
    BandMargin,
    CohortBlock,
    CohortFigures,
    Count,
    EditionFigures,
    Moments,
    ScoreRange,
    Shown,
    Tree,
)

type Pairs = Sequence[tuple[int, int]]

SPLITS = (
    ("not_improved", "same", "worse"),
    ("improved", "reliably improved", "improved, not reliably"),
    ("worse", "reliably worse", "worse, not reliably"),
    ("reliably_improved", "recovered", "reliably improved, not recovered"),
)
SMALL = 7
TENTH = 0.05


class Measure:
    """A made-up measure of whole points from 0 to `high`: its bands, a reliable change and a cut-off."""

    def __init__(self, high: int, starts: Sequence[int], reliable: int, cut_off: int, *, higher_is_better: bool = True):
        self.high, self.reliable, self.cut_off, self.higher = high, reliable, cut_off, higher_is_better
        self.bands = list(zip(starts, [*(start - 1 for start in starts[1:]), high], strict=True))
        values = np.arange(high + 1)
        self.before, self.after = (grid.ravel() for grid in np.meshgrid(values, values, indexing="ij"))
        self.gain = (self.after - self.before) * (1 if higher_is_better else -1)

    def groups(self) -> dict[str, np.ndarray]:
        """Every group readers must not tell the size of, as a mask over (before, after)."""
        up, down = self.gain >= self.reliable, self.gain <= -self.reliable
        if self.higher:
            crossed = (self.before <= self.cut_off) & (self.after > self.cut_off)
        else:
            crossed = (self.before >= self.cut_off) & (self.after < self.cut_off)
        found = {
            "improved": self.gain > 0,
            "not improved": self.gain <= 0,
            "same": self.gain == 0,
            "worse": self.gain < 0,
            "reliably improved": up,
            "improved, not reliably": (self.gain > 0) & ~up,
            "reliably worse": down,
            "worse, not reliably": (self.gain < 0) & ~down,
            "recovered": up & crossed,
            "reliably improved, not recovered": up & ~crossed,
        }
        for low, high in self.bands:
            found[f"before {low}–{high}"] = (self.before >= low) & (self.before <= high)
            found[f"after {low}–{high}"] = (self.after >= low) & (self.after <= high)
        return found

    def figures(self, people: np.ndarray, started: int) -> CohortFigures:
        """The unprotected figures of so many people in each (before, after)."""
        sizes = {name: int(people[mask].sum()) for name, mask in self.groups().items()}
        pairs = [
            (int(b), int(a)) for b, a, count in zip(self.before, self.after, people, strict=True) for _ in range(count)
        ]
        tree = Tree(
            started=started,
            scored=len(pairs),
            improved=Count.of(sizes["improved"]),
            same=sizes["same"],
            worse=sizes["worse"],
            reliably_improved=sizes["reliably improved"],
            reliably_worse=sizes["reliably worse"],
            recovered=sizes["recovered"],
            band_margins=tuple(
                BandMargin(f"{low}–{high}", low, high, sizes[f"before {low}–{high}"], sizes[f"after {low}–{high}"])
                for low, high in self.bands
            ),
        )
        scores = ScoreRange(0, self.high, 1, reliable_change=self.reliable, cut_off=self.cut_off)
        moments = Moments.from_pairs(pairs, higher_is_better=self.higher)
        return CohortFigures("c", tree, moments, score_range=scores, higher_is_better=self.higher)

    def people(self, pairs: Pairs) -> np.ndarray:
        """How many people are in each (before, after)."""
        table = np.zeros(len(self.before), dtype=int)
        for b, a in pairs:
            table[b * (self.high + 1) + a] += 1
        return table


def shown(figures: CohortFigures) -> CohortBlock:
    """What an edition shows of the cohort."""
    return protect(EditionFigures(cohorts=(figures,))).cohorts[0]


class ScoresProgramme:
    """Whole cohorts of scores that could lie behind a block."""

    def __init__(self, measure: Measure, truth: np.ndarray, block: CohortBlock, seed: int):
        self.measure, self.truth, self.block, self.n = measure, truth, block, int(truth.sum())
        self.chance = random.Random(seed)
        self.rows: list[tuple[np.ndarray, float, float]] = []
        masks = measure.groups()
        self.know(np.ones(len(truth)), self.n, self.n)
        for name, mask in masks.items():
            if name.startswith(("before", "after")):
                continue
            figure = getattr(block, name.replace(" ", "_"), None)
            if isinstance(figure, Shown):
                self.know(mask, figure.value.low, figure.value.high)
        # Of a hidden split of a known whole one part is small. A reader would try either; to find what is possible,
        # one will do.
        for whole, *parts in SPLITS:
            figure = getattr(block, whole)
            smaller = min(parts, key=lambda part: truth[masks[part]].sum())
            if isinstance(figure, Shown) and figure.value.exact and truth[masks[smaller]].sum() <= SMALL:
                self.know(masks[smaller], 0, SMALL)
        self._bands()
        self._means()

    def know(self, weights: np.ndarray, low: float, high: float) -> None:
        """Add that the people, weighted, sum to between two ends."""
        self.rows.append((weights.astype(float), low, high))

    def _bands(self) -> None:
        for figure, scores in (
            (self.block.bands_before, self.measure.before),
            (self.block.bands_after, self.measure.after),
        ):
            if isinstance(figure, Shown):
                for band in figure.value:
                    self.know((scores >= band.low) & (scores <= band.high), band.count, band.count)

    def _means(self) -> None:
        if not isinstance(self.block.means, Shown):
            return
        means, n = self.block.means.value, self.n
        for values, mean, sd in (
            (self.measure.before, means.before, means.sd_before),
            (self.measure.after, means.after, means.sd_after),
            (self.measure.gain, means.change, means.sd_change),
        ):
            self.know(values, *_window(n, mean))
            # squares about the rounded mean are at most n·0.05² more than about the true one
            low, high = (n - 1) * max(sd - TENTH, 0) ** 2, (n - 1) * (sd + TENTH) ** 2 + n * TENTH**2
            self.know((values - mean) ** 2, low, high)
        if isinstance(self.block.gain_of_improved, Shown):
            k, gain = self.block.improved.value.low, self.block.gain_of_improved.value
            self.know(np.maximum(self.measure.gain, 0), *_window(k, gain))

    def solve(self, group: np.ndarray, size: int, *, near: bool) -> np.ndarray | None:
        """A cohort with so many people in the group, as near the truth as can be or drawn at random, or None."""
        rows = [*self.rows, (group.astype(float), size, size)]
        matrix, lows, highs = (np.array([row[i] for row in rows]) for i in range(3))
        cells = matrix.shape[1]
        cost = np.array([self.chance.random() for _ in range(cells)])
        constraints = [LinearConstraint(np.hstack([matrix, 0 * matrix, 0 * matrix]), lows, highs)]
        if near:  # people = truth + more − fewer, with few of either
            one = np.eye(cells)
            constraints.append(LinearConstraint(np.hstack([one, -one, one]), self.truth, self.truth))
            cost = np.concatenate([0 * cost, 1 + 0.01 * cost, 1 + 0.01 * cost])
        else:
            cost = np.concatenate([cost, 0 * cost, 0 * cost])
        answer = milp(
            cost,
            constraints=constraints,
            integrality=np.ones(3 * cells),
            bounds=Bounds(0, self.n),
            options={"time_limit": 5, "mip_rel_gap": 0.5 if near else 10},
        )
        return None if answer.x is None else np.round(answer.x[:cells]).astype(int)


def exposed(measure: Measure, pairs: Pairs, started: int, *, seed: int = 0, tries: int = 30) -> dict[str, set[int]]:
    """The small groups of a cohort for which fewer than three sizes could be found behind what is shown."""
    truth = measure.people(pairs)
    block = shown(measure.figures(truth, started))
    programme = ScoresProgramme(measure, truth, block, seed)
    masks = measure.groups()
    sizes = {name: {int(truth[m].sum())} for name, m in masks.items() if 1 <= truth[m].sum() <= SMALL}
    for name in sorted(sizes):
        for target in _nearest_first(next(iter(sizes[name]))):
            if len(sizes[name]) >= 3:
                break
            for attempt in range(tries):
                people = programme.solve(masks[name], target, near=attempt < 2)
                if people is None:
                    break
                if shown(measure.figures(people, started)) == block:
                    for other, found in sizes.items():
                        found.add(int(people[masks[other]].sum()))
                    break
    return {name: found for name, found in sizes.items() if len(found) < 3}


def _window(n: int, mean: float) -> tuple[float, float]:
    """The whole sums of n scores whose mean rounds to `mean`, halves away from 0."""
    low, high, hair = n * (mean - TENTH), n * (mean + TENTH), 1e-4
    return low + (hair if mean <= 0 else -hair), high + (hair if mean < 0 else -hair)


def _nearest_first(size: int) -> Iterator[int]:
    """Other sizes, the likelier ones first."""
    return iter(sorted(set(range(9)) - {size}, key=lambda other: (abs(other - size), other)))
