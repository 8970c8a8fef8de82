"""Rule 6 for what is no cohort: splits and outcomes without a scale, beside every earlier edition still showing."""

from collections.abc import Sequence
from dataclasses import replace

from outcomes.disclosure.editions import apart
from outcomes.disclosure.heads import implied
from outcomes.figures import Absent, Count, Figure, HeadBlock, Hidden, Part, Split, SplitBlock


def settle_split(
    new: SplitBlock, split: Split, earlier: Sequence[tuple[int, SplitBlock]], *, wrong: bool, small: int
) -> SplitBlock:
    """The new block where it may stand beside all earlier ones, else the latest of those; a wrong one is withdrawn."""
    if all(_split_stands_beside(new, old, split, small) for _, old in earlier):
        return new
    if wrong:
        return SplitBlock(new.key, Hidden(Absent.BEING_CORRECTED))
    number, latest = earlier[-1]
    return replace(latest, carried_from=latest.carried_from or number)


def settle_head(
    new: HeadBlock,
    earlier: Sequence[tuple[int, HeadBlock]],
    others: Sequence[HeadBlock] = (),
    *,
    wrong: bool,
    small: int,
) -> HeadBlock:
    """The same for an outcome without a scale; too close beside one of the `others` it is hidden."""
    if all(_head_stands_beside(new, old, small) for _, old in earlier):
        close = not all(_head_stands_beside(new, old, small) for old in others)
        return _hidden_head(new.key, Absent.PRIVACY) if close else new
    if wrong:
        return _hidden_head(new.key, Absent.BEING_CORRECTED)
    number, latest = earlier[-1]
    return replace(latest, carried_from=latest.carried_from or number)


def _split_stands_beside(new: SplitBlock, old: SplitBlock, split: Split, small: int) -> bool:
    if isinstance(new.parts, Hidden) or isinstance(old.parts, Hidden):
        return True
    now, then = _sizes(new.parts.value), _sizes(old.parts.value)
    if not all(_steps_far(now[label] - then[label], small) for label in now.keys() & then.keys()):
        return False
    if not _steps_far(sum(now.values()) - sum(then.values()), small):
        return False
    if split.ordered:
        return now.keys() == then.keys()
    other_now, other_then = now.pop(split.other_label, 0), then.pop(split.other_label, 0)
    gone = [then[label] for label in then.keys() - now.keys()]
    come = [now[label] for label in now.keys() - then.keys()]
    # A part that went into the others takes at least its old size there: what the others gained besides must be large.
    if gone and other_now - other_then - sum(gone) <= small:
        return False
    # A part that came out of the others must leave its old size open: without it they may still have been as many.
    return not (come and other_then and other_now + sum(come) - max(come) < other_then)


def _hidden_head(key: str, why: Absent) -> HeadBlock:
    hidden: Hidden = Hidden(why)
    return HeadBlock(key, hidden, hidden, hidden)


def _head_stands_beside(new: HeadBlock, old: HeadBlock, small: int) -> bool:
    now, then = implied(new), implied(old)
    if now and then and not all(apart(one, other, small) for one, other in zip(now, then, strict=True)):
        return False
    return _apart(new.denominator, old.denominator, small)


def _apart(one: Figure[Count], other: Figure[Count], small: int) -> bool:
    return isinstance(one, Hidden) or isinstance(other, Hidden) or apart(one.value, other.value, small)


def _steps_far(step: int, small: int) -> bool:
    return step == 0 or abs(step) > small


def _sizes(parts: tuple[Part, ...]) -> dict[str, int]:
    return {part.label: part.count for part in parts}
