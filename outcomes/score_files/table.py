"""A file as rows of cells, whatever its format was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Formula(Enum):
    """Stands for a cell that computes its value: what it showed when last opened is not trusted."""

    FORMULA = "formula"


Cell = str | date | Formula


@dataclass(frozen=True)
class Table:
    """Numbered rows as a spreadsheet shows them, from row 1 on, and about how many there will be (for progress)."""

    rows: Iterator[tuple[int, list[Cell]]]
    total: int


def column_letters(index: int) -> str:
    """What a spreadsheet calls the column at `index` (0 is A)."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
