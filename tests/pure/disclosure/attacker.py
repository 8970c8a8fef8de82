"""A reader who knows every rule and every shown figure, and tries to tell the size of small groups.

The attacker tries candidate truths and keeps those that would have been shown as the truth was: what `observe` returns
for both must be equal. Every size a group has in a candidate kept is a possible size. `observe` is `protect` here, and
plain sight in the test that the attacker is any good.

Small cohorts are searched by enumeration, near the truth first, since three possible sizes are all that is looked for.
For large ones an integer programme, which knows the rules in its own words, proposes the candidates.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from outcomes.figures import Count, Tree

SMALL = 7
ENOUGH = 3  # possible sizes that leave a reader in the dark

type Sizes = Mapping[str, int]
type Observe = Callable[[Tree], object]


def groups(tree: Tree) -> dict[str, int]:
    """The size of every group of people a tree knows of, by name: the parts and what lies between them."""
    found: dict[str, int] = {}

    def split(part: str, size: int | None, whole: int | None, rest: str) -> None:
        if size is not None and whole is not None:
            found[part] = size
            found[rest] = whole - size

    k = None if tree.improved is None else tree.improved.low
    split("scored", tree.scored, tree.started, "not scored")
    split("improved", k, tree.scored, "not improved")
    split("same", tree.same, None if k is None else tree.scored - k, "worse")
    split("reliably improved", tree.reliably_improved, k, "improved, not reliably")
    split("reliably worse", tree.reliably_worse, tree.worse, "worse, not reliably")
    split("recovered", tree.recovered, tree.reliably_improved, "reliably improved, not recovered")
    split("still attending", tree.still_attending, tree.started, "left")
    if tree.still_attending is not None and tree.scored is not None:
        left_unscored = tree.started - tree.scored - tree.still_attending
        if left_unscored >= 0:
            found["left without a second score"] = left_unscored
    return found


def small(sizes: Sizes) -> set[str]:
    """The groups of 1 to 7 people."""
    return {name for name, size in sizes.items() if 1 <= size <= SMALL}


@dataclass
class Search:
    """The possible sizes found so far of the groups that must stay in the dark."""

    wanted: set[str]
    sizes: dict[str, set[int]]

    @classmethod
    def of(cls, truth: Sizes) -> "Search":
        """A search for the small groups of the truth."""
        wanted = small(truth)
        return cls(wanted, {name: {truth[name]} for name in wanted})

    def add(self, candidate: Sizes) -> None:
        """Keep what a consistent candidate says."""
        for name in self.wanted & candidate.keys():
            self.sizes[name].add(candidate[name])

    @property
    def exposed(self) -> dict[str, set[int]]:
        """The groups with too few possible sizes, and those sizes."""
        return {name: sizes for name, sizes in self.sizes.items() if len(sizes) < ENOUGH}


def exposed_by_enumeration(truth: Tree, observe: Observe, widths: Iterable[int] = (1, 3, 8, 70)) -> dict[str, set[int]]:
    """The small groups of a cohort whose size the attacker tells, trying every part of the tree in turn."""
    found: dict[str, set[int]] = {}
    for part in parts(truth):
        search = Search.of(groups(part))
        seen = observe(part)
        for width in widths:
            if not search.exposed:
                break
            for candidate in around(part, width):
                if observe(candidate) == seen:
                    search.add(groups(candidate))
                    if not search.exposed:
                        break
        found |= search.exposed
    return found


def parts(truth: Tree) -> Iterator[Tree]:
    """The tree cut down to one branch at a time, which is all that bears on how that branch is shown."""
    top = Tree(truth.started, truth.scored, truth.improved)
    yield replace(top, same=truth.same, worse=truth.worse, reliably_worse=truth.reliably_worse)
    yield replace(top, reliably_improved=truth.reliably_improved, recovered=truth.recovered)
    yield replace(top, still_attending=truth.still_attending)


def around(truth: Tree, width: int) -> Iterator[Tree]:
    """Every tree whose counts differ from the truth by up to `width`: all at once where that is few, else by pairs."""
    counts = [truth.started, truth.scored, truth.improved and truth.improved.low]
    counts += [truth.same, truth.reliably_improved, truth.reliably_worse, truth.recovered, truth.still_attending]
    free = [index for index, count in enumerate(counts) if count is not None]
    steps = range(-width, width + 1)
    if len(steps) ** len(free) <= 20_000:
        moves: Iterable[tuple[int, ...]] = product(steps, repeat=len(free))
    else:
        moves = (
            tuple(a if i == one else b if i == other else 0 for i in range(len(free)))
            for one in range(len(free))
            for other in range(one + 1, len(free))
            for a, b in product(steps, repeat=2)
        )
    for move in moves:
        moved = list(counts)
        for index, step in zip(free, move, strict=True):
            moved[index] += step
        tree = build(*moved)
        if tree is not None:
            yield tree


def build(started, scored, improved, same, reliably_improved, reliably_worse, recovered, still) -> Tree | None:
    """A tree of exact counts, or None where the counts contradict each other."""
    worse = None if same is None else scored - improved - same
    order = [
        (scored, started),
        (improved, scored),
        (same, None if improved is None else scored - improved),
        (reliably_improved, improved),
        (recovered, reliably_improved),
        (reliably_worse, worse),
        (still, started),
        (worse, None),
    ]
    if any(part is not None and (part < 0 or (whole is not None and part > whole)) for part, whole in order):
        return None
    k = None if improved is None else Count.of(improved)
    return Tree(started, scored, k, same, worse, reliably_improved, reliably_worse, recovered, still)
