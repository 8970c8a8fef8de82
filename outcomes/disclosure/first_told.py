"""Since which edition readers have been told something under a key.

What two keys have told from the same edition on are two things. Where one came later, it may be the other, taken out
and entered again.
"""

from collections.abc import Iterable

from outcomes.figures import CohortBlock, HeadBlock, Shown


def first_told(editions: Iterable[tuple[int, Iterable[CohortBlock | HeadBlock]]]) -> dict[str, int]:
    """Key → the number of the first edition that shows a number of people under it; `editions` oldest first."""
    found: dict[str, int] = {}
    for number, blocks in editions:
        for block in blocks:
            if tells(block):
                found.setdefault(block.key, number)
    return found


def told_before(key: str, first: dict[str, int]) -> set[str]:
    """The keys that editions told of before they told of `key`; all of them where they never have."""
    since = first.get(key)
    return {other for other, number in first.items() if other != key and (since is None or number < since)}


def tells(block: CohortBlock | HeadBlock) -> bool:
    """Whether a block shows a number of people."""
    if isinstance(block, CohortBlock):
        return isinstance(block.started, Shown) or isinstance(block.scored, Shown)
    return any(isinstance(figure, Shown) for figure in (block.numerator, block.denominator, block.percent))
