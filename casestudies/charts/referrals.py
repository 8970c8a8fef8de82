"""How people came: a bar a referral route, smaller routes merged before they get here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import Bar, Table, not_drawn
from outcomes.figures import Figure, Hidden, Part

PITCH = 44  # pixels from one route to the next


@dataclass(frozen=True, slots=True)
class ReferralsChart:
    """Routes in the order to show them, with the people who came by each."""

    template: ClassVar[str] = "charts/referrals.svg"
    made_up_words: ClassVar[str] = "invented figures"

    key: str
    title: str
    unit: str
    parts: Figure[tuple[Part, ...]]
    made_up: bool = False

    def description(self) -> str:
        return " ".join(f"{row[0]}: {row[1]}." for row in self.table().rows)

    def table(self) -> Table:
        head = ("Route", self.unit.capitalize())
        if isinstance(self.parts, Hidden):
            return Table(self.title, head, (("All routes", wording.absent(self.parts.why)),))
        return Table(self.title, head, tuple((part.label, wording.number(part.count)) for part in self.parts.value))

    def geometry(self) -> Mapping[str, Any]:
        if isinstance(self.parts, Hidden):
            return not_drawn(wording.absent(self.parts.why))
        longest = max(part.count for part in self.parts.value)
        routes = [
            {
                "bar": Bar(
                    0, part.count / longest, "part-1", f"{part.label}: {wording.number(part.count)} {self.unit}"
                ),
                "label": part.label,
                "count": wording.number(part.count),
                "text_y": 14 + i * PITCH,
                "bar_y": 20 + i * PITCH,
            }
            for i, part in enumerate(self.parts.value)
        ]
        return {"routes": routes, "height": PITCH * len(routes)}
