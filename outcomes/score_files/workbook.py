"""An Excel workbook as rows of cells."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from outcomes.score_files.answers import UnreadableError
from outcomes.score_files.table import Cell, Formula, Table
from outcomes.score_files.unpack import DAMAGED, Unpacked, unpack


def workbook_table(data: bytes, sheet: str) -> Table:
    """The rows of the only sheet, or of the one called `sheet` (in small letters). Raises UnreadableError, at once or
    while rows are taken."""
    unpacked = unpack(data)
    return Table(_rows(unpacked, sheet), unpacked.rows)


def _rows(unpacked: Unpacked, called: str) -> Iterator[tuple[int, list[Cell]]]:
    try:
        workbook = load_workbook(unpacked.archive, read_only=True, keep_links=False)
        sheet = _sheet(workbook, called)
        if not unpacked.columns:
            return
        sheet.reset_dimensions()  # what the file says of its own size counts for nothing
        taken = sheet.iter_rows(min_row=1, max_row=unpacked.rows, min_col=1, max_col=unpacked.columns)
        for number, row in enumerate(taken, start=1):
            yield number, [_cell(cell) for cell in row]
    except (UnreadableError, MemoryError):
        raise
    except Exception:  # noqa: BLE001
        # The library meets broken files with any exception, and its words may hold a cell
        raise UnreadableError(DAMAGED) from None


def _sheet(workbook: Any, called: str) -> Any:
    sheets = workbook.worksheets
    if not sheets:
        raise UnreadableError(DAMAGED)
    if len(sheets) > 1:
        sheets = [sheet for sheet in sheets if sheet.title.strip().lower() == called]
    if len(sheets) != 1:
        words = f"The workbook has several sheets. Leave one, or call the one to read “{called.capitalize()}”."
        raise UnreadableError(words)
    return sheets[0]


def _cell(cell: Any) -> Cell:
    """Numbers as the text a person would type, so that they pass the same strict reading as a CSV's."""
    value = cell.value
    if cell.data_type == "f":
        return Formula.FORMULA
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, date) else str(value)
