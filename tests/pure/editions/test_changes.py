"""The history says in words what changed from one edition to the next."""

from dataclasses import replace
from datetime import date

import pytest

from casestudies.editions import document
from casestudies.editions.changes import changes
from casestudies.editions.compose import compose
from outcomes.money import Amount, breakdown
from tests.pure.editions.cases import case, cohort

FIRST = compose(
    case(cohort([(5, 9)] * 40 + [(9, 5)] * 20, started=90)), edition=1, published=date(2026, 11, 2), small=7
)
INCOME = document.Income("year", "last year", breakdown(Amount.exact(100), ()), document.Period(None, None), None)
PER_PERSON = document.PerPerson(None, None, "the income may not cover all of the project")
QUOTE = document.Quote("We listen first.", "A. Manager", "service manager")


def test_a_new_note_and_date_alone_are_no_change() -> None:
    assert changes(FIRST, replace(FIRST, edition=2, published=date(2026, 12, 1), note="Nothing really.")) == []


def test_new_scores_name_the_strand() -> None:
    newer = compose(
        case(cohort([(5, 9)] * 60 + [(9, 5)] * 40, started=130)), edition=2, published=date(2026, 12, 1), small=7
    )
    assert changes(FIRST, newer) == ["Results changed: One to one."]


def test_a_strand_that_is_gone_is_said_to_be() -> None:
    assert changes(FIRST, replace(FIRST, strands=())) == ["Results changed: One to one (no longer part)."]


@pytest.mark.parametrize(
    ("newer", "said"),
    [
        (replace(FIRST, headline="Another"), "The headline was reworded."),
        (replace(FIRST, project=replace(FIRST.project, staff="Ten")), "Facts about the project were updated."),
        (
            replace(
                FIRST, project=replace(FIRST.project, places=(document.Place("E1", "Reading", "", "lead", "", ()),))
            ),
            "Its places were updated.",
        ),
        (replace(FIRST, funding=replace(FIRST.funding, incomes=(INCOME,))), "Funding was updated."),
        (replace(FIRST, funding=replace(FIRST.funding, per_person=PER_PERSON)), "Income a person changed."),
        (replace(FIRST, story=replace(FIRST.story, action="More")), "The story was edited."),
        (replace(FIRST, story=replace(FIRST.story, quotes=(QUOTE,))), "Pictures or quotations changed."),
        (replace(FIRST, worked_example=FIRST.strands), "The worked example changed."),
    ],
)
def test_each_part_has_its_sentence(newer: document.EditionDocument, said: str) -> None:
    assert changes(FIRST, newer) == [said]


def test_figures_carried_forward_are_no_change() -> None:
    newer = case(cohort([(5, 9)] * 41 + [(9, 5)] * 20, started=91))
    second = compose(newer, edition=2, published=date(2026, 12, 1), small=7, earlier=[(1, document.protected(FIRST))])
    assert second.cohorts[0].block.carried_from == 1
    assert changes(FIRST, second) == []
