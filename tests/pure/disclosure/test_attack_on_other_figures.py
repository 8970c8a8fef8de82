"""Shows the same for referral routes, outcomes without a scale, and scores beside what a project published itself."""

import random
from collections import defaultdict
from itertools import product

import pytest

from outcomes.disclosure import protect
from outcomes.figures import Because, CohortFigures, Count, EditionFigures, HeadCount, Part, Split, Tree
from tests.pure.disclosure.attacker import ENOUGH, SMALL, around, groups


def too_few(sizes: set[int]) -> bool:
    """Whether a group that may be of 1 to 7 people has fewer than three possible sizes."""
    return len(sizes) < ENOUGH and any(1 <= size <= SMALL for size in sizes)


# --- outcomes without a scale -------------------------------------------------------------------------------------


def head(numerator, denominator, earlier=()):
    return protect(EditionFigures(heads=(HeadCount("h", numerator, denominator),)), earlier)


@pytest.mark.parametrize("people", [20, 33, 100])
def test_no_part_of_an_outcome_can_be_told(people):
    alike = defaultdict(set)
    for part in range(people + 1):
        alike[head(part, people)].add(part)
    for sizes in alike.values():
        assert not too_few(sizes)
        assert not too_few({people - size for size in sizes})


def test_no_part_and_no_step_of_an_outcome_in_two_editions_can_be_told():
    chance = random.Random(1)
    for _ in range(150):
        then = chance.choice([(24, 33), (7, 33), (26, 33), (12, 40), (25, 33)])
        now = tuple(count + chance.choice([0, 0, 1, 3, 7, 8, 9, 15]) for count in then)
        now = (min(now), max(now))
        first = head(*then)
        second = head(*now, [(1, first)])
        near = list(product(range(-7, 8), repeat=2))
        behind_first = [(then[0] + a, then[1] + b) for a, b in near if 0 <= then[0] + a <= then[1] + b]
        behind_second = [(now[0] + a, now[1] + b) for a, b in near if 0 <= now[0] + a <= now[1] + b]
        behind_first = [one for one in behind_first if head(*one) == first]
        behind_second = [one for one in behind_second if head(*one, [(1, first)]) == second]
        pairs = list(product(behind_first, behind_second))
        grown = [(a, b) for a, b in pairs if b[0] >= a[0] and b[1] - b[0] >= a[1] - a[0]]
        for believed in (pairs, grown) if (then, now) in grown else (pairs,):
            for size in (
                lambda a, b: b[0],
                lambda a, b: b[1] - b[0],
                lambda a, b: abs(b[0] - a[0]),
                lambda a, b: abs(b[1] - a[1]),
                lambda a, b: abs(b[1] - b[0] - a[1] + a[0]),
            ):
                if 1 <= size(then, now) <= SMALL:
                    assert len({size(a, b) for a, b in believed}) >= ENOUGH, (then, now)


# --- referral routes ----------------------------------------------------------------------------------------------


def routes(counts, earlier=()):
    parts = tuple(Part(name, count) for name, count in zip("ABCDE", counts, strict=False))
    return protect(EditionFigures(splits=(Split("routes", parts),)), earlier)


def test_no_route_and_no_step_of_a_route_in_two_editions_can_be_told():
    """The reader knows the names of all routes, and may believe that every route only grows."""
    chance = random.Random(2)
    for _ in range(20):
        then = tuple(chance.choice([3, 6, 7, 8, 9, 12, 20, 40]) for _ in range(4))
        now = tuple(count + chance.choice([0, 0, 0, 2, 5, 8, 9, 20]) for count in then)
        first = routes(then)
        second = routes(now, [(1, first)])
        behind_first = [one for one in near_routes(then) if routes(one) == first]
        behind_second = [one for one in near_routes(now) if routes(one, [(1, first)]) == second]
        for index in range(4):
            sizes_then = {one[index] for one in behind_first}
            sizes_now = {one[index] for one in behind_second}
            assert len(sizes_then) >= ENOUGH or not 1 <= then[index] <= SMALL, (then, now)
            assert len(sizes_now) >= ENOUGH or not 1 <= now[index] <= SMALL, (then, now)
        pairs = [(a, b) for a in behind_first for b in behind_second if all(x <= y for x, y in zip(a, b, strict=True))]
        for index in range(4):
            believed = {
                then[index]: {a[index] for a, _ in pairs},
                now[index]: {b[index] for _, b in pairs},
                now[index] - then[index]: {b[index] - a[index] for a, b in pairs},
            }
            for truth, sizes in believed.items():
                assert len(sizes) >= ENOUGH or not 1 <= truth <= SMALL, (then, now, index, sizes)


def near_routes(counts):
    """Every way to move up to 3 people in each of four routes, and up to 7 between any two."""
    found = set(product(*(range(max(0, count - 3), count + 4) for count in counts)))
    for one, other in product(range(4), repeat=2):
        for step in range(-7, 8):
            moved = list(counts)
            moved[one] += step
            moved[other] -= step
            if min(moved) >= 0:
                found.add(tuple(moved))
    return sorted(found)


# --- reported beside computed -------------------------------------------------------------------------------------


def test_scores_beside_a_published_figure_tell_nothing():
    """The reader knows the publication, and attacks the scores behind what is shown."""
    chance = random.Random(3)
    for _ in range(60):
        n, k = chance.choice([(71, 55), (30, 29), (144, 122), (60, 8)])
        wide = chance.random() < 0.3
        improved = Count.between(k, k + 1, Because.ROUNDING) if wide else Count.of(k)
        reported = Tree(n + 26, n, improved)
        more, of_them = chance.choice([0, 0, 1, 4, 7, 8, 12]), chance.choice([0, 0, 1, 5, 8])
        worse = chance.choice([0, 3])
        computed = Tree(n + 26, min(n + more, n + 26), Count.of(min(k + of_them, n + more) - min(worse, k)))
        seen = beside(reported, computed)
        published = {name: {size} for name, size in groups(reported).items()}
        if wide:
            published["improved"], published["not improved"] = {k, k + 1}, {n - k, n - k - 1}
        truth = groups(computed)
        truth |= {
            f"{name}, out by": min(abs(size - there) for there in published[name]) for name, size in truth.items()
        }
        sizes = {name: set() for name, size in truth.items() if 1 <= size <= SMALL}
        for width in (2, 7):
            for candidate in around(computed, width):
                if not all(len(found) >= ENOUGH for found in sizes.values()) and beside(reported, candidate) == seen:
                    for name, size in groups(candidate).items():
                        sizes.get(name, set()).add(size)
                        sizes.get(f"{name}, out by", set()).update(abs(size - there) for there in published[name])
        assert all(len(found) >= ENOUGH for found in sizes.values()), (reported, computed, sizes)


def beside(reported, computed):
    return protect(EditionFigures(cohorts=(CohortFigures("c", computed, reported=reported),)))
