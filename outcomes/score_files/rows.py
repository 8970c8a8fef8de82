"""One row of cells → one checked row, strictly: what every kind of file has in common."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from outcomes.score_files.answers import Problems, Row
from outcomes.score_files.columns import Columns, Layout
from outcomes.score_files.table import Cell, Formula

REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


class WrongCellError(Exception):
    """A cell that cannot be taken; its words never repeat the cell."""


class RowReader[R: Row]:
    """Reads rows one after the other, remembering the clients met. A subclass says what its columns are, what a cell
    of each must be and which rows contradict themselves; `rules` is whatever it needs to know."""

    layout: ClassVar[Layout]
    rules_class: ClassVar[Any]  # with from_json
    needed: ClassVar[dict[str, str]] = {"client": "The client's reference is missing."}  # what to say of an empty cell

    def __init__(self, columns: Columns, rules: Any, problems: Problems) -> None:
        self._columns, self._rules, self._problems = columns, rules, problems
        self._row_of: dict[str, int] = {}

    def read(self, number: int, cells: Sequence[Cell]) -> R | None:
        """What stands in row `number`, or None where a problem was added."""
        said = self._said()
        found: dict[str, Any] = dict.fromkeys(self.layout.headings)
        for name, index in self._columns.index_of.items():
            cell = cells[index] if index < len(cells) else ""
            try:
                found[name] = self._checked(name, cell, number)
            except WrongCellError as error:
                self._problems.add(number, name, str(error))
        self._look_for_stray_cells(number, cells)
        if self._said() > said:
            return None
        row = self.row(number, found)
        return None if self._said() > said else row

    def row(self, number: int, found: dict[str, Any]) -> R:
        """The row of these values; adds a problem where they contradict each other."""
        raise NotImplementedError

    def value(self, name: str, cell: str | date) -> Any:
        """What a filled cell of a column other than the client's means. Raises WrongCellError."""
        raise NotImplementedError

    def check_whole(self, met: int) -> None:
        """Add what is wrong with a file of so many rows."""
        if not met:
            self._problems.add(None, None, "There is no row below the headings.")

    def _said(self) -> int:
        return len(self._problems.listed) + self._problems.unlisted

    def _checked(self, name: str, cell: Cell, number: int) -> Any:
        if isinstance(cell, Formula):
            raise WrongCellError("The cell holds a formula. Paste its value instead.")
        if isinstance(cell, str) and any(unicodedata.category(character).startswith("C") for character in cell):
            raise WrongCellError("The cell holds an invisible character, such as a line break or a direction mark.")
        if cell == "" and name in self.needed:
            raise WrongCellError(self.needed[name])
        if name == "client":
            return self._client(cell, number)
        return None if cell == "" else self.value(name, cell)

    def _client(self, cell: str | date, number: int) -> str:
        if isinstance(cell, date) or not REFERENCE.fullmatch(cell):
            raise WrongCellError(
                "This is not a reference: up to 20 letters A to Z, digits and hyphens, with at least one digit."
            )
        # a2 and A2 are one client typed twice more often than two clients
        first = self._row_of.setdefault(cell.upper(), number)
        if first != number:
            raise WrongCellError(f"The same client stands in row {first:,} already.")
        return cell

    def _look_for_stray_cells(self, number: int, cells: Sequence[Cell]) -> None:
        """Values under no heading: most often a row in which something was pushed to the right."""
        for index, cell in enumerate(cells):
            if cell and self._columns.is_unnamed(index):
                label = self._columns.label(index)
                self._problems.add(number, label, "There is a value, but the column has no heading.")


def as_day(cell: str | date) -> date:
    """A day as a spreadsheet holds it or a person types it. Raises WrongCellError."""
    if isinstance(cell, date):
        return cell
    iso, british = _ISO.fullmatch(cell), _BRITISH.fullmatch(cell)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
    except ValueError:
        pass
    raise WrongCellError("This is not a date such as 2014-05-31 or 31/05/2014.")
