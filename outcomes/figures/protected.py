"""The public side: made by `outcomes.disclosure` alone, and all an edition accepts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from outcomes.figures.shown import Count, Figure
from outcomes.figures.unprotected import Part
from outcomes.statistics.proportions import Rate
from outcomes.statistics.span import Span


class Note(StrEnum):
    """What readers are told about how a block was protected."""

    TOO_FEW_STARTED = "too_few_started"  # started < 20
    TOO_FEW_SCORED = "too_few_scored"  # scored < 20
    FEW_NOT_SCORED = "few_not_scored"  # "fewer than 8 were not scored"
    FEW_NOT_IMPROVED = "few_not_improved"  # "at least n−7 of n"
    FEW_IMPROVED = "few_improved"  # "fewer than 8 of n"
    CARRIED_FORWARD = "carried_forward"  # newer scores show once enough have come in
    TOO_CLOSE = "too_close"  # beside what an earlier edition told of the same people under another key
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
