"""Rows as CSV and as XLSX: the same cells, none of which a spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import xlsxwriter

from casestudies import wording

type Cell = str | int | float | date | None

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it a spreadsheet reads "£" as two letters
# What a spreadsheet may run when a cell begins with it, also after spaces, and in the wide forms of East Asian text.
_STARTS_A_FORMULA = re.compile(r"^[\s\0]*[=+\-@＝＋－＠\t\r]")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # no XML file, and so no workbook, may hold these
WIDEST = 60  # letters a column is made wide at most
LONGEST = 32_767  # letters a cell of a workbook takes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def inert(cell: Cell) -> Cell:
    """The cell as data and nothing else: text that could start a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("", cell).replace(wording.THIN, " ")
    return f"'{text}" if _STARTS_A_FORMULA.match(text) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Comma-separated, quoted where needed, lines ended as RFC 4180 has it; dates as YYYY-MM-DD."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return file.getvalue()


def as_xlsx(sheets: Iterable[Sheet], *, title: str, made: date) -> bytes:
    """A workbook of these sheets; the same sheets and day are the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": datetime.combine(made, time(), UTC)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet.head, bold)
            widths = [len(name) for name in sheet.head]
            for number, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(inert(cell) for cell in row):
                    _write(page, number, column, cell, day)
                    widths[column] = max(widths[column], len(str(cell or "")))
            for column, width in enumerate(widths):
                page.set_column(column, column, min(width + 1, WIDEST))
    return file.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell[:LONGEST])
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, time()), day)
    elif cell is not None:
        page.write_number(row, column, cell)
