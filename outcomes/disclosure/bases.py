"""Figures side by side: 27 beside 33 tells of 6 people, wherever on a page the two stand."""

from collections.abc import Iterable

from outcomes.disclosure.trees import exactly
from outcomes.figures import Absent, CohortBlock, Count, Figure, HeadBlock, Hidden, ProtectedFigures, Shown, SplitBlock


def bases_of(
    cohorts: Iterable[CohortBlock] = (), splits: Iterable[SplitBlock] = (), heads: Iterable[HeadBlock] = ()
) -> frozenset[int]:
    """The numbers of people readers see something said of: started, scored, all of a split, those of an outcome."""
    seen = [exactly(figure) for block in cohorts for figure in (block.started, block.scored)]
    seen += [sum(part.count for part in block.parts.value) for block in splits if isinstance(block.parts, Shown)]
    seen += [exactly(block.denominator) for block in heads]
    return frozenset(size for size in seen if size is not None)


def split_beside(block: SplitBlock, bases: frozenset[int], small: int) -> SplitBlock:
    """The split, or nothing where all its people are 1 to `small` more or fewer than another number shown."""
    if isinstance(block.parts, Shown):
        whole = sum(part.count for part in block.parts.value)
        if _near_one_of(bases, whole, small):
            return SplitBlock(block.key, Hidden(Absent.PRIVACY))
    return block


def head_beside(block: HeadBlock, bases: frozenset[int], small: int) -> HeadBlock:
    """The same for an outcome without a scale and the people it is about."""
    people = exactly(block.denominator)
    if people is not None and _near_one_of(bases, people, small):
        hidden: Hidden = Hidden(Absent.PRIVACY)
        return HeadBlock(block.key, hidden, hidden, hidden)
    return block


def shown_counts(figures: ProtectedFigures) -> tuple[frozenset[int], frozenset[int]]:
    """Every count readers see exactly in an edition, and the bases among them: what `text.marks` looks for."""
    bases = bases_of(figures.cohorts, figures.splits, figures.heads)
    counts: list[Figure[Count]] = [block.numerator for block in figures.heads]
    for c in figures.cohorts:
        counts += [c.still_attending, c.not_scored, c.improved, c.not_improved, c.same, c.worse]
        counts += [c.reliably_improved, c.reliably_worse, c.recovered]
    parts = {part.count for split in figures.splits if isinstance(split.parts, Shown) for part in split.parts.value}
    return bases | parts | {size for size in map(exactly, counts) if size is not None}, bases


def _near_one_of(bases: frozenset[int], size: int, small: int) -> bool:
    return any(1 <= abs(base - size) <= small for base in bases)
