"""Rule 1 for referral routes and other splits."""

import itertools
from collections import defaultdict

import pytest

from outcomes.disclosure import protect
from outcomes.figures import Absent, EditionFigures, Hidden, Part, ProtectedFigures, Shown, Split


def routes(*counts, ordered=False, labels="ABCDEFGH"):
    return Split("routes", tuple(Part(label, n) for label, n in zip(labels, counts, strict=False)), ordered)


def shown(split, earlier=()):
    block = protect(EditionFigures(splits=(split,)), earlier).splits[0]
    if isinstance(block.parts, Hidden):
        return block.parts.why
    return {part.label: part.count for part in block.parts.value}


def test_large_parts_show_as_they_are():
    assert shown(routes(40, 8, 12)) == {"A": 40, "B": 8, "C": 12}


def test_the_smallest_go_into_other_routes_unnamed():
    assert shown(routes(40, 3, 20, 5)) == {"A": 40, "C": 20, "other routes": 8}


def test_one_small_part_takes_the_next_smallest_with_it():
    assert shown(routes(40, 3, 20, 11)) == {"A": 40, "C": 20, "other routes": 14}


def test_two_parts_of_7_do_not_become_14_beside_8():
    # with every smaller part among the others, 14 could be nothing else for whoever knows both names
    assert shown(routes(40, 7, 7, 8)) == {"A": 40, "other routes": 22}
    assert shown(routes(40, 7, 7, 12)) == {"A": 40, "D": 12, "other routes": 14}


def test_7_and_8_do_not_become_15_beside_8():
    assert shown(routes(7, 8, 8, 40)) == {"D": 40, "other routes": 23}


def test_a_part_of_nobody_is_left_out():
    assert shown(routes(40, 0, 20)) == {"A": 40, "C": 20}


def test_fewer_than_two_parts_or_20_people_are_not_shown():
    assert shown(routes(40, 3)) is Absent.PRIVACY
    assert shown(routes(40)) is Absent.PRIVACY
    assert shown(routes(10, 9)) is Absent.TOO_FEW
    assert shown(routes(10, 10)) == {"A": 10, "B": 10}


def test_neighbours_of_an_ordered_split_are_merged():
    assert shown(routes(3, 6, 20, 8, 7, ordered=True)) == {"A to B": 9, "C": 20, "D to E": 15}
    assert shown(routes(30, 7, ordered=True)) is Absent.PRIVACY


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="'routes'"):
        shown(routes(40, -1))


@pytest.mark.parametrize(("parts", "most"), [(2, 40), (3, 36), (4, 17)])
def test_who_knows_the_names_of_the_others_still_cannot_tell_their_sizes(parts, most):
    """Every possible split of up to `most` people a part, grouped by what it shows."""
    alike = defaultdict(list)
    for counts in itertools.product(range(most + 1), repeat=parts):
        if sum(counts) >= 20:
            seen = shown_quickly(counts)
            alike[seen].append(counts)
    for candidates in alike.values():
        for sizes in map(set, zip(*candidates, strict=True)):
            assert len(sizes) >= 3 or not any(1 <= size <= 7 for size in sizes)


def shown_quickly(counts):
    parts = protect(EditionFigures(splits=(routes(*counts),))).splits[0].parts
    return parts.value if isinstance(parts, Shown) else parts.why


def earlier(*splits):
    found = []
    for number, split in enumerate(splits, 1):
        found.append((number, protect(EditionFigures(splits=(split,)), found)))
    return found


@pytest.mark.parametrize(
    ("then", "now", "carried"),
    [
        ((40, 20, 12), (40, 20, 12), False),
        ((40, 20, 12), (48, 20, 12), False),
        ((40, 20, 12), (41, 20, 12), True),
        ((40, 20), (48, 5), False),  # hidden now
        ((40, 20, 3, 6), (48, 20, 3, 9), True),  # others 9, now 12
        ((40, 20, 3, 6), (48, 20, 8, 9), True),  # came out of the others, but 9 no longer fit into either
        ((40, 20, 3, 6), (48, 20, 9, 10), False),  # came out of the others, each as large as they all were
        ((40, 20, 3, 11), (48, 20, 9, 3), True),  # the 14 others were not all seen to stay
        ((40, 20, 12), (48, 20, 12, 3), True),  # 12 went into others of 15: the newcomers are 3
        ((40, 20, 12), (48, 20, 12, 9), False),  # a new route, large at once
    ],
)
def test_beside_an_earlier_edition(then, now, carried):
    before = earlier(routes(*then))
    block = protect(EditionFigures(splits=(routes(*now),)), before).splits[0]
    assert (block.carried_from == 1) is carried
    assert (block.parts == before[0][1].splits[0].parts) is (carried or then == now)


def test_a_wrong_split_is_withdrawn():
    before = earlier(routes(40, 20, 12))
    block = protect(EditionFigures(splits=(routes(41, 20, 12),)), before, wrong={"routes"}).splits[0]
    assert block.parts == Hidden(Absent.BEING_CORRECTED)


def test_ordered_splits_stand_beside_each_other_only_when_cut_alike():
    before = earlier(routes(3, 6, 20, 30, ordered=True))
    block = protect(EditionFigures(splits=(routes(20, 20, 20, 30, ordered=True),)), before).splits[0]
    assert block.carried_from == 1


def test_an_edition_without_the_split_forgets_nothing():
    before = [*earlier(routes(40, 20, 12)), (2, ProtectedFigures())]
    assert protect(EditionFigures(splits=(routes(43, 20, 12),)), before).splits[0].carried_from == 1
