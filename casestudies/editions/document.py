"""The public schema: what one edition of a case study says, whole and frozen.

Figures about people enter only as `Shown | Hidden` (see `outcomes.figures`), so an unprotected count does not
type-check. Pages, files and the API are made from this and from nothing else. `load` upgrades documents of older
schemas in memory; stored rows are never rewritten.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter

from outcomes.figures import (
    Amount,
    Breakdown,
    CohortBlock,
    Count,
    Derived,
    Figure,
    HeadBlock,
    PerHead,
    ProtectedFigures,
    SplitBlock,
)

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A funder, theme, provider … by its lasting key and the name it had when published."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Organisation(Named):
    """An organisation with its public identifier, empty when nobody verified it."""

    org_id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place a project touches; `within` goes from the nearest to the widest place around it."""

    key: str
    name: str
    kind: str
    role: str
    detail: str
    within: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included; None where not stated."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `published` is "2014", "2014-04" or "2014-04-01"."""

    key: str
    title: str
    publisher: str
    published: str
    address: str
    accessed: date | None


@dataclass(frozen=True, slots=True)
class Reach:
    """People served in a year, as the project says."""

    people: Figure[Count]
    about: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Project:
    """The fact panel. An empty text reads "not stated"."""

    key: str
    name: str
    short_name: str
    purpose: str
    provider: Organisation | None
    started: str
    ended: str
    places: tuple[Place, ...]
    themes: tuple[Named, ...]
    ages_served: str
    age_from_months: int | None
    age_to_months: int | None
    who_can_be_referred: str
    referral_reasons: str
    capacity: str
    waiting_time: str
    session_pattern: str
    staff: str
    reach: Reach | None
    training: str
    approaches: tuple[str, ...]
    contact: str
    still_offered: str  # "yes", "no" or "" for not known


@dataclass(frozen=True, slots=True)
class Measure:
    """A scale as it stood when the edition was published. Numbers are points of the scale."""

    key: str
    name: str
    short_name: str
    version: str
    minimum: Decimal
    maximum: Decimal
    step: Decimal
    higher_is_better: bool
    cut_off: Decimal | None  # this score itself means concern
    cut_off_meaning: str
    reliability: Decimal | None
    reliability_kind: str
    reliability_note: str
    reliable_change: Decimal | None


class State(StrEnum):
    """Whether an evaluation pitfall is there; silence is never "absent"."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Pitfall:
    """One of the six pitfalls of evaluation, with its reason in words."""

    key: str
    name: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What the publication itself says, as printed there; shown beside what follows from it.

    `possible` are the whole numbers that round to `percent`; Hidden when none does or too few are concerned.
    `gain_is_our_reading`: the source does not say whose mean it is.
    """

    percent: int | None
    possible: Figure[Count]
    gain: Decimal | None
    gain_base: str  # "improved", "all" or "not_stated"
    gain_is_our_reading: bool
    source: Source | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """What became of the people of one strand in one period, on one measure."""

    key: str
    measure: Measure
    period: Period
    provenance: str  # "recorded", "summary", "simulated" or "invented"
    standing: str  # "provisional", "final" or ""
    rated_by: str
    rated_independently: bool | None
    comparison_group: str  # "none", "present" or ""
    comparison_note: str
    follow_up_months: int | None
    source: Source | None
    block: CohortBlock
    derived: Derived
    reported: Reported | None
    pitfalls: tuple[Pitfall, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of the project with its own attendance; `unit` is whom it counts, in the plural."""

    key: str
    name: str
    description: str
    unit: str
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A count and the whole percentage it rounds to: 24 is 73 %."""

    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class OtherOutcome:
    """An outcome without a scale. `nearest` explains a percentage that no whole number rounds to."""

    key: str
    kind: str  # "goal", "heads", "share" or "words"
    label: str
    unit: str
    block: HeadBlock
    around: bool
    words: str
    nearest: tuple[Nearest, ...]
    period: Period
    source: Source | None


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


@dataclass(frozen=True, slots=True)
class Route:
    """Somebody who refers families, named without a count."""

    key: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Referrals:
    """Who sends families: routes named, and counted where there are counts."""

    routes: tuple[Route, ...]
    split: SplitBlock | None
    period: Period


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, with the speaker's consent."""

    words: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the hash of its content; `name` is its file's public name."""

    name: str
    alt_text: str
    caption: str


@dataclass(frozen=True, slots=True)
class Story:
    """The project's own account, in light Markdown."""

    background: str
    action: str
    outcome: str
    quotes: tuple[Quote, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """One edition, whole. `worked_example` has made-up scores; nothing of it enters anything else."""

    schema: int
    slug: str
    edition: int
    published: date
    note: str
    case_number: int | None
    area: str
    theme: str
    headline: str
    invented: bool
    project: Project
    strands: tuple[Strand, ...]
    other_outcomes: tuple[OtherOutcome, ...]
    referrals: Referrals
    funding: Funding
    story: Story
    sources: tuple[Source, ...]
    worked_example: tuple[Strand, ...]

    @property
    def cohorts(self) -> tuple[Cohort, ...]:
        """All cohorts of all strands, in order."""
        return tuple(cohort for strand in self.strands for cohort in strand.cohorts)


_adapter = TypeAdapter(EditionDocument)


def dump(document: EditionDocument) -> str:
    """The document as canonical JSON: the same document is the same bytes, on every machine and database."""
    return json.dumps(
        _adapter.dump_python(document, mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def digest(text: str) -> str:
    """SHA-256 of a dumped document, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def load(text: str) -> EditionDocument:
    """A stored document of any schema there ever was. Raises ValueError when it is of a newer schema or broken."""
    data = json.loads(text)
    if data.get("schema") != SCHEMA:
        raise ValueError(f"schema {data.get('schema')} is unknown; this version reads up to {SCHEMA}")
    return _adapter.validate_python(data)


def protected(document: EditionDocument) -> ProtectedFigures:
    """The figures an edition has shown, as `outcomes.disclosure` compares them with newer ones."""
    return ProtectedFigures(
        cohorts=tuple(cohort.block for cohort in document.cohorts),
        splits=(document.referrals.split,) if document.referrals.split else (),
        heads=tuple(outcome.block for outcome in document.other_outcomes),
    )
