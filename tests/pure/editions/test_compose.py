"""`compose` against a second, slow and obvious computation from the pairs themselves, on random cohorts."""

import random
import statistics
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from casestudies.editions import document, facts
from casestudies.editions.compose import compose
from casestudies.editions.document import Period
from outcomes.figures import Absent, Because, Count, HeadCount, Hidden, Part, Shown, Split
from outcomes.statistics.reliable_change import Threshold
from tests.pure.editions.cases import SCALE, YEAR, case, cohort

TODAY = date(2026, 11, 2)


def composed(*cohorts: facts.CohortFacts, **changes: object) -> document.EditionDocument:
    return compose(case(*cohorts, **changes), edition=1, published=TODAY, small=7)


def some_pairs(seed: int) -> tuple[list[tuple[int, int]], int, bool]:
    """Pairs on a scale of 0 to 20, how many started, and whether higher is better; small groups are common."""
    chance = random.Random(seed)
    n = chance.choice([5, 15, 19, 20, 21, 28, 40, 75, 160])
    drift, spread = chance.choice([0, 1, 3, 6]), chance.choice([1, 4])
    pairs = []
    for _ in range(n):
        before = chance.randint(2, 12)
        pairs.append((before, min(20, max(0, before + drift + chance.randint(-spread, spread)))))
    return pairs, n + chance.choice([0, 3, 7, 8, 30]), chance.random() < 0.5


def wilson_by_bisection(k: int, n: int) -> tuple[float, float]:
    """The shares p with |k/n − p| = z·√(p(1−p)/n), found by halving; no formula of the portal is used."""

    def far(p: float) -> bool:
        return (k / n - p) ** 2 > 1.959963984540054**2 * p * (1 - p) / n

    def edge(outside: float, inside: float) -> float:
        for _ in range(80):
            middle = (outside + inside) / 2
            outside, inside = (middle, inside) if far(middle) else (outside, middle)
        return (outside + inside) / 2

    return (0.0 if k == 0 else edge(0, k / n)), (1.0 if k == n else edge(1, k / n))


@pytest.mark.parametrize("seed", range(150))
def test_every_figure_is_the_slow_computation_or_hidden_by_rule(seed: int) -> None:
    pairs, started, higher_is_better = some_pairs(seed)
    result = composed(cohort(pairs, started=started, higher_is_better=higher_is_better)).cohorts[0]
    block, derived = result.block, result.derived

    changes = [(after - before) * (1 if higher_is_better else -1) for before, after in pairs]
    n, k = len(changes), len([d for d in changes if d > 0])
    unscored, others = started - n, n - k

    if started < 20 or n < 20:
        assert block.improved == block.scored == Hidden(Absent.TOO_FEW)
        assert derived.rate == derived.coverage == derived.possible_range == Hidden(Absent.TOO_FEW)
        assert block.means == Hidden(Absent.TOO_FEW)
        return

    assert block.scored == Shown(Count(n, n))
    if unscored < 8:
        assert block.not_scored == Shown(Count(0, 7, Because.PRIVACY))
        assert block.started == Shown(Count(n, n + 7, Because.PRIVACY))
        most_started = n + 7
    else:
        assert block.not_scored == Shown(Count(unscored, unscored))
        most_started = started
    if others < 8:
        low, high = n - 7, n
    elif k < 8:
        low, high = 0, 7
    else:
        low, high = k, k
    assert isinstance(block.improved, Shown)
    assert (block.improved.value.low, block.improved.value.high) == (low, high)
    assert isinstance(derived.rate, Shown)
    assert isinstance(derived.possible_range, Shown)
    assert (derived.rate.value.share.low, derived.rate.value.share.high) == (low / n, high / n)
    assert derived.rate.value.interval.low == pytest.approx(wilson_by_bisection(low, n)[0], abs=1e-9)
    assert derived.rate.value.interval.high == pytest.approx(wilson_by_bisection(high, n)[1], abs=1e-9)
    assert derived.possible_range.value.low == pytest.approx(float(Fraction(low, most_started)))
    assert derived.possible_range.value.high == pytest.approx(float(Fraction(high + most_started - n, most_started)))

    same, worse = len([d for d in changes if d == 0]), len([d for d in changes if d < 0])
    if k >= 8 and same >= 8 and worse >= 8:
        assert (block.same, block.worse) == (Shown(Count(same, same)), Shown(Count(worse, worse)))
    else:
        assert isinstance(block.same, Hidden)
        assert isinstance(block.worse, Hidden)

    if isinstance(block.means, Shown):
        means = block.means.value
        assert means.before == pytest.approx(statistics.mean(before for before, _ in pairs), abs=0.05 + 1e-9)
        assert means.after == pytest.approx(statistics.mean(after for _, after in pairs), abs=0.05 + 1e-9)
        assert means.change == pytest.approx(statistics.mean(changes), abs=0.05 + 1e-9)
        assert means.sd_change == pytest.approx(statistics.stdev(changes), abs=0.05 + 1e-9)
    if isinstance(block.gain_of_improved, Shown):
        gains = [d for d in changes if d > 0]
        assert block.gain_of_improved.value == pytest.approx(statistics.mean(gains), abs=0.05 + 1e-9)


def test_the_random_cohorts_reach_every_kind_of_answer() -> None:
    """Else the comparison above could pass by comparing nothing."""
    kinds = set()
    for seed in range(150):
        pairs, started, higher_is_better = some_pairs(seed)
        block = composed(cohort(pairs, started=started, higher_is_better=higher_is_better)).cohorts[0].block
        kinds.add("means" if isinstance(block.means, Shown) else "no means")
        kinds.add("gain" if isinstance(block.gain_of_improved, Shown) else "no gain")
        kinds.add("same and worse" if isinstance(block.same, Shown) else "no split")
        kinds |= set(block.notes)
    assert {"means", "no means", "gain", "no gain", "same and worse", "no split"} <= kinds
    assert {"too_few_started", "too_few_scored", "few_not_scored", "few_not_improved", "few_improved"} <= kinds


def test_the_same_facts_compose_the_same_bytes() -> None:
    pairs, started, _ = some_pairs(7)
    first, second = (composed(cohort(pairs, started=started)) for _ in range(2))
    assert document.dump(first) == document.dump(second)


def test_an_earlier_edition_carries_its_block_forward_when_a_few_scores_are_added() -> None:
    older = [(5, 9)] * 55 + [(5, 5)] * 8 + [(9, 5)] * 8
    first = composed(cohort(older, started=97))
    newer = case(cohort([*older, (5, 9), (5, 9), (5, 9)], started=100))
    second = compose(newer, edition=2, published=TODAY, small=7, earlier=[(1, document.protected(first))]).cohorts[0]
    assert second.block.carried_from == 1
    assert second.block.improved == Shown(Count(55, 55))
    assert second.block.scored == Shown(Count(71, 71))


def test_what_is_carried_forward_keeps_the_threshold_its_counts_were_drawn_at() -> None:
    """4 points counted 55; told as "at least 5 points" today it would be false."""
    pairs = [(5, 9)] * 55 + [(5, 5)] * 8 + [(9, 5)] * 8
    then = replace(cohort(pairs, started=97), measure=replace(SCALE, reliable_change=Decimal(4)))
    first = composed(then)
    newer = cohort([*pairs, (5, 9), (5, 9), (5, 9)], started=100)
    unlike = replace(newer.scale, threshold=Threshold(5.0, inclusive=True))
    now = case(replace(newer, measure=replace(SCALE, reliable_change=Decimal(5)), scale=unlike))
    given = {"edition": 2, "published": TODAY, "small": 7, "earlier": [(1, document.protected(first))]}
    (second,) = compose(now, **given, shown={1: first}).cohorts
    assert second.block.carried_from == 1
    assert second.measure.reliable_change == 4
    assert second.derived == first.cohorts[0].derived
    (untold,) = compose(now, **given).cohorts
    assert untold.measure.reliable_change == 5
    assert untold.derived != first.cohorts[0].derived


def test_what_is_carried_forward_is_said_in_the_words_it_was_said_in() -> None:
    """79 of 2024 are not 79 of 2025, and 98 who came to every meeting have not moved away."""
    pairs = [(5, 9)] * 55 + [(5, 5)] * 8 + [(9, 5)] * 8
    came = outcome("came to every meeting", 98, 140)
    reach = facts.ReachFacts(HeadCount("yearly reach", None, 160), about=True, unit="families")
    first = composed(cohort(pairs, started=97), other_outcomes=(came,), reach=reach)
    another = {"period": Period(date(2025, 4, 1), None), "follow_up_months": 12, "standing": "provisional"}
    now = case(
        replace(cohort([*pairs, (5, 9)], started=98), **another),  # type: ignore[arg-type]
        other_outcomes=(outcome("moved away", 97, 139),),
        reach=facts.ReachFacts(HeadCount("yearly reach", None, 161), about=False, unit="mothers"),
    )
    earlier = [(1, document.protected(first))]
    second = compose(now, edition=2, published=TODAY, small=7, earlier=earlier, shown={1: first})
    (then,), (said,) = first.cohorts, second.cohorts
    assert said.block.carried_from == 1
    assert [getattr(said, name) for name in another] == [getattr(then, name) for name in another]
    assert [(one.label, one.block.carried_from) for one in second.other_outcomes] == [("came to every meeting", 1)]
    assert second.project.reach is not None
    assert (second.project.reach.unit, second.project.reach.about) == ("families", True)


def outcome(label: str, numerator: int, denominator: int) -> facts.OtherOutcomeFacts:
    figures = HeadCount("outcome", numerator, denominator)
    return facts.OtherOutcomeFacts("heads", label, "parents", figures, "", Period(None, None), None)


def test_the_worked_example_enters_nothing_else() -> None:
    real = cohort([(5, 9)] * 20 + [(9, 5)] * 20, key="real", started=60)
    made_up = cohort([(5, 9)] * 30 + [(5, 5)] * 12, key="made-up", started=60, provenance="simulated")
    with_it, without = composed(real, made_up), composed(real)
    assert [c.key for s in with_it.worked_example for c in s.cohorts] == ["made-up"]
    assert replace(with_it, worked_example=()) == without
    assert without.worked_example == ()


def reach_of(people: int, *cohorts: facts.CohortFacts) -> object:
    edition = composed(*cohorts, reach=facts.ReachFacts(HeadCount("reach", None, people), about=False, unit="families"))
    assert edition.project.reach is not None
    return edition.project.reach.people


def test_a_reach_is_protected_like_every_count_of_people() -> None:
    assert reach_of(19) == Hidden(Absent.TOO_FEW)
    assert reach_of(20) == Shown(Count(20, 20))
    sixty = cohort([(5, 9)] * 30 + [(9, 5)] * 30, started=90)
    assert reach_of(93, sixty) == Hidden(Absent.PRIVACY)  # 93 beside 90 who started tells of 3
    assert reach_of(90, sixty) == Shown(Count(90, 90))


def test_a_reach_is_compared_with_the_one_shown_before() -> None:
    first = composed(reach=facts.ReachFacts(HeadCount("reach", None, 120), about=False, unit="families"))
    newer = case(reach=facts.ReachFacts(HeadCount("reach", None, 123), about=False, unit="families"))
    second = compose(newer, edition=2, published=TODAY, small=7, earlier=[(1, document.protected(first))])
    assert second.project.reach is not None
    assert second.project.reach.people == Shown(Count(120, 120))
    assert second.project.reach.block.carried_from == 1


def test_small_referral_routes_are_merged_and_not_named() -> None:
    split = Split("referrals", (Part("midwives", 30), Part("GPs", 3), Part("the police", 12), Part("schools", 6)))
    routes = composed(referrals=split, referral_period=YEAR).referrals.split
    assert routes is not None
    assert routes.parts == Shown((Part("midwives", 30), Part("the police", 12), Part("other routes", 9)))
