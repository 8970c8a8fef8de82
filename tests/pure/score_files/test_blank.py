"""Empty score files: what one fills in comes back as it was typed, and the choices are the measure's own."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from outcomes.score_files.blank import Wanted, blank_csv, blank_workbook, score_choices
from tests.pure.score_files.samples import PIR_GAS, checked, problems

GOALS = replace(PIR_GAS, minimum=Decimal("0.00"), maximum=Decimal("10.00"), step=Decimal("0.50"), started=144)
WIDE = replace(PIR_GAS, maximum=Decimal(900), period_start=None, period_end=None)


def sheet(rules: object = PIR_GAS) -> tuple[Worksheet, object]:
    book = load_workbook(io.BytesIO(blank_workbook(Wanted("PIR-GAS", "Open Door", rules, higher_is_better=True))))  # type: ignore[arg-type]
    return book["Scores"], book


def validation(of: Worksheet, place: str) -> tuple[str, str | None, str | None]:
    rule = next(rule for rule in of.data_validations.dataValidation if place in rule.cells)
    return rule.type, rule.formula1, rule.formula2


def test_an_empty_file_is_refused_for_nothing_but_its_emptiness() -> None:
    empty = blank_workbook(Wanted("PIR-GAS", "Open Door", PIR_GAS, higher_is_better=True))
    assert problems(empty, "scores.xlsx") == ["There is no row below the headings."]
    assert problems(blank_csv()) == ["There is no row below the headings."]


def test_a_filled_workbook_is_read() -> None:
    scores, book = sheet()
    for column, value in enumerate(["0012", 35, 55, date(2014, 5, 1), "30/11/2014"], start=1):
        scores.cell(2, column, value)
    saved = io.BytesIO()
    book.save(saved)  # type: ignore[attr-defined]
    (row,) = checked(saved.getvalue(), "scores.xlsx").rows
    assert row.to_json() == ["0012", "35", "2014-05-01", "55", "2014-11-30"]


def test_a_filled_csv_is_read() -> None:
    (row,) = checked(blank_csv() + b"A1,35,55,2014-05-01,\r\n").rows
    assert row.to_json() == ["A1", "35", "2014-05-01", "55", None]


@pytest.mark.parametrize("place", ["B2", "C20001"])
def test_scores_are_chosen_from_a_list(place: str) -> None:
    scores, book = sheet()
    assert validation(scores, place) == ("list", "Choices!$A$1:$A$100", None)
    choices = [row[0] for row in book["Choices"].values]  # type: ignore[index]
    assert (choices[0], choices[-1], len(choices), book["Choices"].sheet_state) == (1, 100, 100, "hidden")  # type: ignore[index]


def test_choices_go_in_the_measures_steps() -> None:
    assert [str(choice) for choice in score_choices(GOALS)[:3]] == ["0.00", "0.50", "1.00"]
    assert len(score_choices(GOALS)) == 21


def test_a_very_fine_measure_has_a_range_instead_of_a_list() -> None:
    scores, _ = sheet(WIDE)
    assert score_choices(WIDE) == []
    assert validation(scores, "B2") == ("decimal", "1", "900")


def test_dates_lie_around_the_period_and_not_in_the_future() -> None:
    scores, _ = sheet()
    assert validation(scores, "D2") == ("date", "DATE(2012,3,30)", "DATE(2016,3,31)")
    without_period, _ = sheet(WIDE)
    assert validation(without_period, "E2") == ("date", "DATE(1900,1,1)", "DATE(2026,11,23)")


def test_no_cell_of_any_sheet_computes_anything() -> None:
    wanted = Wanted("=1+1", "+cmd|'/C calc'!A0", GOALS, higher_is_better=False)
    book = load_workbook(io.BytesIO(blank_workbook(wanted)))
    cells = [cell for one in book for row in one.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    words = [cell.value for cell in cells if cell.data_type == "s"]
    assert {"=1+1; lower is better", "+cmd|'/C calc'!A0"} <= set(words)
    assert "0 to 10 in steps of 0.5. Leave a cell empty where there is no score." in words
    assert "At most 144: so many started in the period." in words
