"""Made-up scores that look like scores: whole numbers, crowded at round ones, with exactly the counts asked for."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

type Pair = tuple[int, int]


@dataclass(frozen=True)
class Scale:
    """A measure's range and direction. `crowding` is the step people round to in their heads, 1 for none."""

    minimum: int
    maximum: int
    higher_is_better: bool
    crowding: int = 1


@dataclass(frozen=True)
class Plan:
    """What the scores are to show. `gain` is the mean gain of the improved in points, better positive.

    `fall` is the mean loss of those who got worse, in points; half the gain where it is not given.
    """

    improved: int
    same: int
    worse: int
    mean_before: float
    sd_before: float
    gain: float
    fall: float | None = None


CROWDED_SHARE = 0.6  # of scores on a scale with crowding stand on a multiple of it


def invent_pairs(random: Random, plan: Plan, scale: Scale, *, exact_gain: bool = False) -> list[Pair]:
    """(before, after) for everybody in `plan`, in random order.

    With `exact_gain` the gains of the improved add up to improved × gain, rounded to whole points. Better is higher
    while the pairs are made; a scale where lower is better is mirrored at the end.
    """
    pairs = [
        _pair(random, plan, scale, kind)
        for kind, how_many in ((1, plan.improved), (0, plan.same), (-1, plan.worse))
        for _ in range(how_many)
    ]
    if exact_gain:
        _fit_total_gain(random, pairs, round(plan.improved * plan.gain), scale)
    random.shuffle(pairs)
    if scale.higher_is_better:
        return pairs
    ends = scale.minimum + scale.maximum
    return [(ends - before, ends - after) for before, after in pairs]


def invent_dates(random: Random, start: date, end: date) -> tuple[date, date]:
    """A first score within the period, and a second after 8 to 12 weeks, both before its end."""
    first = start + timedelta(days=random.randrange(max(1, (end - start).days - 7 * 12)))
    return first, min(end, first + timedelta(days=random.randrange(7 * 8, 7 * 12)))


def _pair(random: Random, plan: Plan, scale: Scale, kind: int) -> Pair:
    """One person's scores; `kind` is 1 for improved, 0 for the same, -1 for worse."""
    mean = plan.mean_before if scale.higher_is_better else scale.minimum + scale.maximum - plan.mean_before
    # one point away from the ends, so that there is room for a change
    before = min(max(_crowded(random, random.gauss(mean, plan.sd_before), scale), scale.minimum + 1), scale.maximum - 1)
    if kind == 0:
        return before, before
    fall = plan.gain / 2 if plan.fall is None else plan.fall
    size = plan.gain if kind > 0 else fall
    after = _crowded(random, before + kind * abs(random.gauss(size, size / 2)), scale)
    if kind > 0:
        return before, min(max(after, before + 1), scale.maximum)
    return before, max(min(after, before - 1), scale.minimum)


def _crowded(random: Random, score: float, scale: Scale) -> int:
    step = scale.crowding if random.random() < CROWDED_SHARE else 1
    return round(score / step) * step


def _fit_total_gain(random: Random, pairs: list[Pair], total: int, scale: Scale) -> None:
    """Move scores after by a step at a time until the gains of those who improved add up to `total`."""
    improved = [index for index, (before, after) in enumerate(pairs) if after > before]
    lacking = total - sum(pairs[index][1] - pairs[index][0] for index in improved)
    while lacking:
        step = scale.crowding if abs(lacking) >= scale.crowding else 1
        step = step if lacking > 0 else -step
        index = random.choice(improved)
        before, after = pairs[index]
        if before < after + step <= scale.maximum:
            pairs[index] = (before, after + step)
            lacking -= step
