"""A whole of people and its parts, such as referral routes: parts merged until each of them is large."""

from collections.abc import Iterator

from outcomes.disclosure.trees import fewest
from outcomes.figures import Absent, Figure, Hidden, Part, Shown, Split, SplitBlock


def protect_split(split: Split, small: int) -> SplitBlock:
    """The parts of a split readers may see, in the order they came; with fewer than two left, none.

    Parts of nobody are left out: they are no part of the whole. Raises ValueError for a negative count.
    """
    if any(part.count < 0 for part in split.parts):
        raise ValueError(f"split {split.key!r} has a part of fewer than no people")
    parts = tuple(part for part in split.parts if part.count)
    if split.whole < fewest(small):
        return SplitBlock(split.key, Hidden(Absent.TOO_FEW))
    merged = _neighbours(split.parts, small) if split.ordered else _others(parts, split.other_label, small)
    figure: Figure[tuple[Part, ...]] = Shown(merged) if len(merged) > 1 else Hidden(Absent.PRIVACY)
    return SplitBlock(split.key, figure)


def _neighbours(parts: tuple[Part, ...], small: int) -> tuple[Part, ...]:
    """From the first part on, close a group as soon as it is large; what is left joins the last group."""
    groups: list[list[Part]] = []
    open_group: list[Part] = []
    for part in parts:
        open_group.append(part)
        if sum(p.count for p in open_group) > small:
            groups.append(open_group)
            open_group = []
    if open_group and groups:
        groups[-1].extend(open_group)
    return tuple(
        Part(g[0].label if len(g) == 1 else f"{g[0].label} to {g[-1].label}", sum(p.count for p in g)) for g in groups
    )


def _others(parts: tuple[Part, ...], other_label: str, small: int) -> tuple[Part, ...]:
    """Everything below a level goes into one other part, whose members are not named.

    The level is the lowest at which a reader who knows the names of the members all the same is left with several
    possible sizes for each. Beside a part of 8, two parts of 7 must not become "other: 14", nor 7 and 8 "other: 15":
    the smallest go in first, so neither could be anything else.
    """
    for level in _levels(small, max((part.count for part in parts), default=0)):
        shown = tuple(part for part in parts if part.count >= level)
        members = len(parts) - len(shown)
        if not members:
            return parts
        other = sum(part.count for part in parts) - sum(part.count for part in shown)
        least = other - (level - 1) * (members - 1)  # of one member, were all the others as large as they can be
        if members > 1 and other > small and least <= small - 2:
            return (*shown, Part(other_label, other)) if shown else ()
    return ()


def _levels(small: int, largest: int) -> Iterator[int]:
    level = small + 1
    while level <= largest:
        yield level
        level += max(4, level // 2)
