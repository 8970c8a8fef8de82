"""What a cohort and its measure ask of a score file."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Self


@dataclass(frozen=True)
class Rules:
    """Scores go from `minimum` to `maximum` in steps of `step`; dates lie around the period and not after `today`;
    no more clients than `started`. None where the cohort does not state it."""

    minimum: Decimal
    maximum: Decimal
    step: Decimal
    today: date
    period_start: date | None = None
    period_end: date | None = None
    started: int | None = None

    def to_json(self) -> str:
        """One line for the reading process."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The rules `to_json` wrote."""
        told = json.loads(line)
        days = {key: date.fromisoformat(told[key]) if told[key] else None for key in ("period_start", "period_end")}
        return cls(
            minimum=Decimal(told["minimum"]),
            maximum=Decimal(told["maximum"]),
            step=Decimal(told["step"]),
            today=date.fromisoformat(told["today"]),
            started=told["started"],
            **days,
        )
