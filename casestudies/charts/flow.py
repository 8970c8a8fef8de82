"""Who came and who was scored before and after; and, on a bar of its own, how those scored did.

The outcome is a second whole, not a further loss from the first: the two bars do not share a scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import ROW, Bar, Table, keys, stack
from outcomes.figures import Because, Count, Figure, Hidden, Shown

WORDS = {"improved": "improved", "same": "the same", "worse": "worse", "not-improved": "did not improve"}


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Counts of one cohort as published; `unit` is the plural of whom the strand counts ("parents")."""

    template: ClassVar[str] = "charts/flow.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    unit: str
    started: Figure[Count]
    scored: Figure[Count]
    not_scored: Figure[Count]
    improved: Figure[Count]
    not_improved: Figure[Count]
    same: Figure[Count]
    worse: Figure[Count]
    made_up: bool = False

    def description(self) -> str:
        return " ".join(f"{row[0]}: {row[1]}." for row in self.table().rows)

    def table(self) -> Table:
        rows = [
            (f"{self.unit.capitalize()} who started", wording.count(self.started)),
            ("Scored before and after", wording.count(self.scored)),
            ("Not scored twice", wording.count(self.not_scored)),
            ("Improved", wording.count(self.improved)),
            ("Not improved", wording.count(self.not_improved)),
            ("Of these, the same", wording.count(self.same)),
            ("Of these, worse", wording.count(self.worse)),
        ]
        return Table(self.title, ("Step", self.unit.capitalize()), tuple(rows))

    def geometry(self) -> Mapping[str, Any]:
        came, came_lines = self._came()
        outcome, outcome_lines = self._outcome()
        first_keys = keys(came_lines, 74)
        second_top = 74 + ROW * len(first_keys) + 4
        second_keys = keys(outcome_lines, second_top + 62)
        return {
            "came": came,
            "came_heading": f"{wording.count(self.started)} {self.unit} started"
            if isinstance(self.started, Shown)
            else f"{self.unit.capitalize()} who started: {wording.count(self.started)}",
            "came_keys": first_keys,
            "second_top": second_top,
            "outcome": outcome,
            "outcome_heading": f"Of the {wording.count(self.scored)} scored, on their own scale"
            if isinstance(self.scored, Shown)
            else f"How they did: {wording.count(self.scored)}",
            "outcome_keys": second_keys,
            "height": second_top + (62 + ROW * len(second_keys) - 8 if outcome else 24),
        }

    def _came(self) -> tuple[list[Bar], list[tuple[str, str]]]:
        if isinstance(self.scored, Hidden):
            lines = [("unknown", f"scored before and after: {wording.count(self.scored)}")]
            whole = [Bar(0, 1, "unknown", f"Scored before and after: {wording.count(self.scored)}")]
            return (whole, lines) if isinstance(self.started, Shown) else ([], lines)
        scored = self.scored.value.low
        # where fewer than 8 were not scored, 7 stands for them: the drawing says no more than the words do
        rest = self.not_scored.value.high if isinstance(self.not_scored, Shown) else 0
        lines = [("part-3", f"{wording.count(self.scored)} scored before and after")]
        bars = [Bar(0, scored / (scored + rest), "part-3", f"Scored before and after: {wording.count(self.scored)}")]
        if rest:
            lines.append(("unknown", f"{wording.count(self.not_scored)} not scored twice: outcome unknown"))
            name = f"Not scored twice, outcome unknown: {wording.count(self.not_scored)}"
            bars.append(Bar(scored / (scored + rest), rest / (scored + rest), "unknown", name))
        return bars, lines

    def _outcome(self) -> tuple[list[Bar], list[tuple[str, str]]]:
        if isinstance(self.scored, Hidden) or isinstance(self.improved, Hidden):
            return [], []
        n, improved = self.scored.value.low, self.improved.value
        counted: list[tuple[str, int, str]] = [("improved", improved.low, wording.count(improved))]
        if not improved.exact:
            why = "to protect privacy" if improved.because is Because.PRIVACY else "as the published figure is rounded"
            counted.append(("unknown", improved.high - improved.low, why))
        if isinstance(self.same, Shown) and isinstance(self.worse, Shown):
            counted += [("same", self.same.value.low, wording.count(self.same))]
            counted += [("worse", self.worse.value.low, wording.count(self.worse))]
        elif n > improved.high or isinstance(self.not_improved, Shown):
            counted.append(("not-improved", n - improved.high, wording.count(self.not_improved)))
        bars, lines = [], []
        for (kind, size, words), (start, length) in zip(counted, stack(c[1] / n for c in counted), strict=True):
            name = f"either, {words}" if kind == "unknown" else f"{words} {WORDS[kind]}"
            if size:
                bars.append(Bar(start, length, kind, name[0].upper() + name[1:]))
            lines.append((kind, name))
        return bars, lines
