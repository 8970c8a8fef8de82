"""CSV text as rows of cells."""

import csv
import io
from collections.abc import Iterator

from outcomes.score_files.answers import UnreadableError
from outcomes.score_files.columns import Layout
from outcomes.score_files.limits import LAST_ROW, MAX_COLUMNS
from outcomes.score_files.table import Cell, Table

DELIMITERS = ",;\t"


def csv_table(data: bytes, layout: Layout) -> Table:
    """The records of a UTF-8 file, with or without byte order mark. A record is numbered as the row a spreadsheet
    makes of it: a line break inside quotes does not count, a blank line does. Raises UnreadableError, at once or while
    rows are taken."""
    text = _decode(data)
    return Table(_rows(text, _delimiter(text, layout)), min(text.count("\n") + 1, LAST_ROW))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("The file is written in UTF-16. Save it as “CSV UTF-8”.")
    if (at := data.find(b"\0")) >= 0:
        raise UnreadableError("There is a NUL byte: this is not a CSV text in UTF-8.", row=_line(data, at))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    raise UnreadableError("There is a character that is not UTF-8. Save the file as “CSV UTF-8”.", row=_line(data, at))


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _delimiter(text: str, layout: Layout) -> str:
    """The delimiter that finds most of our headings in the first line; failing that, the one that stands in it
    most."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(DELIMITERS, key=lambda mark: (layout.names_known(first.replace('"', "").split(mark)), first.count(mark)))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error:
            # without the original: its words may hold the cell's
            raise UnreadableError(
                "This row cannot be read: a quotation mark is not closed or stands inside a cell, or a cell holds"
                f" more than {csv.field_size_limit():,} characters.",
                row=number,
            ) from None
        if record is None:
            return
        if number > LAST_ROW and any(cell.strip() for cell in record):
            raise UnreadableError(f"At most {LAST_ROW - 1:,} rows below the headings are taken.", row=number)
        if any(cell.strip() for cell in record[MAX_COLUMNS:]):
            raise UnreadableError(f"At most {MAX_COLUMNS} columns are taken.", row=number)
        yield number, list(record[:MAX_COLUMNS])
