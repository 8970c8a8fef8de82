"""Results: strands with their cohorts, each on a measure, and outcomes without a scale."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from casestudies.editions.document.project import Period, Source
from outcomes.figures import CohortBlock, Count, Derived, Figure, HeadBlock


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
