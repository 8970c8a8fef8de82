"""What an upload holds, in coarse groups, for the eyes of whoever sent it: to see that it is the right file.

Nothing of this is for readers: small counts are not hidden here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from outcomes.models import Measure, ScoreUpload
from outcomes.score_files.answers import ScoreRow
from outcomes.statistics.bands import Band, band_of
from outcomes.statistics.moments import Moments

GROUPS = 8  # of a measure without named bands

type Scores = tuple[Decimal | None, Decimal | None]  # before, after


@dataclass(frozen=True)
class Group:
    """A stretch of the measure, both ends included, and how many scores before and after lie in it."""

    label: str
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """Counts of clients; `groups` from the lowest scores to the highest."""

    clients: int
    only_before: int
    only_after: int
    pairs: int
    improved: int
    same: int
    worse: int
    groups: tuple[Group, ...]

    @property
    def most(self) -> int:
        """The largest count of a group: the length of the longest bar."""
        return max((max(group.before, group.after) for group in self.groups), default=0)


def preview(upload: ScoreUpload, measure: Measure) -> Preview:
    """What a staged or confirmed upload holds; all nought for one whose scores are gone."""
    return of_scores(_scores(upload), measure)


def of_scores(scores: Iterable[Scores], measure: Measure) -> Preview:
    """The same of any scores, each within the measure's range."""
    found = list(scores)
    pairs = [(float(before), float(after)) for before, after in found if before is not None and after is not None]
    moments = Moments.from_pairs(pairs, higher_is_better=measure.higher_is_better)
    bands = coarse_groups(measure)
    befores = [band_of(float(before), bands) for before, _ in found if before is not None]
    afters = [band_of(float(after), bands) for _, after in found if after is not None]
    return Preview(
        clients=len(found),
        only_before=sum(after is None for _, after in found),
        only_after=sum(before is None for before, _ in found),
        pairs=moments.n,
        improved=moments.improved,
        same=moments.same,
        worse=moments.worse,
        groups=tuple(Group(band.label, befores.count(index), afters.count(index)) for index, band in enumerate(bands)),
    )


def coarse_groups(measure: Measure) -> list[Band]:
    """The measure's named bands where they cover it, else GROUPS stretches of about the same width."""
    named = [Band(f"{b.label}, {_ends(b.low, b.high)}", float(b.low), float(b.high)) for b in measure.bands.all()]
    named.sort(key=lambda band: band.low)
    if named and (named[0].low, named[-1].high) == (measure.minimum, measure.maximum):
        return named
    steps = int((measure.maximum - measure.minimum) / measure.step) + 1
    wide = -(-steps // GROUPS)
    groups = []
    for first in range(0, steps, wide):
        low = measure.minimum + measure.step * first
        last = min(first + wide, steps) - 1
        high = measure.minimum + measure.step * last if last < steps - 1 else measure.maximum
        groups.append(Band(_ends(low, high), float(low), float(high)))
    return groups


def _scores(upload: ScoreUpload) -> Iterable[Scores]:
    if upload.staged_rows is not None:
        return [(row.before, row.after) for row in map(ScoreRow.from_json, upload.staged_rows)]
    return list(upload.scores.values_list("before", "after"))


def _ends(low: Decimal, high: Decimal) -> str:
    first, last = (f"{end.normalize():f}" for end in (low, high))
    return first if first == last else f"{first} to {last}"
