"""Exact rates against how many were scored, inside the limits that chance alone explains; nobody is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import ROW, Table, keys, share
from outcomes.figures import Limits

HEIGHT = 260  # pixels from 100 % down to 0
TOP = 24
CAPTION = (
    "more different than chance alone explains: other families, starting scores, scorers, coverage; not better or worse"
)


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Points are (improved, scored), limits shares (0–1) by size; `outside` counts the points beyond the wider ones."""

    template: ClassVar[str] = "charts/funnel.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    points: tuple[tuple[int, int], ...]
    rate: float
    limits: tuple[Limits, ...]
    outside: int
    made_up: bool = False

    @property
    def caption(self) -> str:
        """What a point outside the limits says, and what it does not."""
        return CAPTION

    def description(self) -> str:
        return (
            f"{len(self.points)} projects, the rate of each against how many were scored. "
            f"Outside the wider limits: {self.outside}. Such points are {CAPTION}."
        )

    def table(self) -> Table:
        """The limits at the two ends and the middle; the projects stand in the table of results."""
        some = self.limits[:: max(1, (len(self.limits) - 1) // 2)]
        rows = [(f"{limit.n}", wording.percent(limit.usual), wording.percent(limit.rare)) for limit in some]
        return Table("Limits about the average", ("Scored", "95 % limits", "99.8 % limits"), tuple(rows))

    def geometry(self) -> Mapping[str, Any]:
        most = self._widest()
        ticks = [{"x": share(at), "words": f"{round(most * at)}"} for at in (0, 0.5, 1)]
        axis = TOP + HEIGHT
        return {
            "plot_y": TOP,
            "plot_height": HEIGHT,
            "areas": {
                "rare": self._area([(limit.n, limit.rare.low, limit.rare.high) for limit in self.limits]),
                "usual": self._area([(limit.n, limit.usual.low, limit.usual.high) for limit in self.limits]),
            },
            "average_y": _y(self.rate),
            "points": [
                {
                    "x": share(n / most),
                    "y": _y(k / n),
                    "name": f"{wording.percent(k / n)} of {wording.number(n)} scored",
                }
                for k, n in self.points
            ],
            "levels": [{"y": _y(at), "words": f"{round(100 * at)}{wording.THIN}%"} for at in (0, 0.5, 1)],
            "ticks": ticks,
            "axis_y": axis,
            "keys": keys(
                [
                    ("dashes", f"average {wording.percent(self.rate)}"),
                    ("interval", "95 % limits: 1 in 20 outside by chance"),
                    ("track", "99.8 % limits: 1 in 500 outside by chance"),
                ],
                axis + 2 * ROW + 16,
            ),
            "height": axis + 5 * ROW + 12,
        }

    def _widest(self) -> float:
        return 1.05 * max(n for _, n in self.points)

    def _area(self, ends: Sequence[tuple[int, float, float]]) -> str:
        """The points of a polygon in thousandths of the plot: along the lower limit and back along the upper."""
        most = self._widest()
        lower = [f"{1000 * n / most:.1f},{1000 * (1 - low):.1f}" for n, low, _ in ends]
        upper = [f"{1000 * n / most:.1f},{1000 * (1 - high):.1f}" for n, _, high in reversed(ends)]
        return " ".join(lower + upper)


def _y(rate: float) -> int:
    return TOP + round(HEIGHT * (1 - rate))
