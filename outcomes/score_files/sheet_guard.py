"""Watches a sheet's XML go by for what the workbook library would believe, drop or take too kindly."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from outcomes.score_files.answers import UnreadableError
from outcomes.score_files.limits import LAST_ROW, MAX_COLUMNS

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ROW_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
# Python's int() and float(), which the library uses, also take 1_0, Arabic digits and "nan"
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", re.ASCII)

_LAST_ROW_OF_ANY_SHEET, _LAST_COLUMN_OF_ANY_SHEET = 1_048_576, 16_384


class SheetGuard:
    """Refuses values beyond the last row or column we take, rows and cells out of order (the library silently drops
    them), and numbers that are none. Empty cells, which formatting leaves anywhere, do not count.

    `rows` and `columns` say how far the furthest value of the sheets watched lies.
    """

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._is_number = False
        self._text: str | None = None

    def watch(self, parser: "expat.XMLParserType") -> None:
        """Take over a parser that has just met a sheet's root."""
        self._row = self._column = 0
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._row, self._column = self._next_row(attributes.get("r")), 0
            case "c":
                self._column = self._next_column(attributes.get("r"))
                self._is_number = attributes.get("t", "n") == "n"
            case "v":
                self._value()
                self._text = "" if self._is_number else None
            case "f" | "is":
                self._value()

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text += text

    def _end(self, name: str) -> None:
        if self._text is not None and name.endswith(" v"):
            if self._text and not _NUMBER.fullmatch(self._text):
                raise UnreadableError("A cell that says it is a number holds none.", row=self._row)
            self._text = None

    def _value(self) -> None:
        if self._row > LAST_ROW:
            raise UnreadableError(f"At most {LAST_ROW - 1:,} rows below the headings are taken.", row=self._row)
        if self._column > MAX_COLUMNS:
            raise UnreadableError(f"At most {MAX_COLUMNS} columns are taken.", row=self._row)
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def _next_row(self, said: str | None) -> int:
        number = self._row + 1 if said is None else int(said) if _ROW_NUMBER.fullmatch(said) else 0
        if not self._row < number <= _LAST_ROW_OF_ANY_SHEET:
            raise UnreadableError("The rows of the sheet are not numbered in order.", row=self._row or None)
        return number

    def _next_column(self, said: str | None) -> int:
        if said is None:
            number = self._column + 1
        else:
            place = _PLACE.fullmatch(said)
            number = column_index_from_string(place[1]) if place and int(place[2]) == self._row else 0
        if not self._column < number <= _LAST_COLUMN_OF_ANY_SHEET:
            raise UnreadableError("The cells of this row are not in order.", row=self._row)
        return number
