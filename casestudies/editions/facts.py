"""What `gather` reads and `compose` turns into a document: the records of one case study, counts still unprotected."""

from dataclasses import dataclass
from decimal import Decimal

from casestudies.editions import document
from casestudies.editions.document import Period
from outcomes.derived import PrintedGain, Scale
from outcomes.figures import CohortFigures, HeadCount, Split


@dataclass(frozen=True, slots=True)
class ReportedFacts:
    """What a publication prints of a cohort."""

    percent: int | None
    gain: Decimal | None
    gain_base: str
    gain_is_our_reading: bool
    source: document.Source | None


@dataclass(frozen=True, slots=True)
class CohortFacts:
    """One cohort's records and its unprotected figures."""

    key: str
    measure: document.Measure
    period: Period
    provenance: str
    standing: str
    rated_by: str
    rated_independently: bool | None
    comparison_group: str
    comparison_note: str
    follow_up_months: int | None
    source: document.Source | None
    figures: CohortFigures
    scale: Scale
    gain: PrintedGain | None
    reported: ReportedFacts | None


@dataclass(frozen=True, slots=True)
class StrandFacts:
    """One strand and its cohorts."""

    key: str
    name: str
    description: str
    unit: str
    cohorts: tuple[CohortFacts, ...]


@dataclass(frozen=True, slots=True)
class OtherOutcomeFacts:
    """One outcome without a scale, unprotected."""

    kind: str
    label: str
    unit: str
    figures: HeadCount
    words: str
    period: Period
    source: document.Source | None


@dataclass(frozen=True, slots=True)
class ReachFacts:
    """People served in a year, unprotected; `about` where the project says so."""

    figures: HeadCount
    about: bool
    unit: str


@dataclass(frozen=True, slots=True)
class IncomeFacts:
    """One stated income; `covers_whole_project` is None where that is not stated."""

    income: document.Income
    covers_whole_project: bool | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything an edition is composed from."""

    slug: str
    case_number: int | None
    area: str
    theme: str
    headline: str
    invented: bool
    project: document.Project
    reach: ReachFacts | None
    strands: tuple[StrandFacts, ...]
    other_outcomes: tuple[OtherOutcomeFacts, ...]
    routes: tuple[document.Route, ...]
    referrals: Split | None
    referral_period: Period
    incomes: tuple[IncomeFacts, ...]
    funding: tuple[document.FundingPart, ...]
    story: document.Story
    sources: tuple[document.Source, ...]
