"""What was computed, as frozen values: unprotected figures on the private side, `Shown | Hidden` on the public side.

The private side (`Tree`, `CohortFigures`, `Split`, `HeadCount`, gathered in `EditionFigures`) may hold counts of a
single person and never leaves the process. `disclosure.protect` is the only maker of the public side (`CohortBlock`,
`SplitBlock`, `HeadBlock`, gathered in `ProtectedFigures`); an edition's document accepts nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from outcomes.money import Amount, Breakdown
from outcomes.statistics.absence import Absent
from outcomes.statistics.bands import BandMargin
from outcomes.statistics.costs import PerHead
from outcomes.statistics.moments import Moments
from outcomes.statistics.proportions import Rate
from outcomes.statistics.span import Span

__all__ = [
    "Absent",
    "Amount",
    "BandCount",
    "BandMargin",
    "Because",
    "Breakdown",
    "CohortBlock",
    "CohortFigures",
    "Count",
    "Derived",
    "EditionFigures",
    "Figure",
    "HeadBlock",
    "HeadCount",
    "Hidden",
    "Means",
    "Moments",
    "Note",
    "Part",
    "PerHead",
    "ProtectedFigures",
    "Rate",
    "ScoreRange",
    "Shown",
    "Span",
    "Split",
    "SplitBlock",
    "Tree",
]


@dataclass(frozen=True, slots=True)
class Shown[T]:
    """A figure readers may see."""

    value: T
    kind: Literal["shown"] = "shown"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure readers may not or cannot see, with the reason."""

    why: Absent
    kind: Literal["hidden"] = "hidden"


type Figure[T] = Shown[T] | Hidden


class Because(StrEnum):
    """Why a count is a range rather than one number."""

    EXACT = "exact"
    ROUNDING = "rounding"  # every whole number that rounds to the published percentage
    PRIVACY = "privacy"  # "fewer than 8", "at least 23 of 30"


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people between `low` and `high` inclusive; exact when they are equal."""

    low: int
    high: int
    because: Because = Because.EXACT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"a count from {self.low} to {self.high} is not a count")
        if (self.low == self.high) != (self.because is Because.EXACT):
            raise ValueError(f"a count from {self.low} to {self.high} cannot be {self.because}")

    @property
    def exact(self) -> bool:
        """Whether one number is known."""
        return self.low == self.high

    @classmethod
    def of(cls, number: int) -> "Count":
        """An exact count."""
        return cls(number, number)

    @classmethod
    def between(cls, low: int, high: int, because: Because) -> "Count":
        """A count from `low` to `high`; `because` is dropped when they are equal."""
        return cls(low, high, Because.EXACT if low == high else because)


# --- the private side ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tree:
    """One cohort's counts: started → scored → improved | same | worse → reliably so. None means not known.

    `improved` is a range where only a rounded percentage is known. `band_margins` are in score order, lowest first.
    """

    started: int | None
    scored: int | None
    improved: Count | None
    same: int | None = None
    worse: int | None = None
    reliably_improved: int | None = None
    reliably_worse: int | None = None
    recovered: int | None = None
    still_attending: int | None = None
    band_margins: tuple[BandMargin, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """What scores a measure can give: `low` to `high` in `step`s, in points.

    `reliable_change` is the change in points from which a change counts as reliable (the threshold `Tree` was counted
    with), `cut_off` the score that parts recovered from not; None where there is none. Without a range nobody can say
    what a mean gives away, so `disclosure.protect` shows means only where one is given.
    """

    low: float
    high: float
    step: float = 1
    reliable_change: float | None = None
    cut_off: float | None = None


@dataclass(frozen=True, slots=True)
class CohortFigures:
    """All unprotected figures of one cohort: computed from scores, reported by a publication, or both.

    `key` is stable across editions. `moments` belong to `computed`. A published mean is no count: whoever composes the
    edition shows it beside the reported counts.
    """

    key: str
    computed: Tree | None = None
    moments: Moments | None = None
    reported: Tree | None = None
    score_range: ScoreRange | None = None
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split: how many people, and what they have in common."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Split:
    """A whole of people and its parts. `ordered` splits merge neighbours, others smallest first into `other_label`."""

    key: str
    parts: tuple[Part, ...]
    ordered: bool = False
    other_label: str = "other routes"

    @property
    def whole(self) -> int:
        """The sum of the parts."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class HeadCount:
    """An outcome without a scale: so many of so many people, exactly, "around", or as a published whole percentage."""

    key: str
    numerator: int | None
    denominator: int | None
    percent: int | None = None
    around: bool = False


@dataclass(frozen=True, slots=True)
class EditionFigures:
    """Every unprotected figure about people that one edition would like to show."""

    cohorts: tuple[CohortFigures, ...] = ()
    splits: tuple[Split, ...] = ()
    heads: tuple[HeadCount, ...] = ()


# --- the public side ----------------------------------------------------------------------------------------------


class Note(StrEnum):
    """What readers are told about how a block was protected."""

    TOO_FEW_STARTED = "too_few_started"  # started < 20
    TOO_FEW_SCORED = "too_few_scored"  # scored < 20
    FEW_NOT_SCORED = "few_not_scored"  # "fewer than 8 were not scored"
    FEW_NOT_IMPROVED = "few_not_improved"  # "at least n−7 of n"
    FEW_IMPROVED = "few_improved"  # "fewer than 8 of n"
    CARRIED_FORWARD = "carried_forward"  # newer scores will show when enough have come in
    REPORTED_ONLY = "reported_only"  # the scores held do not match the reported figure exactly
    REPORTED_AGREES = "reported_agrees"  # the scores held match the reported figure
    BEING_CORRECTED = "being_corrected"  # a wrong figure was withdrawn and its successor may not show yet


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many people a (possibly merged) band holds."""

    label: str
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Means:
    """Means, SDs (points of the measure) and effect sizes of all scored; changes are signed, better positive."""

    before: float
    after: float
    sd_before: float
    sd_after: float
    change: float
    change_interval: Span
    sd_change: float
    effect_av: Figure[float]
    effect_av_corrected: Figure[float]
    effect_z: Figure[float]


@dataclass(frozen=True, slots=True)
class CohortBlock:
    """One cohort as readers may see it. Every other number about it is worked out from these and nothing else."""

    key: str
    basis: Literal["computed", "reported", "none"]
    started: Figure[Count]
    still_attending: Figure[Count]
    scored: Figure[Count]
    not_scored: Figure[Count]
    improved: Figure[Count]
    not_improved: Figure[Count]
    same: Figure[Count]
    worse: Figure[Count]
    reliably_improved: Figure[Count]
    reliably_worse: Figure[Count]
    recovered: Figure[Count]
    bands_before: Figure[tuple[BandCount, ...]]
    bands_after: Figure[tuple[BandCount, ...]]
    means: Figure[Means]
    gain_of_improved: Figure[float]
    notes: tuple[Note, ...] = ()
    carried_from: int | None = None  # the number of the edition whose block this is


@dataclass(frozen=True, slots=True)
class SplitBlock:
    """A split as readers may see it; `others` names how many parts were merged into one."""

    key: str
    parts: Figure[tuple[Part, ...]]
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """An outcome without a scale as readers may see it."""

    key: str
    numerator: Figure[Count]
    denominator: Figure[Count]
    percent: Figure[int]
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class ProtectedFigures:
    """All figures of an edition after protection, in the order they came in."""

    cohorts: tuple[CohortBlock, ...] = ()
    splits: tuple[SplitBlock, ...] = ()
    heads: tuple[HeadBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a `CohortBlock` and from nothing else. Shares are 0 to 1, changes in points, better positive.

    `possible_range` runs from "none of those not scored improved" to "all of them did". `mean_of_all_at_most` is the
    upper limit of the mean change of all scored when only the mean gain of the improved is published.
    """

    rate: Figure[Rate]
    coverage: Figure[Span]
    possible_range: Figure[Span]
    mean_of_all_at_most: Figure[float]
    reliable_rate: Figure[Rate]
    expected_rise_without_help: Figure[float]
    reliable_change_threshold: Figure[float]
