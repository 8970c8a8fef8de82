"""A target on a bar from 0 to 100 %: the rate over all who started under an assumption, inside what is possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import ROW, Bar, Label, Table, keys
from outcomes.figures import Figure, Shown, Span

BAR_TOP = 34


@dataclass(frozen=True, slots=True)
class TargetChart:
    """Shares are 0 to 1; `assumed` is the rate over all who started under the assumption, `assumption` its words."""

    template: ClassVar[str] = "charts/target.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    target: float
    assumed: Span
    assumed_words: str  # to one decimal: a target may lie between two whole percentages
    assumption: str
    possible: Figure[Span]
    made_up: bool = False

    def description(self) -> str:
        return " ".join(f"{row[0]}: {row[1]}." for row in self.table().rows)

    def table(self) -> Table:
        rows = (
            ("Target", wording.percent(self.target)),
            (f"Rate over all who started, {self.assumption}", self.assumed_words),
            ("Possible range over all who started", wording.percent(self.possible)),
        )
        return Table(self.title, ("Figure", "Value"), rows)

    def geometry(self) -> Mapping[str, Any]:
        below = BAR_TOP + 62
        marks = keys(self._key_lines(), below + ROW)
        return {
            "bar_top": BAR_TOP,
            "assumed_bar": Bar(
                self.assumed.low,
                self.assumed.high - self.assumed.low,
                "improved",
                f"Under the assumption: {self.assumed_words}",
            ),
            "assumed_label": Label(self.assumed.low, 24, self.assumed_words, centred=True),
            "possible_bar": self._possible(),
            "target_label": Label(self.target, below, f"target {wording.percent(self.target)}", centred=True),
            "target_end": below - 13,
            "keys": marks,
            "height": below + ROW * (len(marks) + 1) - 8,
        }

    def _possible(self) -> Bar | None:
        if not isinstance(self.possible, Shown):
            return None
        span = self.possible.value
        name = f"Possible range over all who started: {wording.percent(span)}"
        return Bar(span.low, span.high - span.low, "unknown", name)

    def _key_lines(self) -> list[tuple[str, str]]:
        found = [("improved-block", f"{self.assumed_words} of all: {self.assumption}")]
        if isinstance(self.possible, Shown):
            found.append(("unknown", f"{wording.percent(self.possible)}: possible, from none of the others to all"))
        return found
