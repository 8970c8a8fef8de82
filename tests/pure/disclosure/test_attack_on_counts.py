"""Shows that no count of 1 to 7 people can be told from what one edition shows."""

import random
from dataclasses import replace

import pytest

from outcomes.disclosure import protect
from outcomes.figures import CohortFigures, Count, EditionFigures, Shown, Tree
from tests.pure.disclosure.attacker import exposed_by_enumeration, groups, small
from tests.pure.disclosure.programme import exposed_by_programme

UP_TO = 60  # people started: searched by enumeration


def as_readers_see(tree: Tree):
    """What an edition shows of the cohort."""
    return protect(EditionFigures(cohorts=(CohortFigures("c", tree),))).cohorts[0]


def in_plain_sight(tree: Tree):
    """Protection switched off: every count shows as it is."""
    sizes = groups(tree)
    k = sizes["improved"]
    counts = {
        "started": tree.started,
        "still_attending": tree.still_attending,
        "scored": tree.scored,
        "not_scored": sizes["not scored"],
        "improved": k,
        "not_improved": tree.scored - k,
        "same": tree.same,
        "worse": tree.worse,
        "reliably_improved": tree.reliably_improved,
        "reliably_worse": tree.reliably_worse,
        "recovered": tree.recovered,
    }
    shown = {part: Shown(Count.of(count)) for part, count in counts.items() if count is not None}
    return replace(as_readers_see(tree), **shown, notes=())


def with_small_counts_left_out(tree: Tree):
    """The protection that suggests itself and does not work: a blank for every count of 1 to 7."""
    sizes = {"started": tree.started, **groups(tree)}
    return {name: size for name, size in sizes.items() if not 1 <= size <= 7}


def biased(chance: random.Random, whole: int) -> int:
    """A part of `whole`: as a rule so that it, or what it leaves, is small."""
    few = min(chance.randint(0, 10), whole)
    return chance.choice([few, few, whole - few, whole - few, chance.randint(0, whole)])


def cohort(seed: int) -> Tree:
    """A cohort of 8 to 400 people, biased to small cells at every level of the tree."""
    chance = random.Random(seed)
    started = chance.choice([chance.randint(8, 40), chance.randint(20, 60), chance.randint(61, 400)])
    scored = biased(chance, started)
    improved = biased(chance, scored)
    same = biased(chance, scored - improved)
    worse = scored - improved - same
    reliably_improved = biased(chance, improved)
    return Tree(
        started=started,
        scored=scored,
        improved=Count.of(improved),
        same=same,
        worse=worse,
        reliably_improved=reliably_improved,
        reliably_worse=biased(chance, worse),
        recovered=biased(chance, reliably_improved),
        still_attending=biased(chance, chance.choice([started, started - scored])),
    )


def exposed(truth: Tree, observe) -> dict[str, set[int]]:
    attack = exposed_by_enumeration if truth.started <= UP_TO else exposed_by_programme
    return attack(truth, observe)


def attack(seeds: range) -> dict[int, dict[str, set[int]]]:
    """What the attacker tells of each cohort, where it tells anything."""
    found = {seed: exposed(cohort(seed), as_readers_see) for seed in seeds}
    return {seed: told for seed, told in found.items() if told}


def test_no_small_group_of_300_cohorts_can_be_told():
    assert attack(range(300)) == {}


@pytest.mark.long
def test_no_small_group_of_5000_cohorts_can_be_told():
    assert attack(range(1_000, 6_000)) == {}


def test_the_cohorts_have_small_groups_of_every_kind():
    kinds = [name for seed in range(300) for name in small(groups(cohort(seed)))]
    assert {kinds.count(kind) >= 20 for kind in set(kinds)} == {True}
    assert len(set(kinds)) == 15


def test_with_protection_off_the_attacker_tells_every_small_group():
    truths = [Tree(40, 33, Count.of(21), 5, 7), Tree(50, 44, Count.of(37), reliably_improved=34, recovered=30)]
    for truth in truths:
        assert exposed_by_enumeration(truth, in_plain_sight, widths=[1, 3]).keys() == small(groups(truth))
        assert exposed_by_programme(truth, in_plain_sight).keys() == small(groups(truth))


def test_small_counts_merely_left_out_are_told_by_subtraction():
    truth = Tree(40, 33, Count.of(21), 5, 7)
    assert exposed_by_enumeration(truth, with_small_counts_left_out, widths=[1, 3]) == {"not scored": {7}}
    # the same with what is left hidden as well
    assert exposed_by_enumeration(truth, as_readers_see) == {}
