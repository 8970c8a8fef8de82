"""What reading a file answers: checked rows, or a refusal that says what is wrong and where.

Nothing here prints a cell: problems carry row numbers and column names of our own, and a row's values stay out of its
repr, because both end up in logs, mails and tracebacks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol, Self

from outcomes.score_files.limits import MAX_PROBLEMS_LISTED

Json = list[str | None]
Progress = Callable[[int, int], None]


def untold(_done: int, _of: int) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `row` is the number a spreadsheet shows (headings are row 1); `column` one of our own names,
    such as "before", or "column C"; either is None where the problem belongs to the whole file."""

    row: int | None
    column: str | None
    text: str

    def __str__(self) -> str:
        where = ", ".join(([f"Row {self.row:,}"] if self.row else []) + ([self.column] if self.column else []))
        where = where[:1].upper() + where[1:]
        return f"{where}: {self.text}" if where else self.text


class UnreadableError(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, text: str, row: int | None = None, column: str | None = None) -> None:
        super().__init__(text)
        self.problem = Problem(row, column, text)


class Problems:
    """Collects problems: the first MAX_PROBLEMS_LISTED are kept, the rest only counted."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.unlisted = 0

    def add(self, row: int | None, column: str | None, text: str) -> None:
        """Keep or count one more problem."""
        if len(self.listed) < MAX_PROBLEMS_LISTED:
            self.listed.append(Problem(row, column, text))
        else:
            self.unlisted += 1

    def __bool__(self) -> bool:
        return bool(self.listed)


@dataclass(frozen=True)
class ScoreRow:
    """One client's scores, each within the measure's range; None where the cell was empty, never both scores."""

    client_reference: str = field(repr=False)
    before: Decimal | None = field(repr=False)
    before_on: date | None = field(repr=False)
    after: Decimal | None = field(repr=False)
    after_on: date | None = field(repr=False)

    @property
    def is_pair(self) -> bool:
        """Scored both before and after."""
        return self.before is not None and self.after is not None

    def to_json(self) -> Json:
        """Plain texts in the order of the fields, for the pipe and for staging."""
        values = (self.before, self.before_on, self.after, self.after_on)
        return [self.client_reference, *(None if value is None else str(value) for value in values)]

    @classmethod
    def from_json(cls, cells: Json) -> Self:
        """The row `to_json` wrote."""
        client, before, before_on, after, after_on = cells
        return cls(
            str(client),
            Decimal(before) if before else None,
            date.fromisoformat(before_on) if before_on else None,
            Decimal(after) if after else None,
            date.fromisoformat(after_on) if after_on else None,
        )


class Row(Protocol):
    """A checked row of any kind of file, which is about one client."""

    @property
    def client_reference(self) -> str:
        """The client's pseudonym."""

    def to_json(self) -> Json:
        """Plain texts, for the pipe and for staging."""


@dataclass(frozen=True)
class Checked[R: Row]:
    """A file in which nothing is wrong; `sha256` (64 hex digits) is of the very bytes that were read."""

    rows: tuple[R, ...] = field(repr=False)
    sha256: str
    file_name: str


@dataclass(frozen=True)
class Refused:
    """A file that may not be saved: the first 200 problems and the number of those not listed.

    `private` says that it seemed to hold names, dates of birth, NHS numbers or the like; it is then `deleted`, unless
    the operating system did not let us.
    """

    problems: tuple[Problem, ...]
    unlisted: int = 0
    private: bool = False
    deleted: bool = False
