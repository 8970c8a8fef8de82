"""One row of a score file → one client's scores."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from outcomes.score_files.answers import ScoreRow
from outcomes.score_files.columns import SCORES
from outcomes.score_files.limits import DAYS_AFTER_PERIOD, DAYS_BEFORE_PERIOD
from outcomes.score_files.rows import RowReader, WrongCellError, as_day
from outcomes.score_files.rules import Rules

# Python's own float() and int() also take 1_0, Arabic digits, "nan" and "1e9".
NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,2})?", re.ASCII)


class ScoreReader(RowReader[ScoreRow]):
    """Reads rows of scores, each within the measure's range and around the cohort's period."""

    layout, rules_class = SCORES, Rules

    def row(self, number: int, found: dict[str, Any]) -> ScoreRow:
        """A client's scores; one of them at least, and no date without its score."""
        row = ScoreRow(*(found[name] for name in ("client", "before", "before date", "after", "after date")))
        if row.before is None and row.after is None:
            self._problems.add(number, "before", "There is a score neither before nor after.")
        elif row.before is None and row.before_on:
            self._problems.add(number, "before date", "There is a date, but no score before.")
        elif row.after is None and row.after_on:
            self._problems.add(number, "after date", "There is a date, but no score after.")
        if row.before_on and row.after_on and row.after_on < row.before_on:
            self._problems.add(number, "after date", "The date after is earlier than the date before.")
        return row

    def value(self, name: str, cell: str | date) -> Decimal | date:
        """A score, or a day."""
        return self._date(cell) if name.endswith("date") else self._score(cell)

    def check_whole(self, met: int) -> None:
        """No more clients than started."""
        super().check_whole(met)
        started = self._rules.started
        if started is not None and met > started:
            words = f"The file has {met:,} clients, but only {started:,} started in the cohort's period."
            self._problems.add(None, None, words)

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
        day, rules = as_day(cell), self._rules
        if day > rules.today:
            raise WrongCellError("The date is in the future.")
        if rules.period_start and day < (first := rules.period_start - timedelta(days=DAYS_BEFORE_PERIOD)):
            raise WrongCellError(f"The date is before {first:%-d %B %Y}: too early for the cohort's period.")
        if rules.period_end and day > (last := rules.period_end + timedelta(days=DAYS_AFTER_PERIOD)):
            raise WrongCellError(f"The date is after {last:%-d %B %Y}: too late for the cohort's period.")
        return day


def _plain(number: Decimal) -> str:
    """1 rather than 1.00, 0.5 rather than 0.50."""
    return f"{number.normalize():f}"
