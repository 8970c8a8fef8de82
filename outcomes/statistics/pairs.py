"""Scores before and after, one by one or counted: a scale has few values, so many people share few pairs."""

from collections import Counter
from collections.abc import Iterable, Mapping

type Pair = tuple[float, float]  # before, after, in points of the measure
type Pairs = Iterable[Pair] | Mapping[Pair, int]


def counted(pairs: Pairs) -> Mapping[Pair, int]:
    """How many people have each (before, after) pair. Pairs that come counted are taken as they are."""
    return pairs if isinstance(pairs, Mapping) else Counter(pairs)
