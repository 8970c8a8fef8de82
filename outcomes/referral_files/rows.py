"""One row of a file of referrals → one person's way in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from outcomes.score_files.answers import Json
from outcomes.score_files.columns import Layout
from outcomes.score_files.rows import RowReader, WrongCellError, as_day

LAYOUT = Layout(
    {
        "client": ["client", "client reference", "client ref", "client id", "client code", "reference", "ref"],
        "route": ["route", "source", "referred by", "referral source", "referral route", "who refers"],
        "date": ["date", "date of referral", "referral date", "received", "received on", "date received"],
        "reasons": ["reasons", "reason", "reasons for referral", "reason for referral", "referral reasons"],
        "result": ["result", "outcome", "what came of it"],
    },
    ("client", "route"),
    "referrals",
)
RESULTS = {"started": "started", "declined": "declined", "not suitable": "unsuitable", "waiting": "waiting"}
EARLIEST = date(1990, 1, 1)
LONGEST_REASONS = 300  # characters


@dataclass(frozen=True)
class Rules:
    """`routes` are the names of the ways in, as they may be written → their lasting keys; no day after `today`."""

    routes: Mapping[str, str]
    today: date

    def to_json(self) -> str:
        """One line for the reading process."""
        return json.dumps({"routes": dict(self.routes), "today": str(self.today)})

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The rules `to_json` wrote."""
        told = json.loads(line)
        return cls(told["routes"], date.fromisoformat(told["today"]))


@dataclass(frozen=True)
class ReferralRow:
    """One person's way in: the key of who sent them, the day, why, and what came of it; empty where not stated."""

    client_reference: str = field(repr=False)
    source: str = field(repr=False)
    received_on: date | None = field(repr=False)
    reasons: str = field(repr=False)
    result: str = field(repr=False)

    def to_json(self) -> Json:
        """Plain texts in the order of the fields."""
        day = None if self.received_on is None else str(self.received_on)
        return [self.client_reference, self.source, day, self.reasons, self.result]

    @classmethod
    def from_json(cls, cells: Json) -> Self:
        """The row `to_json` wrote."""
        client, source, day, reasons, result = cells
        return cls(str(client), str(source), date.fromisoformat(day) if day else None, reasons or "", result or "")


class ReferralReader(RowReader[ReferralRow]):
    """Reads referrals. A person stands in a file once, with the way they first came: readers are told of people."""

    layout, rules_class = LAYOUT, Rules
    needed = RowReader.needed | {"route": "Who referred this person is missing."}

    def row(self, number: int, found: dict[str, Any]) -> ReferralRow:
        """Somebody's way in."""
        return ReferralRow(
            found["client"], found["route"], found["date"], found["reasons"] or "", found["result"] or ""
        )

    def value(self, name: str, cell: str | date) -> str | date:
        """The route's key, a day, or words."""
        if name == "date":
            return self._date(cell)
        if isinstance(cell, date):
            raise WrongCellError("This is a date.")
        return {"route": self._route, "reasons": _reasons, "result": _result}[name](cell)

    def _date(self, cell: str | date) -> date:
        day = as_day(cell)
        if day > self._rules.today:
            raise WrongCellError("The date is in the future.")
        if day < EARLIEST:
            raise WrongCellError(f"The date is before {EARLIEST.year}.")
        return day

    def _route(self, cell: str) -> str:
        key: str | None = self._rules.routes.get(folded(cell))
        if key is None:
            raise WrongCellError("There is no such route in our list. Take its words from the empty file to fill in.")
        return key


def folded(name: str) -> str:
    """A route's name as it is compared: capitals and the number of spaces do not matter."""
    return " ".join(name.casefold().split())


def _reasons(cell: str) -> str:
    if len(cell) > LONGEST_REASONS:
        raise WrongCellError(f"This is longer than {LONGEST_REASONS} characters.")
    return cell


def _result(cell: str) -> str:
    result = RESULTS.get(folded(cell))
    if result is None:
        raise WrongCellError(f"Write one of {', '.join(RESULTS)}, or leave the cell empty.")
    return result
