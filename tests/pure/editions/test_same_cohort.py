"""A cohort taken out and entered again under another key: beside earlier editions it is still the same people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from casestudies.editions import document, facts
from casestudies.editions.compose import compose
from casestudies.editions.document import Period
from outcomes.figures import Absent, CohortBlock, CohortFigures, Count, Hidden, Note, ProtectedFigures, Shown, Tree
from tests.pure.editions.cases import SCALE, YEAR, case, cohort

TODAY = date(2026, 11, 23)
SAME = [(5, 5)] * 30 + [(9, 5)] * 27
PAIRS = [(5, 9)] * 133 + SAME  # 190 scored of 260
ONE_LESS = [(5, 9)] * 132 + SAME
TOO_CLOSE = (Note.TOO_CLOSE,)


def editions(*given: facts.CaseFacts, erased: tuple[int, ...] = ()) -> list[document.EditionDocument]:
    """One after the other, each beside all before it; of those `erased` only the figures are kept."""
    made: list[document.EditionDocument] = []
    for number, one in enumerate(given, 1):
        earlier: list[tuple[int, ProtectedFigures]] = [(old.edition, document.protected(old)) for old in made]
        shown: Mapping[int, document.EditionDocument] = {old.edition: old for old in made if old.edition not in erased}
        made.append(compose(one, edition=number, published=TODAY, small=7, earlier=earlier, shown=shown))
    return made


def of(pairs: list[tuple[int, int]], key: str, **changes: object) -> facts.CohortFacts:
    return replace(cohort(pairs, key=key, started=260), **changes)  # type: ignore[arg-type]


def told(edition: document.EditionDocument, key: str = "new") -> CohortBlock:
    return next(one.block for one in edition.cohorts if one.key == key)


def scored(block: CohortBlock) -> int | None:
    return block.scored.value.low if isinstance(block.scored, Shown) else None


def test_one_person_less_under_a_new_key_is_not_shown_now_or_later() -> None:
    anew = case(of(ONE_LESS, "new"))
    for edition in editions(case(of(PAIRS, "old")), anew, anew)[1:]:
        block = told(edition)
        assert block.notes == TOO_CLOSE
        assert {block.started, block.scored, block.improved, block.not_scored} == {Hidden(Absent.PRIVACY)}
    # under the key it had, what was told stands still
    kept = told(editions(case(of(PAIRS, "old")), case(of(ONE_LESS, "old")))[1], "old")
    assert (kept.carried_from, scored(kept)) == (1, 190)


def test_the_one_it_was_before_may_be_there_still_without_its_scores() -> None:
    emptied = of([], "old")
    after = editions(case(of(PAIRS, "old")), case(emptied, of(ONE_LESS, "new")), case(emptied, of(ONE_LESS, "new")))
    assert [told(edition).notes for edition in after[1:]] == [TOO_CLOSE, TOO_CLOSE]


def test_it_shows_once_enough_have_come() -> None:
    enough = [*PAIRS, *[(5, 9)] * 8]
    block = told(editions(case(of(PAIRS, "old")), case(of(enough, "new")))[1])
    assert (block.improved, block.notes) == (Shown(Count(141, 141)), ())


@pytest.mark.parametrize(
    "changes",
    [
        {"period": Period(date(2025, 4, 1), date(2026, 3, 31))},
        {"period": Period(date(2025, 3, 31), None)},  # begins on the day the other ends
    ],
    ids=str,
)
def test_others_are_compared_with_nobody(changes: dict[str, object]) -> None:
    block = told(editions(case(of(PAIRS, "old")), case(of(ONE_LESS, "new", **changes)))[1])
    assert (scored(block), block.notes) == (189, ())


ANOTHER = replace(SCALE, key="another")
PUT_RIGHT = pytest.mark.parametrize("changes", [{"measure": ANOTHER}, {"follow_up_months": 12}], ids=str)


@PUT_RIGHT
def test_a_measure_or_follow_up_put_right_does_not_make_them_others(changes: dict[str, object]) -> None:
    before, anew = of(PAIRS, "old", follow_up_months=0), of(ONE_LESS, "new", **{"follow_up_months": 0} | changes)
    assert told(editions(case(before), case(anew))[1]).notes == TOO_CLOSE


@PUT_RIGHT
def test_a_second_measure_or_follow_up_shows_beside_the_first(changes: dict[str, object]) -> None:
    before, second = of(PAIRS, "old", follow_up_months=0), of(ONE_LESS, "new", **{"follow_up_months": 0} | changes)
    block = told(editions(case(before), case(before, second))[1])
    assert (scored(block), block.notes) == (189, ())


@pytest.mark.parametrize(
    "period",
    [YEAR, Period(None, None), Period(YEAR.start, None), Period(date(2024, 1, 1), date(2024, 12, 31))],
    ids=str,
)
def test_a_period_worded_otherwise_does_not_make_them_others(period: Period) -> None:
    block = told(editions(case(of(PAIRS, "old")), case(of(ONE_LESS, "new", period=period)))[1])
    assert block.notes == TOO_CLOSE


@pytest.mark.parametrize(("then", "now"), [(6, None), (None, 6), (None, 0), (6, 6)])
def test_a_follow_up_left_empty_does_not_make_them_others(then: int | None, now: int | None) -> None:
    before, after = of(PAIRS, "old", follow_up_months=then), of(ONE_LESS, "new", follow_up_months=now)
    assert told(editions(case(before), case(after))[1]).notes == TOO_CLOSE


def in_strands(**cohorts: facts.CohortFacts) -> facts.CaseFacts:
    strands = (facts.StrandFacts(key, key.title(), "", "parents", (one,)) for key, one in cohorts.items())
    return replace(case(), strands=tuple(strands))


def test_a_strand_taken_out_and_entered_again_is_no_way_round() -> None:
    again = editions(in_strands(groups=of(PAIRS, "old")), in_strands(circles=of(ONE_LESS, "new")))[1]
    assert told(again).notes == TOO_CLOSE
    left_empty = in_strands(groups=of([], "another"), circles=of(ONE_LESS, "new"))
    assert told(editions(in_strands(groups=of(PAIRS, "old")), left_empty)[1]).notes == TOO_CLOSE
    measured_otherwise = in_strands(circles=of(ONE_LESS, "new", measure=ANOTHER))
    assert scored(told(editions(in_strands(groups=of(PAIRS, "old")), measured_otherwise)[1])) == 189
    both = in_strands(groups=of(PAIRS, "old"), circles=of(ONE_LESS, "new"))
    beside = editions(in_strands(groups=of(PAIRS, "old")), both)[1]
    assert scored(told(beside)) == 189, "a strand beside the other is of others"


def test_a_few_scores_left_behind_do_not_keep_the_old_one_there() -> None:
    left, anew = of([(5, 9)], "old"), of(ONE_LESS, "new", measure=ANOTHER)
    assert told(editions(case(of(PAIRS, "old")), case(left, anew))[1]).notes == TOO_CLOSE
    emptied = replace(of([], "old"), figures=CohortFigures("old", reported=Tree(260, None, None)))
    assert told(editions(case(of(PAIRS, "old")), case(emptied, anew))[1]).notes == TOO_CLOSE


def test_one_that_was_there_before_does_not_take_over_what_another_told() -> None:
    """It stands as it was told itself, until it has more to tell than the few between."""
    few = [(5, 9)] * 40 + [(9, 5)] * 30
    first = case(of(PAIRS, "old", follow_up_months=0), of(few, "new", follow_up_months=12))
    taken_over = case(of(ONE_LESS, "new", follow_up_months=0))
    block = told(editions(first, taken_over)[1])
    assert (scored(block), block.carried_from) == (70, 1)
    unchanged = told(editions(first, case(of(few, "new", follow_up_months=12)))[1])
    assert (scored(unchanged), unchanged.carried_from) == (70, None)


def test_one_that_has_changed_nothing_is_not_taken_for_one_that_is_gone() -> None:
    both = case(of(PAIRS, "old"), of(ONE_LESS, "new", measure=ANOTHER))
    block = told(editions(both, case(of(ONE_LESS, "new", measure=ANOTHER)))[1])
    assert (scored(block), block.carried_from, block.notes) == (189, None, ())


def test_a_strand_made_anew_under_its_old_name_is_the_same() -> None:
    again = facts.StrandFacts("circles", "groups", "", "parents", (of(ONE_LESS, "new", measure=ANOTHER),))
    assert told(editions(in_strands(groups=of(PAIRS, "old")), replace(case(), strands=(again,)))[1]).notes == TOO_CLOSE


def test_two_that_were_told_of_at_once_are_two() -> None:
    both = case(of(PAIRS, "old"), of(ONE_LESS, "new"))
    assert [scored(told(edition)) for edition in editions(both, both)] == [189, 189]


def test_an_erased_document_is_compared_by_what_is_there_no_more() -> None:
    elsewhere = of(ONE_LESS, "new", period=Period(date(2025, 4, 1), None))
    first = in_strands(groups=of(PAIRS, "old"))
    block = told(editions(first, in_strands(circles=elsewhere), erased=(1,))[1])
    assert block.notes == TOO_CLOSE, "nobody knows any more what it was"
    there = in_strands(groups=of(PAIRS, "old"), circles=elsewhere)
    assert scored(told(editions(first, there, erased=(1,))[1])) == 189
