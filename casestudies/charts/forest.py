"""Many rates on one axis from 0 to 100 %: a bar a project, and the average of those that may be averaged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import ROW, Bar, Table, keys, not_drawn
from outcomes.figures import Because, Count, Figure, Hidden, Pool, Rate, Shown, Span

LABEL = 36  # letters of a label beside a rate, on a phone
BAR = 16
PITCH = BAR + 22
LINE = 17


@dataclass(frozen=True, slots=True)
class ForestLine:
    """One project's rate: `label` names it, `note` says of whom and when."""

    label: str
    note: str
    rate: Figure[Rate]
    improved: Figure[Count]
    scored: Figure[Count]
    possible: Figure[Span]

    def rate_words(self) -> str:
        """ "85 %", "at least 76 %" or why there is none."""
        return wording.rate(self.rate, self.improved)

    def cells(self) -> tuple[str, ...]:
        """The line as a row of the table."""
        counts = f"{wording.count(self.improved)} of {wording.count(self.scored)}"
        interval = self.rate if isinstance(self.rate, Hidden) else Shown(self.rate.value.interval)
        return (
            f"{self.label}, {self.note}",
            counts if isinstance(self.rate, Shown) else "not shown",
            self.rate_words(),
            wording.percent(interval),
            wording.percent(self.possible),
        )


@dataclass(frozen=True, slots=True)
class ForestGroup:
    """Lines that may be compared with each other, under a heading; without one they need none."""

    heading: str
    lines: tuple[ForestLine, ...]


@dataclass(frozen=True, slots=True)
class ForestChart:
    """Rates side by side, and beneath them the pooled one with its interval and where a further project would lie."""

    template: ClassVar[str] = "charts/forest.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    groups: tuple[ForestGroup, ...]
    pool: Pool | None = None
    made_up: bool = False

    def description(self) -> str:
        shown = sum(isinstance(line.rate, Shown) for line in self._lines())
        words = f"{shown} rates of improvement on one axis from 0 to 100 %."
        return words if self.pool is None else f"{words} {self._pool_name(self.pool)}."

    def table(self) -> Table:
        head = ("Project", "Improved of scored", "Rate", "95 % interval", "Possible range")
        rows = [line.cells() for line in self._lines()]
        if self.pool:
            average, interval = wording.percent(self.pool.average), wording.percent(self.pool.interval)
            rows.append((f"Average of {self.pool.projects} projects", "–", average, interval, "–"))
        return Table(self.title, head, tuple(rows))

    def geometry(self) -> Mapping[str, Any]:
        if not any(isinstance(line.rate, Shown) for line in self._lines()):
            return not_drawn("No rate of improvement is shown.")
        lines, headings, top = [], [], 0
        for group in self.groups:
            for words in wrap(group.heading, LABEL + 12):
                top += ROW
                headings.append({"words": words, "y": top - 6})
            for line in group.lines:
                drawn = _placed(line, top)
                lines.append(drawn)
                top = drawn["bar_y"] + PITCH
        marks: dict[str, Any] = {"lines": lines, "headings": headings, "axis_top": 4}
        if self.pool:
            marks |= self._diamond(self.pool, top)
            top += 2 * PITCH - 10
        marks["axis_y"] = top - 12
        marks["keys"] = keys(self._key_lines(), top + ROW)
        marks["height"] = top + ROW * (len(marks["keys"]) + 1) - 8
        return marks

    def _lines(self) -> Iterable[ForestLine]:
        return (line for group in self.groups for line in group.lines)

    def _pool_name(self, pool: Pool) -> str:
        return (
            f"Average of {pool.projects} projects {wording.percent(pool.average)}, interval "
            f"{wording.percent(pool.interval)}, a further project {wording.percent(pool.prediction)}"
        )

    def _diamond(self, pool: Pool, top: int) -> dict[str, Any]:
        name = self._pool_name(pool)
        prediction, interval = pool.prediction, pool.interval
        return {
            "pool_y": top + 8,
            "pool_bar_y": top + 14,
            "pool_words": f"Average of {pool.projects} projects",
            "pool_rate": wording.percent(pool.average),
            "pool_prediction": Bar(prediction.low, prediction.high - prediction.low, "part-2", name),
            "pool_interval": Bar(interval.low, interval.high - interval.low, "improved", name),
        }

    def _key_lines(self) -> list[tuple[str, str]]:
        found = [("interval", "chance variation among those scored (95 %)")]
        if any(isinstance(line.possible, Shown) and isinstance(line.rate, Shown) for line in self._lines()):
            found.append(("unknown", "possible, counting those not scored"))
        if self.pool:
            found.append(("improved-block", "the average’s own interval (95 %)"))
            found.append(("part-2", "where a further project would lie (95 %)"))
        return found


def _placed(line: ForestLine, top: int) -> dict[str, Any]:
    """The marks of a line that begins `top` pixels down."""
    label = wrap(line.label, LABEL) or ["–"]
    first = top + 14
    bar_y = first + LINE * len(label) + 5
    drawn: dict[str, Any] = {
        "label": [{"words": words, "y": first + LINE * i} for i, words in enumerate(label)],
        "note": line.note,
        "note_y": first + LINE * len(label),
        "rate_words": line.rate_words() if isinstance(line.rate, Shown) else "",
        "absent": "" if isinstance(line.rate, Shown) else line.rate_words(),
        "y": first,
        "bar_y": bar_y,
        "absent_y": bar_y + 14,
    }
    if isinstance(line.rate, Hidden):
        return drawn
    who = f"{line.label}, {line.note}"
    share, interval = line.rate.value.share, line.rate.value.interval
    kept_back = isinstance(line.improved, Shown) and line.improved.value.because is Because.PRIVACY
    drawn["interval"] = _bar(interval, "interval", f"{who}: 95 % interval {wording.percent(interval)}")
    drawn["rate"] = _bar(share, "improved", f"{who}: {line.rate_words()}")
    drawn["is_point"] = not kept_back
    if isinstance(line.possible, Shown):
        possible = line.possible.value
        drawn["possible"] = _bar(possible, "unknown", f"{who}: possible range {wording.percent(possible)}")
    return drawn


def _bar(span: Span, kind: str, name: str) -> Bar:
    return Bar(span.low, span.high - span.low, kind, name)
