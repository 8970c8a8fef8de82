"""The private side: figures that may hold counts of a single person and never leave the process."""

from dataclasses import dataclass

from outcomes.figures.shown import Count
from outcomes.statistics.bands import BandMargin
from outcomes.statistics.moments import Moments


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

    `key` is stable across editions. `formerly`: keys under which earlier editions told of what may be the same people
    and scores; taken out and entered again, a cohort has a new one. `moments` belong to `computed`. A published mean is
    no count: whoever composes the edition shows it beside the reported counts. Cohorts with the same words in `people`
    are the same people, scored on several measures.
    """

    key: str
    computed: Tree | None = None
    moments: Moments | None = None
    reported: Tree | None = None
    score_range: ScoreRange | None = None
    higher_is_better: bool = True
    people: str = ""
    formerly: tuple[str, ...] = ()


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
