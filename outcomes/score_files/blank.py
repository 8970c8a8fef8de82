"""Empty files to fill in: a CSV with the headings, or a workbook with drop-downs and a sheet of guidance.

What they ask for is what the reader takes: headings, limits and rules come from the same places.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from outcomes.score_files.columns import SCORES, Layout
from outcomes.score_files.limits import DAYS_AFTER_PERIOD, DAYS_BEFORE_PERIOD, LAST_ROW, MAX_BYTES, MAX_ROWS
from outcomes.score_files.rules import Rules

MOST_CHOICES = 500  # a longer list is no help: then any number in the range is taken, and the reader checks the step
WIDTHS = {"client": 18, "before": 10, "after": 10, "before date": 14, "after date": 14}

REFERENCE = (
    "A reference of your own that says nothing of the person: up to 20 letters A to Z, digits and hyphens, "
    "with at least one digit."
)
NEVER = (
    "Names, dates of birth, NHS numbers, addresses, formulas, further columns. "
    "A file with personal data is refused and deleted."
)


@dataclass(frozen=True)
class Wanted:
    """What a file is for, in words, and the rules it must obey."""

    measure: str
    cohort: str
    rules: Rules
    higher_is_better: bool


def blank_csv(layout: Layout = SCORES) -> bytes:
    """The headings alone, in UTF-8 with the byte order mark by which spreadsheets know it."""
    return b"\xef\xbb\xbf" + ",".join(layout.headings).encode() + b"\r\n"


def begin_book(layout: Layout, guidance: Sequence[tuple[str, str]], widths: Mapping[str, int]) -> tuple[Any, Any, Any]:
    """A workbook with the sheet the reader takes, one of guidance, and a hidden one for the choices of drop-downs:
    the workbook, the first sheet and the last. The client's reference is the first column."""
    book = Workbook()
    sheet, how, choices = book.active, book.create_sheet("How to fill this in"), book.create_sheet("Choices")
    sheet.title = layout.sheet.capitalize()
    for column, name in enumerate(layout.headings, start=1):
        as_text(sheet.cell(1, column), name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = widths[name]
    sheet.freeze_panes = "A2"
    # references are texts: 0012 must not become 12
    sheet.column_dimensions["A"].number_format = "@"
    for row, (what, words) in enumerate(guidance, start=1):
        as_text(how.cell(row, 1), what).font = Font(bold=True)
        as_text(how.cell(row, 2), words).alignment = Alignment(wrap_text=True, vertical="top")
    how.column_dimensions["A"].width, how.column_dimensions["B"].width = 26, 90
    choices.sheet_state = "hidden"
    return book, sheet, choices


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def blank_workbook(wanted: Wanted) -> bytes:
    """A workbook whose sheet “Scores” the reader takes; the others say how, and hold the drop-downs' choices."""
    book, scores, choices = begin_book(SCORES, _guidance(wanted), WIDTHS)
    values = score_choices(wanted.rules)
    for row, value in enumerate(values, start=1):
        choices.cell(row, 1, value)
    validate(scores, "BC", _score_rule(wanted.rules, len(values)))
    validate(scores, "DE", _date_rule(wanted.rules))
    for column in "DE":
        scores.column_dimensions[column].number_format = "yyyy-mm-dd"
    return saved(book)


def score_choices(rules: Rules) -> list[Decimal]:
    """Every score the measure can give, lowest first; none where there are more than MOST_CHOICES."""
    count = int((rules.maximum - rules.minimum) / rules.step) + 1
    return [rules.minimum + rules.step * number for number in range(count)] if count <= MOST_CHOICES else []


def _guidance(wanted: Wanted) -> list[tuple[str, str]]:
    rules = wanted.rules
    better = "higher" if wanted.higher_is_better else "lower"
    low, high, step = (_plain(number) for number in (rules.minimum, rules.maximum, rules.step))
    lines = [
        ("What this is for", wanted.cohort),
        ("Measure", f"{wanted.measure}; {better} is better"),
        ("One row", f"One client. Up to {MAX_ROWS:,} rows, {MAX_BYTES // 1024**2} MB."),
        ("client", REFERENCE),
        ("before, after", f"{low} to {high} in steps of {step}. Leave a cell empty where there is no score."),
        ("before date, after date", "When the scores were given, as 2014-05-31 or 31/05/2014. They can stay empty."),
        ("Never", NEVER),
    ]
    if rules.started is not None:
        lines.insert(3, ("How many", f"At most {rules.started:,}: so many started in the period."))
    return lines


def as_text(cell: Any, words: str) -> Any:
    """Write words as words: what begins with “=” must not become a formula."""
    cell.value = words
    cell.data_type = "s"
    return cell


def _score_rule(rules: Rules, choices: int) -> DataValidation:
    low, high = _plain(rules.minimum), _plain(rules.maximum)
    if choices:
        rule = DataValidation(type="list", formula1=f"Choices!$A$1:$A${choices}", allow_blank=True)
    else:
        rule = DataValidation(type="decimal", operator="between", formula1=low, formula2=high, allow_blank=True)
    rule.error = f"Scores go from {low} to {high} in steps of {_plain(rules.step)}."
    return rule


def _date_rule(rules: Rules) -> DataValidation:
    first = rules.period_start - timedelta(days=DAYS_BEFORE_PERIOD) if rules.period_start else date(1900, 1, 1)
    last = rules.period_end + timedelta(days=DAYS_AFTER_PERIOD) if rules.period_end else rules.today
    last = min(last, rules.today)
    return days_between(first, last)


def days_between(first: date, last: date) -> DataValidation:
    """A rule for cells that hold a day, both ends included."""
    rule = DataValidation(type="date", operator="between", allow_blank=True)
    rule.formula1, rule.formula2 = (f"DATE({day.year},{day.month},{day.day})" for day in (first, last))
    rule.error = f"The date must lie between {first:%-d %B %Y} and {last:%-d %B %Y}."
    return rule


def validate(sheet: Any, columns: str, rule: DataValidation) -> None:
    """Put a rule on all cells of these columns ("BC") below the headings."""
    rule.showErrorMessage, rule.errorTitle = True, "Not taken"
    for column in columns:
        rule.add(f"{column}2:{column}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _plain(number: Decimal) -> str:
    """1 rather than 1.00, 0.5 rather than 0.50."""
    return f"{number.normalize():f}"
