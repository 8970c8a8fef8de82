"""Who paid."""

from dataclasses import dataclass
from datetime import date

from casestudies.editions.document.project import Organisation, Period, Source
from outcomes.figures import Amount, Breakdown, PerHead


@dataclass(frozen=True, slots=True)
class FundingPart:
    """One source of money. `amount` is a year's where `years` is given; `total` is over all years."""

    key: str
    label: str
    funders: tuple[Organisation, ...]
    others_included: bool
    kind: str
    amount: Amount
    years: int | None
    total: Amount
    purpose: str
    period: Period
    award_date: date | None
    income: str  # key of the stated income it is part of, or ""
    source: Source | None


@dataclass(frozen=True, slots=True)
class Income:
    """A year's stated income, what of it is known, and what is "not broken down"."""

    key: str
    label: str
    breakdown: Breakdown
    period: Period
    source: Source | None


@dataclass(frozen=True, slots=True)
class PerPerson:
    """Income a person seen, and a person improved as a range; or why neither can be computed, in words."""

    seen: PerHead | None
    improved: PerHead | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid."""

    incomes: tuple[Income, ...]
    parts: tuple[FundingPart, ...]
    per_person: PerPerson
