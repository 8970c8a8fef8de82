"""One row of cells → one client's scores, strictly."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from outcomes.score_files.answers import Problems, ScoreRow
from outcomes.score_files.columns import Columns
from outcomes.score_files.limits import DAYS_AFTER_PERIOD, DAYS_BEFORE_PERIOD
from outcomes.score_files.rules import Rules
from outcomes.score_files.table import Cell, Formula

# Python's own float() and int() also take 1_0, Arabic digits, "nan" and "1e9".
NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,2})?", re.ASCII)
REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


class WrongCellError(Exception):
    """A cell that cannot be taken; its words never repeat the cell."""


class RowReader:
    """Reads rows one after the other, remembering the clients met."""

    def __init__(self, columns: Columns, rules: Rules, problems: Problems) -> None:
        self._columns, self._rules, self._problems = columns, rules, problems
        self._row_of: dict[str, int] = {}

    def read(self, number: int, cells: Sequence[Cell]) -> ScoreRow | None:
        """The scores in row `number`, or None where a problem was added."""
        wrong = False
        found: dict[str, str | Decimal | date | None] = dict.fromkeys(
            ("client", "before", "after", "before date", "after date")
        )
        for name, index in self._columns.index_of.items():
            cell = cells[index] if index < len(cells) else ""
            try:
                found[name] = self._value(name, cell, number)
            except WrongCellError as error:
                self._problems.add(number, name, str(error))
                wrong = True
        wrong |= self._has_stray_cells(number, cells)
        if wrong:
            return None
        row = ScoreRow(*(found[name] for name in ("client", "before", "before date", "after", "after date")))  # type: ignore[arg-type]
        return None if self._contradicts_itself(number, row) else row

    def _value(self, name: str, cell: Cell, number: int) -> str | Decimal | date | None:
        if isinstance(cell, Formula):
            raise WrongCellError("The cell holds a formula. Paste its value instead.")
        if isinstance(cell, str) and any(unicodedata.category(character).startswith("C") for character in cell):
            raise WrongCellError("The cell holds an invisible character, such as a line break or a direction mark.")
        if name == "client":
            return self._client(cell, number)
        if cell == "":
            return None
        return self._date(cell) if name.endswith("date") else self._score(cell)

    def _client(self, cell: str | date, number: int) -> str:
        if cell == "":
            raise WrongCellError("The client's reference is missing.")
        if isinstance(cell, date) or not REFERENCE.fullmatch(cell):
            raise WrongCellError(
                "This is not a reference: up to 20 letters A to Z, digits and hyphens, with at least one digit."
            )
        # a2 and A2 are one client typed twice more often than two clients
        first = self._row_of.setdefault(cell.upper(), number)
        if first != number:
            raise WrongCellError(f"The same client stands in row {first:,} already.")
        return cell

    def _score(self, cell: str | date) -> Decimal:
        if isinstance(cell, date):
            raise WrongCellError("This is a date, not a score.")
        if not NUMBER.fullmatch(cell):
            raise WrongCellError(
                "This is not a number such as 42 or 12.5. Leave the cell empty where there is no score."
            )
        score, rules = Decimal(cell), self._rules
        if not rules.minimum <= score <= rules.maximum:
            raise WrongCellError(f"The score is outside {_plain(rules.minimum)} to {_plain(rules.maximum)}.")
        if (score - rules.minimum) % rules.step:
            raise WrongCellError(f"Scores go in steps of {_plain(rules.step)} from {_plain(rules.minimum)}.")
        return score

    def _date(self, cell: str | date) -> date:
        day = cell if isinstance(cell, date) else _typed_date(cell)
        rules = self._rules
        if day > rules.today:
            raise WrongCellError("The date is in the future.")
        if rules.period_start and day < (first := rules.period_start - timedelta(days=DAYS_BEFORE_PERIOD)):
            raise WrongCellError(f"The date is before {first:%-d %B %Y}: too early for the cohort's period.")
        if rules.period_end and day > (last := rules.period_end + timedelta(days=DAYS_AFTER_PERIOD)):
            raise WrongCellError(f"The date is after {last:%-d %B %Y}: too late for the cohort's period.")
        return day

    def _has_stray_cells(self, number: int, cells: Sequence[Cell]) -> bool:
        """Values under no heading: most often a row in which something was pushed to the right."""
        stray = [i for i, cell in enumerate(cells) if cell and self._columns.is_unnamed(i)]
        for index in stray:
            self._problems.add(number, self._columns.label(index), "There is a value, but the column has no heading.")
        return bool(stray)

    def _contradicts_itself(self, number: int, row: ScoreRow) -> bool:
        said = len(self._problems.listed) + self._problems.unlisted
        if row.before is None and row.after is None:
            self._problems.add(number, "before", "There is a score neither before nor after.")
        elif row.before is None and row.before_on:
            self._problems.add(number, "before date", "There is a date, but no score before.")
        elif row.after is None and row.after_on:
            self._problems.add(number, "after date", "There is a date, but no score after.")
        if row.before_on and row.after_on and row.after_on < row.before_on:
            self._problems.add(number, "after date", "The date after is earlier than the date before.")
        return len(self._problems.listed) + self._problems.unlisted > said


def _typed_date(text: str) -> date:
    iso, british = _ISO.fullmatch(text), _BRITISH.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
    except ValueError:
        pass
    raise WrongCellError("This is not a date such as 2014-05-31 or 31/05/2014.")


def _plain(number: Decimal) -> str:
    """1 rather than 1.00, 0.5 rather than 0.50."""
    return f"{number.normalize():f}"
