"""The attacker's integer programme for large cohorts: the rules of disclosure in linear inequalities.

Written from the rules and not from the code that keeps them. What it proposes is checked against what was shown.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from outcomes.figures import Absent, CohortBlock, Figure, Hidden, Shown, Tree
from tests.pure.disclosure.attacker import ENOUGH, SMALL, Observe, Search, build, groups

COUNTS = (
    "started",
    "scored",
    "improved",
    "same",
    "reliably_improved",
    "reliably_worse",
    "recovered",
    "still_attending",
)
BIG = 2_000
CHOICES = 8  # 0–1 variables: which part of a hidden split is the small one

# What is in each group, as a sum of counts with signs
GROUPS = {
    "scored": {"scored": 1},
    "not scored": {"started": 1, "scored": -1},
    "improved": {"improved": 1},
    "not improved": {"scored": 1, "improved": -1},
    "same": {"same": 1},
    "worse": {"scored": 1, "improved": -1, "same": -1},
    "reliably improved": {"reliably_improved": 1},
    "improved, not reliably": {"improved": 1, "reliably_improved": -1},
    "reliably worse": {"reliably_worse": 1},
    "worse, not reliably": {"scored": 1, "improved": -1, "same": -1, "reliably_worse": -1},
    "recovered": {"recovered": 1},
    "reliably improved, not recovered": {"reliably_improved": 1, "recovered": -1},
    "still attending": {"still_attending": 1},
    "left": {"started": 1, "still_attending": -1},
    "left without a second score": {"started": 1, "scored": -1, "still_attending": -1},
}


class Programme:
    """Whole numbers of people that could lie behind a block."""

    def __init__(self, block: CohortBlock, truth: Tree) -> None:
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.choices = 0
        for name in ("scored", "not scored", "improved", "not improved"):
            self.between(GROUPS[name], 0, BIG)
        self._figures(block, truth)

    def between(self, group: dict[str, int], low: float, high: float, choice: tuple[int, float] | None = None) -> None:
        """The group has from `low` to `high` people; a choice adds its own share to what may be."""
        row = np.zeros(len(COUNTS) + CHOICES)
        for name, sign in group.items():
            row[COUNTS.index(name)] = sign
        if choice is not None:
            row[len(COUNTS) + choice[0]] = choice[1]
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _figures(self, block: CohortBlock, truth: Tree) -> None:
        self._top("started", {"started": 1}, block.started)
        self._top("scored", GROUPS["scored"], block.scored)
        self._top("not scored", GROUPS["not scored"], block.not_scored)
        self._top("improved", GROUPS["improved"], block.improved)
        for part, rest, figure, known in (
            ("same", "worse", block.same, truth.same),
            ("reliably improved", "improved, not reliably", block.reliably_improved, truth.reliably_improved),
            ("reliably worse", "worse, not reliably", block.reliably_worse, truth.reliably_worse),
            ("recovered", "reliably improved, not recovered", block.recovered, truth.recovered),
            ("still attending", "left", block.still_attending, truth.still_attending),
        ):
            if known is None:
                self.between({part.replace(" ", "_"): 1}, 0, 0)
                continue
            self.between(GROUPS[part], 0, BIG)
            self.between(GROUPS[rest], 0, BIG)
            self._deeper(part, rest, figure, self._parent_is_exact(part, block))

    def _top(self, name: str, group: dict[str, int], figure: Figure) -> None:
        if isinstance(figure, Shown):
            self.between(group, figure.value.low, figure.value.high)
        elif figure.why is Absent.TOO_FEW and name in ("started", "scored"):
            self.between(group, 0, 19)

    def _deeper(self, part: str, rest: str, figure: Figure, parent_is_exact: bool) -> None:
        if isinstance(figure, Shown):
            self.between(GROUPS[part], figure.value.low, figure.value.high)
        elif parent_is_exact:  # then one of the two is small, or all are no one's business
            choice, self.choices = self.choices, self.choices + 1
            self.between(GROUPS[part], -BIG, SMALL, (choice, -BIG))
            self.between(GROUPS[rest], -BIG, SMALL + BIG, (choice, BIG))

    @staticmethod
    def _parent_is_exact(part: str, block: CohortBlock) -> bool:
        parent = {
            "same": block.not_improved,
            "reliably improved": block.improved,
            "reliably worse": block.worse,
            "recovered": block.reliably_improved,
            "still attending": Hidden(Absent.PRIVACY),  # hidden for a third reason too: leave that to the check
        }[part]
        return isinstance(parent, Shown) and parent.value.exact

    def solve(self, group: str, at_least: int) -> list[int] | None:
        """Counts behind the block that make the group as small as can be, but no smaller than `at_least`."""
        cost = np.zeros(len(COUNTS) + CHOICES)
        for name, sign in GROUPS[group].items():
            cost[COUNTS.index(name)] = sign
        rows = LinearConstraint(np.array([*self.rows, cost]), [*self.low, at_least], [*self.high, BIG])
        upper = [BIG] * len(COUNTS) + [1] * CHOICES
        answer = milp(cost, constraints=rows, integrality=np.ones(len(cost)), bounds=Bounds(0, upper))
        return None if answer.x is None else [round(x) for x in answer.x[: len(COUNTS)]]


def exposed_by_programme(truth: Tree, observe: Observe) -> dict[str, set[int]]:
    """The small groups of a cohort whose size the attacker tells, however large the cohort."""
    seen = observe(truth)
    search = Search.of(groups(truth))
    given = [truth.started, truth.scored, truth.improved, truth.same, truth.reliably_improved, truth.reliably_worse]
    given += [truth.recovered, truth.still_attending]
    for group in sorted(search.wanted):
        programme = Programme(seen, truth)
        size = 0
        while len(search.sizes[group]) < ENOUGH:
            counts = programme.solve(group, size)
            if counts is None:
                break
            candidate = build(*(None if known is None else count for known, count in zip(given, counts, strict=True)))
            if candidate is not None and observe(candidate) == seen:
                search.add(groups(candidate))
            size = 1 + sum(sign * counts[COUNTS.index(name)] for name, sign in GROUPS[group].items())
    return search.exposed
