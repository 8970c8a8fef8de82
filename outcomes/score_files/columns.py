"""Which column of a file is which: by its heading in row 1, whatever the order.

A heading we do not know is refused, even a harmless one: what nobody needs is not held, and what is not read cannot
leak.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outcomes.score_files import privacy
from outcomes.score_files.answers import Problems
from outcomes.score_files.table import Cell, Formula, column_letters

# The first name of each list is ours; problems use it. Capitals, spaces, hyphens and underscores do not matter.
HEADINGS = {
    "client": ["client", "client reference", "client ref", "client id", "client code", "reference", "ref"],
    "before": ["before", "before score", "score before", "first score", "pre", "pre score"],
    "after": ["after", "after score", "score after", "last score", "second score", "post", "post score"],
    "before date": ["before date", "date before", "before on", "date of before score", "pre date"],
    "after date": ["after date", "date after", "after on", "date of after score", "post date"],
}
REQUIRED = ("client", "before", "after")


@dataclass(frozen=True)
class Layout:
    """A kind of file: our headings (our name first, then others it may have), those that must be there, and what the
    sheet of a workbook is called."""

    headings: Mapping[str, Sequence[str]]
    required: tuple[str, ...]
    sheet: str

    def known_name(self, heading: str) -> str | None:
        """Our name of a column with this heading, or None."""
        wanted = re.sub(r"[\s_-]+", " ", heading).strip().lower()
        return next((name for name, others in self.headings.items() if wanted in others), None)

    def names_known(self, headings: Sequence[str]) -> int:
        """How many of these headings are ours."""
        return sum(self.known_name(heading) is not None for heading in headings)


SCORES = Layout(HEADINGS, REQUIRED, "scores")


@dataclass(frozen=True)
class Columns:
    """Where our columns stand (`index_of`, from 0) and what to call each column of the file in a problem
    (`labels`)."""

    index_of: dict[str, int]
    labels: tuple[str, ...]

    def label(self, index: int) -> str:
        """“before” for a column of ours, “column C” for any other, also beyond the headings."""
        return self.labels[index] if index < len(self.labels) else f"column {column_letters(index)}"

    def name(self, index: int) -> str:
        """Our name of a column, or "other"."""
        label = self.label(index)
        return label if label in self.index_of else "other"

    def is_unnamed(self, index: int) -> bool:
        """No heading of ours stands over this column."""
        return self.name(index) == "other"


def find_columns(header: Sequence[Cell], layout: Layout, problems: Problems, private: privacy.Findings) -> Columns:
    """Match row 1 against our headings. Adds what is wrong to `problems`, and headings that announce personal data to
    `private`."""
    index_of: dict[str, int] = {}
    labels = []
    for index, heading in enumerate(header):
        place = f"column {column_letters(index)}"
        name = layout.known_name(heading) if isinstance(heading, str) else None
        labels.append(name or place)
        if heading == "":
            continue
        if name is not None and name in index_of:
            problems.add(1, place, f"There is a column “{name}” already.")
        elif name is not None:
            index_of[name] = index
        elif isinstance(heading, Formula):
            problems.add(1, place, "The heading is a formula.")
        elif kind := privacy.kind_of_heading(heading):
            private.add(1, place, kind, heading=True)
        else:
            ours = ", ".join(layout.headings)
            problems.add(1, place, f"The heading is not one of ours ({ours}). Take the column out.")
    for name in layout.required:
        if name not in index_of:
            others = ", ".join(layout.headings[name])
            problems.add(1, None, f"There is no column “{name}”. Its heading can be: {others}.")
    return Columns(index_of, tuple(labels))
