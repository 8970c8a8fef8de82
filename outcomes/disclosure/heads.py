"""Outcomes without a scale: so many of so many people."""

from fractions import Fraction
from math import ceil, floor

from outcomes.disclosure.trees import fewest
from outcomes.figures import Absent, Because, Count, Figure, HeadBlock, HeadCount, Hidden, Shown
from outcomes.statistics.plausibility import possible_counts, whole_percent


def protect_head(head: HeadCount, small: int) -> HeadBlock:
    """An outcome without a scale as readers may see it.

    A number of people alone is shown from 20 on. A part of it is shown, with its percentage, where part and rest are
    large for every count the percentage leaves open, and else nothing is. "Around half" shows the percentage and no
    count. A share of nobody knows how many shows as stated; a count of nobody knows how many does not show.
    Raises ValueError, naming the outcome, for more people than there are or a percentage beyond 100.
    """
    _check(head)
    key, of, percent = head.key, head.denominator, head.percent
    not_stated: Hidden = Hidden(Absent.NOT_STATED)
    if of is None:
        count: Figure[Count] = not_stated if head.numerator is None else Hidden(Absent.PRIVACY)
        alone = percent is not None and head.numerator is None
        return HeadBlock(key, count, not_stated, Shown(percent) if alone and percent is not None else not_stated)
    if of < fewest(small):
        return _hidden(key, Absent.TOO_FEW)
    people = Shown(Count.of(of))
    possible = _possible(head, of)
    if possible is None:
        return HeadBlock(key, not_stated, people, not_stated)
    if possible.low <= small or of - possible.high <= small:
        return _hidden(key, Absent.PRIVACY)
    if percent is None:
        percent = whole_percent(possible.low, of)
    return HeadBlock(key, not_stated if head.around else Shown(possible), people, Shown(percent))


def implied(block: HeadBlock) -> tuple[Count, Count] | None:
    """The part and the rest of the people, as far as readers can work them out from the count or the percentage."""
    if isinstance(block.denominator, Hidden):
        return None
    of = block.denominator.value.low
    if isinstance(block.numerator, Shown):
        part = block.numerator.value
    elif isinstance(block.percent, Shown):
        part = _near(block.percent.value, of)
    else:
        return None
    return part, Count.between(of - part.high, of - part.low, part.because)


def _possible(head: HeadCount, of: int) -> Count | None:
    if head.numerator is not None:
        return Count.of(head.numerator)
    return None if head.percent is None else _near(head.percent, of)


def _near(percent: int, of: int) -> Count:
    """The counts that round to the percentage, else the two it lies between (75 % of 33: 24 and 25)."""
    counts = possible_counts(percent, of)
    share = Fraction(percent * of, 100)
    low, high = (counts[0], counts[-1]) if counts else (floor(share), ceil(share))
    return Count.between(low, high, Because.ROUNDING)


def _hidden(key: str, why: Absent) -> HeadBlock:
    return HeadBlock(key, Hidden(why), Hidden(why), Hidden(why))


def _check(head: HeadCount) -> None:
    numerator, of, percent = head.numerator, head.denominator, head.percent
    if numerator is not None and (numerator < 0 or (of is not None and numerator > of)):
        raise ValueError(f"outcome {head.key!r}: {numerator} of {of} people is not a part of them")
    if percent is not None and not 0 <= percent <= 100:
        raise ValueError(f"outcome {head.key!r}: {percent} % is not a share")
