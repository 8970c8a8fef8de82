"""Cohorts that are the same people: nobody subtracts what one scale shows from what another one hides."""

from dataclasses import replace

from outcomes.disclosure import protect
from outcomes.figures import Absent, Because, CohortFigures, Count, EditionFigures, Hidden, Shown
from tests.pure.disclosure.cohorts import tree

FEWER_THAN_8_NOT_SCORED, MANY_NOT_SCORED = tree(95, 91, 60), tree(95, 66, 40)


def figures(key, counts, people="parents, 2024"):
    return CohortFigures(key, computed=counts, people=people)


def shown(*cohorts, earlier=()):
    return protect(EditionFigures(cohorts=cohorts), earlier, small=7)


def started(*cohorts, earlier=()):
    return [block.started for block in shown(*cohorts, earlier=earlier).cohorts]


def test_95_is_not_printed_beside_at_least_91() -> None:
    bound = Shown(Count(91, 98, Because.PRIVACY))
    few, many = shown(figures("few", FEWER_THAN_8_NOT_SCORED), figures("many", MANY_NOT_SCORED)).cohorts
    assert (few.started, few.not_scored) == (bound, Shown(Count(0, 7, Because.PRIVACY)))
    assert (many.started, many.scored) == (bound, Shown(Count(66, 66)))
    assert many.not_scored == Shown(Count(25, 32, Because.PRIVACY))


def test_the_few_between_two_bounds_are_not_named_either() -> None:
    (_, other) = shown(figures("few", FEWER_THAN_8_NOT_SCORED), figures("many", tree(95, 84, 58))).cohorts
    assert other.not_scored == Hidden(Absent.PRIVACY)


def test_in_whatever_order_they_come() -> None:
    one, other = figures("few", FEWER_THAN_8_NOT_SCORED), figures("many", MANY_NOT_SCORED)
    assert started(one, other) == started(other, one)


def test_a_number_known_only_a_little_differently_tells_as_much() -> None:
    near = figures("near", tree(97, 66, 40))  # 97 − 91
    assert started(figures("few", FEWER_THAN_8_NOT_SCORED), near)[1] == Shown(Count(91, 98, Because.PRIVACY))


def test_other_people_keep_their_number() -> None:
    elsewhere = figures("elsewhere", MANY_NOT_SCORED, people="parents, 2025")
    unknown = figures("unknown", MANY_NOT_SCORED, people="")
    many_more = figures("more", tree(130, 66, 40))
    found = started(figures("few", FEWER_THAN_8_NOT_SCORED), elsewhere, unknown, many_more)[1:]
    assert found == [Shown(Count(95, 95)), Shown(Count(95, 95)), Shown(Count(130, 130))]


def test_what_was_told_before_is_not_undone_by_what_comes_later() -> None:
    """An earlier edition printed 95: the scale on which 91 are scored cannot be shown at all."""
    many = figures("many", MANY_NOT_SCORED)
    first = shown(many)
    assert first.cohorts[0].started == Shown(Count(95, 95))
    few, again = shown(figures("few", FEWER_THAN_8_NOT_SCORED), many, earlier=[(1, first)]).cohorts
    assert (few.started, few.scored, few.improved) == (Hidden(Absent.PRIVACY),) * 3
    assert again.scored == Shown(Count(66, 66))


def test_two_numbers_of_who_came_do_not_stand_beside_each_other_when_few_are_between() -> None:
    one, near, far = (figures(str(came), tree(came, 66, 40)) for came in (100, 97, 91))
    assert started(one, near) == [Shown(Count(100, 100)), Hidden(Absent.PRIVACY)]
    assert started(one, far) == [Shown(Count(100, 100)), Shown(Count(91, 91))]
    first = shown(one)
    again = shown(replace(near, key="another"), one, earlier=[(1, first)]).cohorts
    assert [block.started for block in again] == [Hidden(Absent.PRIVACY), Shown(Count(100, 100))]
    alone = figures("elsewhere", tree(97, 66, 40), people="parents, 2025")
    assert started(one, alone)[1] == Shown(Count(97, 97))


def test_nor_do_two_numbers_of_who_was_still_coming() -> None:
    one, near = (figures(key, tree(100, 66, 40, still_attending=n)) for key, n in (("one", 20), ("near", 17)))
    assert started(one, near) == [Shown(Count(100, 100)), Hidden(Absent.PRIVACY)]


def test_who_came_on_one_scale_is_not_printed_beside_nearly_as_many_scored_on_another() -> None:
    came, unsaid = figures("came", tree(260, 190, 133)), figures("unsaid", tree(None, 258, 150))
    for scored in (258, 260):
        nearly = figures("unsaid", tree(None, scored, 150))
        blocks = shown(came, nearly).cohorts
        assert (blocks[0].started, blocks[1].scored) == (Shown(Count(260, 260)), Hidden(Absent.PRIVACY))
    first = shown(unsaid)
    assert first.cohorts[0].scored == Shown(Count(258, 258))
    again = shown(unsaid, came, earlier=[(1, first)]).cohorts
    assert [block.scored for block in again] == [Shown(Count(258, 258)), Hidden(Absent.PRIVACY)]
    assert shown(came, figures("fewer", tree(None, 252, 150))).cohorts[1].scored == Shown(Count(252, 252))


def test_no_pair_of_scales_tells_how_few_were_not_scored() -> None:
    """Tried one by one: what a reader can subtract is nobody, or more than 7."""
    for scored in range(60, 101):
        for other in range(60, 101):
            blocks = shown(figures("a", tree(100, scored, scored // 2)), figures("b", tree(100, other, other // 2)))
            came = {block.started.value.low for block in blocks.cohorts if block.started.value.exact}
            counted = {block.scored.value.low for block in blocks.cohorts if block.scored.value.exact}
            assert [n for total in came for n in counted if 1 <= total - n <= 7] == []


def test_that_attack_would_find_the_leak() -> None:
    apart = [
        replace(figures(key, counts), people=key)
        for key, counts in (("a", tree(100, 95, 50)), ("b", tree(100, 80, 40)))
    ]
    blocks = shown(*apart).cohorts
    assert (blocks[1].started, blocks[0].scored) == (Shown(Count(100, 100)), Shown(Count(95, 95)))
