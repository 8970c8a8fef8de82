"""The project: its fact panel, and what other parts of a document share with it."""

from dataclasses import dataclass
from datetime import date

from outcomes.figures import Count, Figure, HeadBlock


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

    @property
    def families_come(self) -> bool:
        """Whether the project works with families here; training and offices are elsewhere."""
        return self.role in ("lead", "delivery")


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
    """People served in a year, as the project says; protected like every count of people."""

    block: HeadBlock
    about: bool
    unit: str

    @property
    def people(self) -> Figure[Count]:
        """How many, or why that is hidden."""
        return self.block.denominator


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
