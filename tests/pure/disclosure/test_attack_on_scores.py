"""Shows that no count of 1 to 7 people can be told from counts, bands, means, SDs and gains together."""

import random

import pytest

from outcomes.disclosure import means
from outcomes.figures import Shown
from tests.pure.disclosure.scores_programme import Measure, Pairs, exposed, shown

SHORT = (
    Measure(10, [0, 3, 5, 8], reliable=3, cut_off=4),
    Measure(10, [0, 3, 5, 8], reliable=3, cut_off=6, higher_is_better=False),
)
LONG = (
    Measure(27, [0, 5, 10, 15, 20], reliable=6, cut_off=10, higher_is_better=False),
    Measure(27, [0, 5, 10, 15, 20], reliable=6, cut_off=14),
)


def cohort(measure: Measure, seed: int) -> Pairs:
    """20 to 60 people: clustered or spread, near an end of the measure or not, many of them unchanged or few."""
    chance, high = random.Random(seed), measure.high
    middle, spread = chance.uniform(0.1, 0.9) * high, chance.uniform(0.02, 0.3) * high
    gain, noise = chance.uniform(-0.1, 0.7) * high, chance.uniform(0, 0.3) * high
    unchanged, back = chance.choice([0, 0.1, 0.3, 0.6]), chance.choice([0, 0.05, 0.2])
    better = 1 if measure.higher else -1

    def score(x: float) -> int:
        return min(high, max(0, round(x)))

    pairs = []
    for _ in range(chance.choice([20, 20, 22, 25, 30, 40, 60, 100])):
        before = score(chance.gauss(middle, spread))
        change = (-gain if chance.random() < back else gain) + chance.gauss(0, noise)
        after = before if chance.random() < unchanged else score(before + better * change)
        pairs.append((before, after))
    return pairs


def attack(measures: tuple[Measure, ...], seeds: range) -> dict[int, dict[str, set[int]]]:
    found = {}
    for seed in seeds:
        measure = measures[seed % len(measures)]
        pairs = cohort(measure, seed)
        found[seed] = exposed(measure, pairs, len(pairs) + 20, seed=seed)
    return {seed: told for seed, told in found.items() if told}


def test_no_small_group_behind_means_and_bands_can_be_told():
    assert attack(SHORT, range(10)) == {}


@pytest.mark.long
def test_no_small_group_behind_many_means_and_bands_can_be_told():
    assert attack(SHORT, range(100, 500)) == {}
    assert attack(LONG, range(1_000, 1_016)) == {}


def test_many_of_the_cohorts_attacked_show_means_and_some_show_bands_and_gains():
    blocks = []
    for seed in range(100):
        measure = SHORT[seed % 2]
        pairs = cohort(measure, seed)
        blocks.append(shown(measure.figures(measure.people(pairs), len(pairs) + 20)))
    assert sum(isinstance(block.means, Shown) for block in blocks) >= 30
    assert sum(isinstance(block.bands_before, Shown) for block in blocks) >= 12
    assert sum(isinstance(block.gain_of_improved, Shown) for block in blocks) >= 5


GIVEN_AWAY = {
    "all but one near 0": [(4, 5)] * 11 + [(4, 4)] * 8 + [(4, 3)],
    "all but one gained": [(3, 5)] * 10 + [(3, 6)] * 10 + [(4, 7)] * 8 + [(5, 5)],
    "seven gained much": [(1, 9)] * 7 + [(2, 2)] * 15,
}


@pytest.mark.parametrize("name", GIVEN_AWAY)
def test_means_that_would_tell_are_hidden_and_shown_they_do_tell(name, monkeypatch):
    measure, pairs = SHORT[0], GIVEN_AWAY[name]
    assert not isinstance(shown(measure.figures(measure.people(pairs), 60)).means, Shown)
    assert exposed(measure, pairs, 60) == {}
    monkeypatch.setattr(means, "leave_room", lambda *args: True)
    assert exposed(measure, pairs, 60) != {}
