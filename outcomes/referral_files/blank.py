"""Empty files of referrals to fill in."""

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from outcomes.referral_files import MAX_BYTES
from outcomes.referral_files.rows import EARLIEST, LAYOUT, LONGEST_REASONS, RESULTS
from outcomes.score_files import blank, limits

WIDTHS = {"client": 18, "route": 30, "date": 14, "reasons": 50, "result": 16}


def blank_csv() -> bytes:
    """The headings alone."""
    return blank.blank_csv(LAYOUT)


def blank_workbook(project: str, routes: Sequence[str], today: date) -> bytes:
    """A workbook with drop-downs for the routes (by name) and for what came of it, and a sheet of guidance."""
    book, sheet, choices = blank.begin_book(LAYOUT, _guidance(project), WIDTHS)
    for column, words in enumerate((routes, list(RESULTS)), start=1):
        for row, word in enumerate(words, start=1):
            blank.as_text(choices.cell(row, column), word)
    blank.validate(sheet, "B", _one_of("A", len(routes), "Choose a route from the list."))
    blank.validate(sheet, "E", _one_of("B", len(RESULTS), f"Choose one of {', '.join(RESULTS)}, or leave it empty."))
    blank.validate(sheet, "C", blank.days_between(EARLIEST, today))
    sheet.column_dimensions["C"].number_format = "yyyy-mm-dd"
    return blank.saved(book)


def _guidance(project: str) -> list[tuple[str, str]]:
    return [
        ("What this is for", f"Referrals to {project}"),
        ("One row", f"One person, the way they first came. Up to {limits.MAX_ROWS:,} rows, {MAX_BYTES // 1024**2} MB."),
        ("client", blank.REFERENCE),
        ("route", "Who referred them: one of the list."),
        ("date", "When the referral came, as 2014-05-31 or 31/05/2014. It can stay empty."),
        ("reasons", f"In a few small letters: low mood; sleep. Up to {LONGEST_REASONS} characters. It can stay empty."),
        ("result", f"One of {', '.join(RESULTS)}. It can stay empty."),
        ("Never", blank.NEVER),
    ]


def _one_of(column: str, count: int, error: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=f"Choices!${column}$1:${column}${max(count, 1)}", allow_blank=True)
    rule.error = error
    return rule
