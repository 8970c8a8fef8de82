"""Shows that no count of 1 to 7 people, and no change of 1 to 7, can be told from two or three editions together.

The reader may believe that a cohort only grows, or that nobody joins it, and may know what a project itself published.
"""

import random
from collections.abc import Callable
from itertools import combinations, pairwise, product

import pytest

from outcomes.disclosure import protect
from outcomes.figures import CohortFigures, Count, EditionFigures, ProtectedFigures, Tree
from tests.pure.disclosure.attacker import ENOUGH, SMALL, around, groups

type Belief = Callable[[Tree, Tree], bool]


def anything(then: Tree, now: Tree) -> bool:
    """Scores may have been corrected: nothing follows from one edition for the next."""
    return True


def growth(then: Tree, now: Tree) -> bool:
    """People are only added."""
    pairs = zip(_counts(then), _counts(now), strict=True)
    return all(a is None or b is None or a <= b for a, b in pairs)


def closed(then: Tree, now: Tree) -> bool:
    """People are only scored: nobody joins after the first edition."""
    return then.started == now.started and growth(then, now)


def _counts(tree: Tree) -> list[int | None]:
    k = tree.improved.low
    deeper = [tree.reliably_improved, None if tree.reliably_improved is None else k - tree.reliably_improved]
    return [tree.started, tree.scored, k, tree.scored - k, tree.same, tree.worse, *deeper]


def publish(*trees: Tree) -> list[tuple[int, ProtectedFigures]]:
    """One edition after another, each protected against those before it."""
    editions: list[tuple[int, ProtectedFigures]] = []
    for number, tree in enumerate(trees, 1):
        editions.append((number, shown(tree, editions)))
    return editions


def shown(tree: Tree, earlier) -> ProtectedFigures:
    return protect(EditionFigures(cohorts=(CohortFigures("c", tree),)), earlier)


def sizes_of(trees: tuple[Tree, ...]) -> dict[str, int]:
    """Every group of every edition, and every change from one edition to any later one."""
    found = {}
    for number, tree in enumerate(trees):
        found |= {f"{name} in edition {number + 1}": size for name, size in groups(tree).items()}
    for (i, then), (j, now) in combinations(enumerate(trees), 2):
        before, after = groups(then), groups(now)
        for name in before.keys() & after.keys():
            found[f"{name} between {i + 1} and {j + 1}"] = abs(after[name] - before[name])
        found[f"started between {i + 1} and {j + 1}"] = abs(now.started - then.started)
    return found


def exposed(truths: tuple[Tree, ...], editions=None) -> dict[str, set[int]]:
    """The small groups and changes that any belief which happens to be right lets the attacker tell.

    Each edition is protected against what earlier ones showed, not against what was behind them, so candidates for one
    edition are found on their own; beliefs join them. `editions`: what to attack instead, each shown as if alone.
    """
    alone = editions is not None
    editions = editions or publish(*truths)
    truth = sizes_of(truths)
    held = [b for b in (anything, growth, closed) if all(b(then, now) for then, now in pairwise(truths))]
    wanted = {(belief, name) for belief in held for name, size in truth.items() if 1 <= size <= SMALL}
    sizes = {key: {truth[key[1]]} for key in wanted}
    for width in (2, 4, 7, 16):
        behind = [
            _candidates(tree, [] if alone else editions[:number], editions[number][1], width)
            for number, tree in enumerate(truths)
        ]
        for candidate in _mixed(behind, width):
            found = sizes_of(candidate)
            for belief in held:
                if all(belief(then, now) for then, now in pairwise(candidate)):
                    for key in wanted:
                        if key[0] is belief:
                            sizes[key].add(found[key[1]])
        wanted = {key for key in wanted if len(sizes[key]) < ENOUGH}
        if not wanted:
            return {}
    return {f"{name}, believing in {belief.__name__}": sizes[belief, name] for belief, name in wanted}


def _candidates(tree: Tree, earlier, seen: ProtectedFigures, width: int) -> list[Tree]:
    """Trees near the truth that would have been shown as this edition was."""
    return [candidate for candidate in around(tree, width) if shown(candidate, earlier) == seen]


def _mixed(behind: list[list[Tree]], width: int, most: int = 3_000):
    """Ways to put one candidate behind each edition: all, or so many drawn at random."""
    total = 1
    for candidates in behind:
        total *= len(candidates)
    if total <= most:
        yield from product(*behind)
        return
    chance = random.Random(width)
    for _ in range(most):
        yield tuple(chance.choice(candidates) for candidates in behind)


def story(seed: int, editions: int = 2) -> tuple[Tree, ...]:
    """A cohort told in several editions, with changes biased to few people, as often only growing."""
    chance = random.Random(seed)
    few = [0, 0, 1, 3, 5, 7, 8, 8, 9, 12, 20]
    grows, deeper = chance.random() < 0.6, chance.choice(["", "same", "reliably"])
    same, worse, improved = chance.choice([3, 7, 9, 30]), chance.choice([2, 6, 9, 14]), chance.choice([5, 9, 16, 30])
    unscored, reliably = chance.choice([0, 4, 7, 8, 12, 30]), chance.choice([0, 4, 8])
    told = []
    for number in range(editions):
        if number:
            moves = [chance.choice(few) for _ in range(5)]
            if not grows:
                moves = [chance.choice([-1, 1]) * move for move in moves]
            same, worse, improved = (max(0, n + move) for n, move in zip((same, worse, improved), moves, strict=False))
            came_back = chance.random() < 0.5
            unscored = max(0, unscored - sum(moves[:3]) if came_back else unscored + moves[3])
            reliably += moves[4]
        reliably = min(max(reliably, 0), improved)
        scored = same + worse + improved
        told.append(
            Tree(
                scored + unscored,
                scored,
                Count.of(improved),
                same if deeper == "same" else None,
                worse if deeper == "same" else None,
                reliably_improved=reliably if deeper == "reliably" else None,
            )
        )
    return tuple(told)


def attack(seeds: range, editions: int) -> dict[int, dict[str, set[int]]]:
    found = {seed: exposed(story(seed, editions)) for seed in seeds}
    return {seed: told for seed, told in found.items() if told}


def test_two_editions_tell_of_no_small_group_or_change():
    assert attack(range(60), 2) == {}


def test_three_editions_tell_of_no_small_group_or_change():
    assert attack(range(500, 520), 3) == {}


@pytest.mark.parametrize(
    "truths",
    [
        # each of these gives a size away to one belief or another if the second edition simply shows
        (Tree(97, 71, Count.of(55)), Tree(97, 74, Count.of(58))),
        (Tree(60, 30, Count.of(23)), Tree(60, 38, Count.of(23))),
        (Tree(43, 28, Count.of(18)), Tree(43, 36, Count.of(26))),
        (Tree(150, 60, Count.of(20), 7, 33), Tree(150, 68, Count.of(20), 15, 33)),
        (Tree(150, 76, Count.of(20), 8, 48), Tree(150, 88, Count.of(20), 15, 53)),
        (Tree(150, 80, Count.of(50), reliably_improved=20), Tree(150, 88, Count.of(58), reliably_improved=24)),
    ],
)
def test_what_would_tell_is_carried_forward(truths):
    assert exposed(truths) == {}
    assert publish(*truths)[1][1].cohorts[0].carried_from == 1
    alone = [(1, shown(truths[0], [])), (2, shown(truths[1], []))]
    assert exposed(truths, editions=alone) != {}


@pytest.mark.long
def test_many_stories_in_two_and_three_editions_tell_nothing():
    assert attack(range(1_000, 2_000), 2) == {}
    assert attack(range(5_000, 5_300), 3) == {}
