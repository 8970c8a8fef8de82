"""Rule 6: a newer figure may stand beside every earlier one still showing, or the earlier one is shown again.

Readers keep old editions. What two of them show together must not tell of 1 to `small` people who came, left,
improved or did not in between, and a reader may well believe that a cohort only grows or that nobody joins it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from outcomes.disclosure.first_told import tells
from outcomes.disclosure.trees import exactly, hidden_block
from outcomes.figures import (
    Absent,
    BandCount,
    Because,
    CohortBlock,
    Count,
    Hidden,
    Note,
    Shown,
)

# Which shown group contains which by definition: whole, part. What lies between them is a group as well.
CONTAINS = (
    ("not_improved", "same"),
    ("not_improved", "worse"),
    ("improved", "reliably_improved"),
    ("worse", "reliably_worse"),
    ("reliably_improved", "recovered"),
    ("improved", "recovered"),
    ("started", "still_attending"),
    ("not_scored", "still_attending"),
)


def settle_cohort(
    new: CohortBlock,
    earlier: Sequence[tuple[int, CohortBlock]],
    others: Sequence[CohortBlock] = (),
    *,
    wrong: bool,
    small: int,
) -> CohortBlock:
    """The new block where it may stand beside all earlier ones, else the latest of those, carried forward.

    A figure known to be wrong is not shown again: it is withdrawn instead. `others` are earlier blocks under other keys
    that may be the same people: too close beside one of them what is new does not show.
    """
    too_close = not all(_stands_beside(new, old, small) for old in others)
    if too_close and not any(tells(old) for _, old in earlier):
        return hidden_block(new.key, Absent.PRIVACY, Note.TOO_CLOSE)
    nothing_new = any(_figures(new) == _figures(old) for _, old in earlier)
    if not all(_stands_beside(new, old, small) for _, old in earlier) or (too_close and not nothing_new):
        if wrong:
            return hidden_block(new.key, Absent.BEING_CORRECTED, Note.BEING_CORRECTED)
        number, latest = earlier[-1]
        notes = (*(note for note in latest.notes if note is not Note.CARRIED_FORWARD), Note.CARRIED_FORWARD)
        return replace(latest, notes=notes, carried_from=latest.carried_from or number)
    # Bands may change by few in each while everything else grows by many: then they alone are left out.
    if not all(_bands_stand_beside(new, old, small) for old in (*(old for _, old in earlier), *others)):
        return replace(new, bands_before=Hidden(Absent.PRIVACY), bands_after=Hidden(Absent.PRIVACY))
    return new


def _figures(block: CohortBlock) -> CohortBlock:
    return replace(block, notes=(), carried_from=None)


def apart(one: Count, other: Count, small: int) -> bool:
    """Whether two counts are the same or differ by more than `small`, whichever of their possible values is true."""
    return one == other or one.low - other.high > small or other.low - one.high > small


def _stands_beside(new: CohortBlock, old: CohortBlock, small: int) -> bool:
    same_people = exactly(new.scored) == exactly(old.scored)

    def step(part: str, *, other: str = "", grows: bool = False) -> bool:
        now, then = getattr(new, part), getattr(old, part)
        if isinstance(now, Hidden) or isinstance(then, Hidden) or apart(now.value, then.value, small):
            return True
        match now.value.because, then.value.because:
            case Because.PRIVACY, Because.PRIVACY:
                # "at least n−7 of n" twice: the same bound on the others, so this count differs as the n do
                return bool(other) and getattr(new, other) == getattr(old, other)
            case ((Because.EXACT | Because.ROUNDING), Because.PRIVACY):
                # who believes that groups only grow must still be able to believe every size the bound left
                return grows and bool(now.value.low >= then.value.high)
        return same_people and same_fact(now.value, then.value)

    return (
        step("scored")
        and step("started", other="not_scored")
        and step("not_scored", grows=True)
        and step("improved", other="not_improved", grows=True)
        and step("not_improved", other="improved", grows=True)
        and all(_parts_stand_beside(new, old, whole, part, small) for whole, part in CONTAINS)
    )


def same_fact(one: Count, other: Count) -> bool:
    """Whether one is a value of the other's rounded percentage: 122 of 144, and the 122 or 123 that are 85 %."""
    inside, around = sorted((one, other), key=lambda count: count.high - count.low)
    return around.because is Because.ROUNDING and around.low <= inside.low and inside.high <= around.high


def _parts_stand_beside(new: CohortBlock, old: CohortBlock, whole: str, part: str, small: int) -> bool:
    """Whether a deeper part, and the rest of its whole, differ by nobody or by many, and open nothing hidden before."""
    part_now, part_then = getattr(new, part), getattr(old, part)
    size_now, size_then = exactly(part_now), exactly(part_then)
    whole_now, whole_then = exactly(getattr(new, whole)), exactly(getattr(old, whole))
    if size_now is None:
        return True
    if size_then is not None:
        steps = [size_now - size_then]
        if whole_now is not None and whole_then is not None:
            steps.append(whole_now - size_now - (whole_then - size_then))
        return all(step == 0 or abs(step) > small for step in steps)
    hidden_then = isinstance(part_then, Hidden) and part_then.why is Absent.PRIVACY
    if not hidden_then or whole_now is None or whole_then is None:
        return True
    left = [
        size
        for size in {*range(min(small, whole_then) + 1), *range(max(whole_then - small, 0), whole_then + 1)}
        if size <= size_now and whole_then - size <= whole_now - size_now
    ]
    return not left or len(left) > small


def _bands_stand_beside(new: CohortBlock, old: CohortBlock, small: int) -> bool:
    pairs = ((new.bands_before, old.bands_before), (new.bands_after, old.bands_after))
    return all(
        _margins_stand_beside(now.value, then.value, small)
        for now, then in pairs
        if isinstance(now, Shown) and isinstance(then, Shown)
    )


def _margins_stand_beside(new: tuple[BandCount, ...], old: tuple[BandCount, ...], small: int) -> bool:
    """Whether every stretch of scores that both tell the count of holds as many people as before, or many more."""
    now, then = _below_each_cut(new), _below_each_cut(old)
    for low, high in combinations(sorted(now.keys() & then.keys()), 2):
        step = now[high] - now[low] - (then[high] - then[low])
        if 1 <= abs(step) <= small:
            return False
    return True


def _below_each_cut(bands: tuple[BandCount, ...]) -> dict[float, int]:
    """How many people are below the lowest score of each band, and below the end of the last."""
    below, total = {}, 0
    for band in bands:
        below[band.low] = total
        total += band.count
    return {**below, float("inf"): total}
