"""Who changed by more than the measure's own error.

Source of formula and classes: Jacobson and Truax (1991), Clinical significance, Journal of Consulting and Clinical
Psychology 59.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from outcomes.statistics.absence import Absent
from outcomes.statistics.changes import signed_change
from outcomes.statistics.cut_offs import on_clinical_side
from outcomes.statistics.pairs import Pairs, counted


class ReliabilityKind(StrEnum):
    """What a reliability coefficient was measured on. Only test–retest speaks about change over time."""

    TEST_RETEST = "test_retest"
    INTER_RATER = "inter_rater"
    INTERNAL = "internal"  # internal consistency, such as Cronbach's α


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability coefficient, 0 ≤ r ≤ 1 (else ValueError), and its kind."""

    r: float
    kind: ReliabilityKind

    def __post_init__(self) -> None:
        if not 0 <= self.r <= 1:
            raise ValueError(f"a reliability of {self.r} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Threshold:
    """The change, in points, that counts as reliable. Published thresholds are met exactly, computed ones exceeded.

    `indicative` ones rest on a cohort's own spread or another kind of reliability, and belong only in tests and in the
    worked example, marked so.
    """

    points: float
    inclusive: bool
    indicative: bool = False

    def reached_by(self, points: float) -> bool:
        """Whether a change of this many points, in the direction asked about, is reliable; points ≤ 0 never are."""
        return points > 0 and (points >= self.points if self.inclusive else points > self.points)


def difference_error(sd: float, r: float) -> float:
    """S_diff: the standard error, in points, of the difference of two scores: sd·√2·√(1 − r)."""
    return sd * sqrt(2) * sqrt(1 - r)


def reliable_change_threshold(
    *,
    published: float | None = None,
    reference_sd: float | None = None,
    reliability: Reliability | None = None,
    cohort_sd: float | None = None,
    indicative: bool = False,
) -> Threshold | Absent:
    """The measure's published threshold, else 1.96·S_diff from its reference SD and test–retest reliability.

    `NO_THRESHOLD` where neither can be had. With `indicative=True` any kind of reliability will do, and the cohort's
    own SD where there is no reference SD. Points of the measure; ValueError unless threshold and SD are above 0.
    """
    if published is not None:
        if not published > 0:
            raise ValueError(f"a reliable change of {published} points is not a threshold")
        return Threshold(published, inclusive=True)
    sound = reference_sd is not None and reliability is not None and reliability.kind is ReliabilityKind.TEST_RETEST
    sd = cohort_sd if indicative and reference_sd is None else reference_sd
    if sd is None or reliability is None or not (sound or indicative):
        return Absent.NO_THRESHOLD
    if not sd > 0:
        raise ValueError(f"a standard deviation of {sd} gives no threshold")
    # 1.96 as published, not the quantile's further digits: a threshold is a convention others must arrive at too.
    return Threshold(1.96 * difference_error(sd, reliability.r), inclusive=False, indicative=not sound)


class ReliableOutcome(StrEnum):
    """The four classes of Jacobson and Truax; each person is in one. Without a cut-off nobody is in the first."""

    RECOVERED = "recovered"  # reliably improved, and over the cut-off from its clinical side
    IMPROVED = "improved"  # reliably improved, without that
    UNCHANGED = "unchanged"  # no reliable change
    DETERIORATED = "deteriorated"  # reliably worse


@dataclass(frozen=True, slots=True)
class ReliableCounts:
    """How many of the people scored changed reliably; the first three add up to them all."""

    reliably_improved: int  # the recovered among them
    reliably_worse: int
    neither: int
    recovered: int | Absent  # NOT_APPLICABLE where the measure has no cut-off


def classify(
    before: float, after: float, threshold: Threshold, *, higher_is_better: bool, cut_off: float | None = None
) -> ReliableOutcome:
    """The class of one person's pair of scores."""
    change = signed_change(before, after, higher_is_better=higher_is_better)
    if threshold.reached_by(-change):
        return ReliableOutcome.DETERIORATED
    if not threshold.reached_by(change):
        return ReliableOutcome.UNCHANGED
    crossed = (
        cut_off is not None
        and on_clinical_side(before, cut_off, higher_is_better=higher_is_better)
        and not on_clinical_side(after, cut_off, higher_is_better=higher_is_better)
    )
    return ReliableOutcome.RECOVERED if crossed else ReliableOutcome.IMPROVED


def reliable_counts(
    pairs: Pairs | None,
    threshold: Threshold | Absent,
    *,
    higher_is_better: bool,
    cut_off: float | None = None,
) -> ReliableCounts | Absent:
    """Count (before, after) pairs by class.

    `FROM_SUMMARY` where no scores are held (None); where there is no threshold, the reason there is none.
    """
    if isinstance(threshold, Absent):
        return threshold
    if pairs is None:
        return Absent.FROM_SUMMARY
    counts = dict.fromkeys(ReliableOutcome, 0)
    for (before, after), people in counted(pairs).items():
        counts[classify(before, after, threshold, higher_is_better=higher_is_better, cut_off=cut_off)] += people
    recovered = counts[ReliableOutcome.RECOVERED]
    return ReliableCounts(
        reliably_improved=recovered + counts[ReliableOutcome.IMPROVED],
        reliably_worse=counts[ReliableOutcome.DETERIORATED],
        neither=counts[ReliableOutcome.UNCHANGED],
        recovered=Absent.NOT_APPLICABLE if cut_off is None else recovered,
    )
