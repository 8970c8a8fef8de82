"""Cells as data and nothing else, in both forms of a table."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from casestudies.downloads.tables import Sheet, as_csv, as_xlsx, inert

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=cmd|' /C calc'!A0",
    "\x00=1",
    "＝1+1",
    "\N{NO-BREAK SPACE}=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_could_start_a_formula_is_made_inert(text: str) -> None:
    assert str(inert(text)).startswith("'")


@pytest.mark.parametrize("text", ["at least 23", "£36,000", "85 %", "a=b", "1-2", "“-”", "", "−1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert inert(text) == text


def test_numbers_stay_numbers() -> None:
    assert [inert(cell) for cell in (-1.5, 0, None, date(2026, 11, 23))] == [-1.5, 0, None, date(2026, 11, 23)]


@given(st.text())
def test_no_text_at_all_starts_a_formula(text: str) -> None:
    cell = str(inert(text))
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    (row,) = csv.reader(io.StringIO(as_csv(["words"], [[text]]).split("\r\n", 1)[1], newline=""))
    assert row == [cell] or (cell == "" and row == [])


def test_a_workbook_holds_text_and_no_formula() -> None:
    sheet = Sheet("Figures", ("words", "number", "day"), [(text, -1.5, date(2026, 11, 23)) for text in FORMULAS])
    book = load_workbook(io.BytesIO(as_xlsx([sheet], title="=1+1", made=date(2026, 11, 23))))
    rows = list(book["Figures"].iter_rows(min_row=2))
    assert len(rows) == len(FORMULAS)
    for words, number, day in rows:
        assert (words.data_type, number.data_type) == ("s", "n")
        assert words.value.startswith("'")
        assert (number.value, day.value.date()) == (-1.5, date(2026, 11, 23))


def test_the_same_sheets_are_the_same_bytes() -> None:
    made = [as_xlsx([Sheet("A", ("a",), [("b",)])], title="t", made=date(2026, 11, 23)) for _ in range(2)]
    assert made[0] == made[1]
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(made[0])).infolist()} == {1980}


def test_a_cell_longer_than_a_workbook_takes_is_cut() -> None:
    book = load_workbook(io.BytesIO(as_xlsx([Sheet("A", ("a",), [("x" * 40_000,)])], title="t", made=date(2026, 1, 1))))
    assert len(book["A"]["A2"].value) == 32_767
