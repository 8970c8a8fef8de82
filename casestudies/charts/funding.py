"""Who paid: one stacked bar, what is not broken down hatched at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies.charts.drawing import ROW, Bar, Table, keys, stack

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Money:
    """One part: its payer, its amount in words, and its share (0 to 1) of the whole, None if unknown."""

    payer: str
    amount: str
    share: float | None


@dataclass(frozen=True, slots=True)
class FundingChart:
    """`rest` is what the known parts leave over of the stated whole; None when there is none or no whole was stated."""

    template: ClassVar[str] = "charts/funding.svg"
    made_up_words: ClassVar[str] = "invented figures"

    key: str
    title: str
    whole: str  # in words: "about £500,000", "£108,000 of those amounts that are known"
    parts: tuple[Money, ...]
    rest: Money | None = None
    made_up: bool = False

    def description(self) -> str:
        return " ".join([f"In all {self.whole}."] + [f"{row[0]}: {row[1]}." for row in self.table().rows])

    def table(self) -> Table:
        every = (*self.parts, self.rest) if self.rest else self.parts
        return Table(self.title, ("Paid by", "Amount"), tuple((part.payer, part.amount) for part in every))

    def geometry(self) -> Mapping[str, Any]:
        drawn = [part for part in self.parts if part.share is not None]
        lengths = [part.share or 0 for part in drawn] + ([self.rest.share or 0] if self.rest else [])
        bars, lines = [], []
        for i, (part, (start, length)) in enumerate(zip(drawn, stack(lengths), strict=False)):
            kind, letter = f"part-{1 + i % 4}", LETTERS[i % 26]
            bars.append(Bar(start, length, kind, f"{part.payer}: {part.amount}", letter))
            lines.append((kind, f"{part.payer}: {part.amount}", letter))
        if self.rest and self.rest.share:
            start = 1 - self.rest.share
            bars.append(Bar(start, self.rest.share, "unknown", f"{self.rest.payer}: {self.rest.amount}"))
            lines.append(("unknown", f"{self.rest.payer}: {self.rest.amount}", ""))
        lines += [("none", f"{part.payer}: {part.amount}", "") for part in self.parts if part.share is None]
        top = 74 if bars else 40
        placed = keys(lines, top)
        return {"bars": bars, "keys": placed, "height": top + ROW * len(placed) - 8}
