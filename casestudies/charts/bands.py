"""The bands of a measure before and after, as two margins side by side; nobody is followed from one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from casestudies import wording
from casestudies.charts.drawing import Table, not_drawn, stack
from outcomes.figures import BandCount, Figure, Hidden, Shown

COLUMN_HEIGHT = 220
COLUMN_TOP = 28
LINE = 15  # pixels a label needs


@dataclass(frozen=True, slots=True)
class Block:
    """One band of one column, in pixels down the drawing; its label stands at `label_y`."""

    y: float
    height: float
    label_y: float
    kind: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class BandsChart:
    """Bands in score order, lowest first; the better end is drawn on top whichever way the measure runs."""

    template: ClassVar[str] = "charts/bands.svg"
    made_up_words: ClassVar[str] = "made-up scores"

    key: str
    title: str
    unit: str
    before: Figure[tuple[BandCount, ...]]
    after: Figure[tuple[BandCount, ...]]
    higher_is_better: bool = True
    made_up: bool = False

    def description(self) -> str:
        if isinstance(self.before, Hidden):
            return f"Bands before: {wording.absent(self.before.why)}."
        if isinstance(self.after, Hidden):
            return f"Bands after: {wording.absent(self.after.why)}."
        return " ".join(f"{row[0]}: {row[1]} before, {row[2]} after." for row in self.table().rows)

    def table(self) -> Table:
        head = ("Band", "Before", "After")
        if isinstance(self.before, Hidden) or isinstance(self.after, Hidden):
            words = ("–" if isinstance(f, Shown) else wording.absent(f.why) for f in (self.before, self.after))
            return Table(self.title, head, (("All bands", *words),))
        before = {self._label(band): str(band.count) for band in self.before.value}
        after = {self._label(band): str(band.count) for band in self.after.value}
        lows = {self._label(band): band.low for band in (*self.before.value, *self.after.value)}
        labels = sorted(lows, key=lambda label: lows[label], reverse=self.higher_is_better)
        rows = tuple((label, before.get(label, "–"), after.get(label, "–")) for label in labels)
        return Table(self.title, head, rows)

    def geometry(self) -> Mapping[str, Any]:
        if isinstance(self.before, Hidden):
            return not_drawn(wording.absent(self.before.why))
        if isinstance(self.after, Hidden):
            return not_drawn(wording.absent(self.after.why))
        every = sorted({band.low for band in (*self.before.value, *self.after.value)}, reverse=self.higher_is_better)
        return {
            "height": COLUMN_TOP + COLUMN_HEIGHT + 24,
            "column_top": COLUMN_TOP,
            "columns": [
                {"heading": "Before", "x": "0%", "text_x": "0%", "blocks": self._blocks(self.before.value, every)},
                {"heading": "After", "x": "50%", "text_x": "50%", "blocks": self._blocks(self.after.value, every)},
            ],
            "better": "better scores on top",
            "foot_y": COLUMN_TOP + COLUMN_HEIGHT + 18,
        }

    def _label(self, band: BandCount) -> str:
        return f"{band.low:g}–{band.high:g} {band.label}".strip()

    def _blocks(self, bands: Sequence[BandCount], every: Sequence[float]) -> list[Block]:
        ordered = sorted(bands, key=lambda band: band.low, reverse=self.higher_is_better)
        whole = sum(band.count for band in ordered)
        places = stack(band.count / whole * COLUMN_HEIGHT for band in ordered)
        middles = spread([start + length / 2 for start, length in places], LINE, COLUMN_HEIGHT)
        return [
            Block(
                y=round(COLUMN_TOP + start, 1),
                height=round(length, 1),
                label_y=round(COLUMN_TOP + middle + 4, 1),
                kind=f"part-{1 + round(3 * every.index(band.low) / max(1, len(every) - 1))}",
                name=f"{self._label(band)}: {band.count} {self.unit}",
                words=f"{band.low:g}–{band.high:g}: {band.count}",
            )
            for band, (start, length), middle in zip(ordered, places, middles, strict=True)
        ]


def spread(middles: Sequence[float], gap: float, height: float) -> list[float]:
    """Label positions (pixels, ascending) moved just far enough apart not to overlap, inside 0 to `height`."""
    placed: list[float] = []
    for middle in middles:
        placed.append(max(middle, placed[-1] + gap if placed else gap / 2))
    ceiling = height - gap / 2
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed
