"""What every chart has in common: marks placed in shares of the width, pixels of height, a table beside it.

Widths are percentages, so that text keeps its size on a phone and on paper while the bars take the room there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap
from typing import Any, ClassVar, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from casestudies.charts import palette

STANDALONE_WIDTH = 640  # pixels, of a chart saved as a file
ROW = 22  # pixels from one line of text to the next
TAG_HEIGHT = 20
HEADING_HEIGHT = 34
CAPTION_LINE = 17
LONGEST = 50  # letters of a line that fit a phone

FILLS = {
    "improved": palette.IMPROVED,
    "improved-block": palette.IMPROVED,  # in a key: the colour alone, without the triangle that stands for people
    "interval": palette.INTERVAL,
    "worse": palette.WORSE,
    "track": palette.TRACK,
    "part-1": palette.PARTS[0],
    "part-2": palette.PARTS[1],
    "part-3": palette.PARTS[2],
    "part-4": palette.PARTS[3],
}
PATTERNS = ("unknown", "same", "not-improved")  # told apart by texture, drawn by charts/patterns.svg


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures as the drawing, in words: the first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `start`, `length` wide, both as shares (0–1) of the drawing; `kind` names its colour and texture."""

    start: float
    length: float
    kind: str
    name: str
    letter: str = ""

    @property
    def x(self) -> str:
        """Where the bar begins, as SVG reads it."""
        return share(self.start)

    @property
    def width(self) -> str:
        """How long the bar is, as SVG reads it."""
        return share(self.length)

    @property
    def middle(self) -> str:
        """Where a letter inside the bar stands."""
        return share(self.start + self.length / 2)

    @property
    def roomy(self) -> bool:
        """Whether a letter fits inside on a phone."""
        return self.length > 0.05


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at `at` (share 0–1 of the width) and `y` (pixels), hanging to the side where there is room."""

    at: float
    y: int
    text: str
    centred: bool = False

    @property
    def x(self) -> str:
        """Where the text is anchored, as SVG reads it."""
        return share(self.at)

    @property
    def anchor(self) -> str:
        """Which end of the text stands at `x`."""
        if self.centred and 0.1 < self.at < 0.9:
            return "middle"
        return "start" if self.at < 0.5 else "end"


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the key under a drawing: the look of a mark, and what it stands for."""

    kind: str
    words: str
    y: int
    letter: str = ""


class Chart(Protocol):
    """What `draw` needs of a chart: its template, its geometry and its words."""

    template: ClassVar[str]
    made_up_words: ClassVar[str]  # written inside the drawing where its numbers were invented or simulated

    @property
    def key(self) -> str:
        """Letters, digits and hyphens, unique on the page: it makes the ids inside the drawing."""

    @property
    def title(self) -> str:
        """The accessible name."""

    @property
    def made_up(self) -> bool:
        """Whether the numbers were invented or simulated."""

    def description(self) -> str:
        """What the drawing shows, in a sentence or two."""

    def geometry(self) -> Mapping[str, Any]:
        """The marks for the template, and `height` in pixels."""

    def table(self) -> Table:
        """The same figures as rows of words."""


def share(value: float) -> str:
    """A share from 0 to 1 as an SVG length: 0.3653 reads "36.53%"."""
    return f"{round(value * 100, 2):g}%"


def stack(lengths: Iterable[float]) -> list[tuple[float, float]]:
    """(start, length) of bars laid end to end."""
    known = list(lengths)
    starts = accumulate(known, initial=0.0)
    return list(zip(starts, known, strict=False))


def keys(lines: Iterable[tuple[str, str] | tuple[str, str, str]], top: int) -> list[Key]:
    """The lines of a key from `top` (pixels) down: (kind, words) or (kind, words, letter); long ones wrap."""
    placed: list[Key] = []
    for line in lines:
        for i, words in enumerate(wrap(line[1], LONGEST)):
            letter = line[2] if len(line) == 3 else ""
            y = top + ROW * len(placed)
            placed.append(Key("none", words, y) if i else Key(line[0], words, y, letter))
    return placed


def not_drawn(words: str) -> dict[str, Any]:
    """The geometry of a chart that has nothing to show but the reason, in lines short enough for a phone."""
    lines = [{"words": line, "y": 26 + 18 * i} for i, line in enumerate(wrap(words, LONGEST))]
    return {"absent": lines, "height": 12 + 18 * len(lines)}


def draw(chart: Chart, *, standalone: bool = False, caption: Sequence[str] = ()) -> SafeString:
    """The chart as an SVG element; `standalone` makes it a file of its own: namespace, size, white ground, heading.

    The lines of a `caption` stand under it.
    """
    geometry = chart.geometry()
    top = (HEADING_HEIGHT if standalone else 0) + (TAG_HEIGHT if chart.made_up else 0)
    context = {
        **geometry,
        "chart": chart,
        "standalone": standalone,
        "top": top,
        "full_height": geometry["height"] + top + (12 if standalone else 0) + CAPTION_LINE * len(caption),
        "caption": [(geometry["height"] + top + 14 + CAPTION_LINE * i, line) for i, line in enumerate(caption)],
        "full_width": STANDALONE_WIDTH,
        "tag_y": (HEADING_HEIGHT if standalone else 0) + 13,
        "colour": {name.lower(): value for name, value in vars(palette).items() if name.isupper()},
        "fills": FILLS,
    }
    return mark_safe(render_to_string(chart.template, context).strip())  # noqa: S308 - the template escaped it
