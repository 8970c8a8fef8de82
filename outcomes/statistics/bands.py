"""A measure's named bands before and after, as two margins: who moved from which band to which is never tabled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from outcomes.statistics.pairs import Pairs, counted


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a measure, from `low` to `high` inclusive."""

    label: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"band {self.label!r} from {self.low} to {self.high} holds no score")


@dataclass(frozen=True, slots=True)
class BandMargin:
    """One band with how many of the people scored twice were in it before, and how many after."""

    label: str
    low: float
    high: float
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class BandMoves:
    """How many people ended in a better band, the same, or a worse one."""

    better: int
    same: int
    worse: int


def band_of(score: float, bands: Sequence[Band]) -> int:
    """The index of the band a score is in; `bands` lowest first, without overlap.

    A score between two bands of whole numbers (40.5 between 31–40 and 41–50) is in the lower one. Raises ValueError for
    bands out of order, and for a score below the lowest band or above the highest.
    """
    if any(lower.high >= upper.low for lower, upper in pairwise(bands)):
        raise ValueError("bands overlap or are not in score order")
    if not bands or not bands[0].low <= score <= bands[-1].high:
        raise ValueError(f"a score of {score} is in none of the {len(bands)} bands")
    return max(index for index, band in enumerate(bands) if band.low <= score)


def band_margins(pairs: Pairs, bands: Sequence[Band]) -> tuple[BandMargin, ...]:
    """Count (before, after) pairs by band; one margin a band, lowest first. Errors as for `band_of`."""
    before, after = [0] * len(bands), [0] * len(bands)
    for (first, second), people in counted(pairs).items():
        before[band_of(first, bands)] += people
        after[band_of(second, bands)] += people
    return tuple(
        BandMargin(band.label, band.low, band.high, *counts) for band, *counts in zip(bands, before, after, strict=True)
    )


def net_shifts(margins: Sequence[BandMargin], *, higher_is_better: bool) -> tuple[int, ...]:
    """At each cut between neighbouring bands, how many more people were on its better side after than before.

    Lowest cut first, one fewer than bands. Positive is better; it is a net figure, what crossed less what came back.
    """
    shifts, above = [], 0
    for margin in reversed(margins[1:]):
        above += margin.after - margin.before
        shifts.append(above if higher_is_better else -above)
    return tuple(reversed(shifts))


def band_moves(pairs: Pairs, bands: Sequence[Band], *, higher_is_better: bool) -> BandMoves:
    """Count (before, after) pairs by whether the band changed for better or worse. Errors as for `band_of`."""
    better = same = worse = 0
    for (first, second), people in counted(pairs).items():
        rise = band_of(second, bands) - band_of(first, bands)
        step = rise if higher_is_better else -rise
        better += people * (step > 0)
        same += people * (step == 0)
        worse += people * (step < 0)
    return BandMoves(better, same, worse)
