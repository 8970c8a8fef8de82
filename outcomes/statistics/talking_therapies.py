"""The two-measure rule of NHS Talking Therapies: a person is judged on depression and anxiety together.

Source: NHS England, The NHS Talking Therapies manual (chapter on outcomes). Thresholds and cut-offs come from the
measures, for example PHQ-9 (cut-off 10, reliable change 6) and GAD-7 (8 and 4).
"""

from dataclasses import dataclass

from outcomes.statistics.changes import signed_change
from outcomes.statistics.cut_offs import on_clinical_side
from outcomes.statistics.reliable_change import Threshold


@dataclass(frozen=True, slots=True)
class MeasuredTwice:
    """One person's two scores on one measure, with that measure's rules."""

    before: float
    after: float
    threshold: Threshold
    cut_off: float
    higher_is_better: bool = False

    @property
    def clinical_before(self) -> bool:
        """Whether the first score is at the cut-off or worse."""
        return on_clinical_side(self.before, self.cut_off, higher_is_better=self.higher_is_better)

    @property
    def clinical_after(self) -> bool:
        """Whether the second score is at the cut-off or worse."""
        return on_clinical_side(self.after, self.cut_off, higher_is_better=self.higher_is_better)

    @property
    def reliably_better(self) -> bool:
        """Whether the measure fell (or rose, where higher is better) reliably."""
        return self.threshold.reached_by(self._change)

    @property
    def reliably_worse(self) -> bool:
        """Whether the measure moved reliably the other way."""
        return self.threshold.reached_by(-self._change)

    @property
    def _change(self) -> float:
        return signed_change(self.before, self.after, higher_is_better=self.higher_is_better)


@dataclass(frozen=True, slots=True)
class TwoMeasureOutcome:
    """What became of one person. Recovery rates are out of those with `case_at_start`; the others cannot recover."""

    case_at_start: bool  # on the clinical side of either measure
    recovered: bool  # a case at the start, on neither clinical side at the end
    reliably_improved: bool  # reliably better on one measure, reliably worse on none
    reliably_deteriorated: bool  # reliably worse on one measure, reliably better on none

    @property
    def reliably_recovered(self) -> bool:
        """Both recovered and reliably improved."""
        return self.recovered and self.reliably_improved


def two_measure_outcome(first: MeasuredTwice, second: MeasuredTwice) -> TwoMeasureOutcome:
    """Judge one person on two measures taken at the same two times."""
    case_at_start = first.clinical_before or second.clinical_before
    better = first.reliably_better or second.reliably_better
    worse = first.reliably_worse or second.reliably_worse
    return TwoMeasureOutcome(
        case_at_start=case_at_start,
        recovered=case_at_start and not (first.clinical_after or second.clinical_after),
        reliably_improved=better and not worse,
        reliably_deteriorated=worse and not better,
    )
