"""The rate of improvement on a bar from 0 to 100 %: its interval inside the possible range drawn behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import ROW, Bar, Label, Table, keys, not_drawn
from outcomes.figures import Because, Count, Figure, Hidden, Rate, Shown, Span


@dataclass(frozen=True, slots=True)
class RateChart:
    """Improved of those scored, with its chance interval; shares are 0 to 1.

    `possible` is the range over all who started, from none to all of those not scored having improved. `unit` is the
    plural of whom the strand counts ("parents").
    """

    template: ClassVar[str] = "charts/rate.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    unit: str
    improved: Figure[Count]
    scored: Figure[Count]
    not_scored: Figure[Count]
    rate: Figure[Rate]
    possible: Figure[Span]
    made_up: bool = False
    small: bool = False  # for a line of a list: the bar alone

    def rate_words(self) -> str:
        """ "85 %", "at least 77 %" or why there is none."""
        return wording.rate(self.rate, self.improved)

    def description(self) -> str:
        if isinstance(self.rate, Hidden):
            return f"Rate of improvement: {self.rate_words()}."
        return " ".join(f"{row[0]}: {row[1]}." for row in self.table().rows)

    def table(self) -> Table:
        rows = [
            ("Improved", f"{wording.count(self.improved)} of {wording.count(self.scored)} {self.unit} scored"),
            ("Rate of improvement", self.rate_words()),
            ("95 % interval, chance only", wording.percent(self._interval())),
            ("Possible range over all who started", wording.percent(self.possible)),
        ]
        return Table(self.title, ("Figure", "Value"), tuple(rows))

    def geometry(self) -> Mapping[str, Any]:
        bar_top = 0 if self.small else 34
        marks: dict[str, Any] = {
            "bar_top": bar_top,
            "height": 28 if self.small else bar_top + 48,
            "possible_bar": self._bar(self.possible, "unknown", "Possible range over all who started"),
            "interval_bar": self._bar(self._interval(), "interval", "95 % interval, chance only"),
        }
        if not isinstance(self.rate, Shown):
            return marks | not_drawn(self.rate_words())
        rate = self.rate.value.share
        # a range kept for privacy is drawn as a range; one left by rounding is a point as wide as the rounding
        marks["rate_bar"] = Bar(rate.low, rate.high - rate.low, "improved", f"Rate of improvement: {self.rate_words()}")
        kept_back = isinstance(self.improved, Shown) and self.improved.value.because is Because.PRIVACY
        marks["is_point"] = not kept_back
        if self.small:
            return marks
        known_end = rate.high if rate.low == 0 else rate.low
        marks["rate_label"] = Label(known_end, 24, self.rate_words(), centred=not kept_back)
        ends = self._ends(bar_top + 66)
        key_top = bar_top + 66 + ROW * len(ends)
        marks["ends"] = ends
        marks["leader_top"] = bar_top + 28
        marks["keys"] = keys(self._key_lines(), key_top)
        marks["height"] = key_top + ROW * len(marks["keys"]) - 8
        return marks

    def _interval(self) -> Figure[Span]:
        return self.rate if isinstance(self.rate, Hidden) else Shown(self.rate.value.interval)

    def _bar(self, figure: Figure[Span], kind: str, name: str) -> Bar | None:
        if isinstance(figure, Hidden):
            return None
        span = figure.value
        return Bar(span.low, span.high - span.low, kind, f"{name}: {wording.percent(span)}")

    def _ends(self, top: int) -> list[Label]:
        if isinstance(self.possible, Hidden):
            return []
        low, high = self.possible.value.low, self.possible.value.high
        return [
            Label(low, top, f"{wording.percent(low)} if no others improved"),
            Label(high, top + ROW, f"{wording.percent(high)} if all others did"),
        ]

    def _key_lines(self) -> list[tuple[str, str]]:
        lines = []
        if isinstance(self.rate, Shown):
            chance = wording.percent(self.rate.value.interval)
            lines.append(("interval", f"{chance}: chance variation among those scored"))
        if isinstance(self.possible, Shown):
            rest = wording.count(self.not_scored)
            lines.append(("unknown", f"{wording.percent(self.possible)}: possible, counting the {rest} not scored"))
        return lines
