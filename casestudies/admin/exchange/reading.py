"""A CSV file as rows of cells under known headings. What cannot be read is said with row and column."""

import csv
import io
from collections import Counter
from collections.abc import Collection
from itertools import islice

from tablib import Dataset

from casestudies.downloads.tables import inert

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 1_000  # below the headings; each is checked and saved twice while somebody waits


class Unreadable(Exception):
    """Why a file cannot be taken, in words for whoever sent it."""


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, with or without byte order mark. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("The file is larger than 2 MB. Split it, and import the parts one after the other.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("The file is written in UTF-16. Save it as “CSV UTF-8”.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _place(data[: error.start].decode("utf-8-sig"))
        raise Unreadable(f"{where}: there is a character that is not UTF-8. Save the file as “CSV UTF-8”.") from None
    if "\0" in text:
        raise Unreadable(f"{_place(text.partition(chr(0))[0])}: there is a NUL character, so this is not a CSV file.")
    return text


def _place(before: str) -> str:
    """Row and column of what comes after this beginning of a file."""
    records = list(csv.reader(io.StringIO(before + "|", newline="")))
    column = len(records[-1])
    named = f" ({records[0][column - 1]})" if len(records) > 1 and column <= len(records[0]) else ""
    return f"Row {len(records)}, column {column}{named}"


def rows_of(text: str, known: Collection[str], needed: str) -> tuple[Dataset, list[int]]:
    """The rows under their headings, and the number a spreadsheet gives each. Rows without anything are left out.

    Headings are among `known`, each once, and `needed` is one of them. Raises Unreadable.
    """
    reader = enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
    table = Dataset()
    numbers: list[int] = []
    number = 0
    try:
        _, first = next(reader, (1, []))
        headings = [heading.strip() for heading in first]
        _check(headings, known, needed)
        number = 1
        table.headers = headings
        for number, cells in islice(reader, MOST_ROWS + 1):
            if any(cell.strip() for cell in cells):
                table.append(_fitted(cells, len(headings), number))
                numbers.append(number)
    except csv.Error:
        raise Unreadable(
            f"Row {number + 1} cannot be read: a quotation mark is not closed or stands inside a cell, or a cell holds"
            f" more than {csv.field_size_limit():,} characters."
        ) from None
    if number > MOST_ROWS + 1:
        raise Unreadable(f"There are more than {MOST_ROWS:,} rows. Split the file, and import the parts.")
    if not numbers:
        raise Unreadable("There is no row below the headings.")
    return table, numbers


def repeated(table: Dataset, numbers: Collection[int], key: str) -> list[tuple[int, str, str]]:
    """(row, column, words) of every row whose key stands in a row above it: only one of the two can be meant."""
    first: dict[str, int] = {}
    wrong = []
    for number, cell in zip(numbers, table[key], strict=True):
        said = cell.strip()
        above = first.setdefault(said.casefold(), number)  # no two keys are meant to differ in capitals alone
        if said and above != number:
            wrong.append((number, "", f"the key “{said}” is already in row {above}."))
    return wrong


def _check(headings: list[str], known: Collection[str], needed: str) -> None:
    unknown = [heading for heading in headings if heading not in known]
    if needed not in headings:
        raise Unreadable(f"There is no column “{needed}”. Row 1 holds the headings, separated by commas.")
    if unknown:
        told = ", ".join(f"“{heading}”" for heading in unknown)
        raise Unreadable(f"Row 1: {told} is none of the columns here. They are: {', '.join(known)}.")
    if twice := [heading for heading, times in Counter(headings).items() if times > 1]:
        raise Unreadable(f"Row 1: “{twice[0]}” stands there twice.")


def _fitted(cells: list[str], width: int, number: int) -> list[str]:
    """One cell a column. An apostrophe that keeps a spreadsheet from calculating is taken off again."""
    if any(cell.strip() for cell in cells[width:]):
        raise Unreadable(f"Row {number} has more cells than there are headings: perhaps a comma is not inside quotes.")
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return [cell[1:] if cell.startswith("'") and inert(cell[1:]) != cell[1:] else cell for cell in padded]
