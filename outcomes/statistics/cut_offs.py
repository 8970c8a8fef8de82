"""Which side of a measure's cut-off a score is on. The cut-off itself is on the clinical side.

So does every measure here publish it: PIR-GAS 40 and below (higher is better), PHQ-9 10 and above (lower is better).
"""

from collections.abc import Iterable


def on_clinical_side(score: float, cut_off: float, *, higher_is_better: bool) -> bool:
    """Whether a score is at the cut-off or worse."""
    return score <= cut_off if higher_is_better else score >= cut_off


def count_on_clinical_side(scores: Iterable[float], cut_off: float, *, higher_is_better: bool) -> int:
    """How many of the scores are at the cut-off or worse: of pairs before or after, or of all with a before score."""
    return sum(on_clinical_side(score, cut_off, higher_is_better=higher_is_better) for score in scores)
