"""A file as rows of cells, whatever its format was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath

from outcomes.score_files.answers import UnreadableError


class Formula(Enum):
    """Stands for a cell that computes its value: what it showed when last opened is not trusted."""

    FORMULA = "formula"


Cell = str | date | Formula


@dataclass(frozen=True)
class Table:
    """Numbered rows as a spreadsheet shows them, from row 1 on, and about how many there will be (for progress)."""

    rows: Iterator[tuple[int, list[Cell]]]
    total: int


def open_table(data: bytes, file_name: str) -> Table:
    """The rows of a CSV file or workbook. The name's ending and the content must agree.

    Raises UnreadableError, at once or while the rows are taken.
    """
    # Imported late: a CSV file needs none of the workbook library's memory.
    from outcomes.score_files.csv_table import csv_table
    from outcomes.score_files.workbook import workbook_table

    ending = PurePath(file_name).suffix.lower()
    is_zip, is_ole = data.startswith(b"PK\x03\x04"), data.startswith(b"\xd0\xcf\x11\xe0")
    if not data:
        raise UnreadableError("The file is empty.")
    if ending in {".xlsm", ".xltm", ".xlam", ".xlsb"}:
        raise UnreadableError("Workbooks that can hold macros are not taken. Save it as .xlsx or .csv.")
    if ending == ".xls" or is_ole:
        raise UnreadableError(
            "This is an old Excel file, or one with a password. Save it as .xlsx or .csv, without a password."
        )
    if ending == ".csv":
        if is_zip:
            raise UnreadableError("The name ends in .csv, but the content is a workbook or another zip file.")
        return csv_table(data)
    if ending == ".xlsx":
        if not is_zip:
            raise UnreadableError("The name ends in .xlsx, but the content is not an Excel workbook.")
        return workbook_table(data)
    raise UnreadableError("Only files whose name ends in .csv or .xlsx are taken.")


def column_letters(index: int) -> str:
    """What a spreadsheet calls the column at `index` (0 is A)."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
