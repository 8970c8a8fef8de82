"""What a page says of the money adds up: the parts as they are drawn, and what is left over of the whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.editions import document, drawings, facts
from casestudies.editions.compose import compose
from casestudies.editions.document import Period
from outcomes.figures import Amount
from outcomes.money import breakdown
from tests.pure.editions.cases import case, cohort

NEVER = Period(None, None)


def paid(name: str, amount: Amount, years: int | None = None, income: str = "") -> document.FundingPart:
    total = amount.for_years(years) if years else amount
    return document.FundingPart(
        key=name,
        label=name,
        funders=(),
        others_included=False,
        kind="grant",
        amount=amount,
        years=years,
        total=total,
        purpose="",
        period=NEVER,
        award_date=None,
        income=income,
        source=None,
    )


def composed(found: facts.CaseFacts) -> document.EditionDocument:
    return compose(found, edition=1, published=date(2026, 1, 1), small=7)


def drawn(stated: Amount, *parts: document.FundingPart) -> str:
    income = document.Income("y", "a year", breakdown(stated, [part.amount for part in parts]), NEVER, None)
    return drawings.income(income, parts, made_up=False).description()


def test_of_what_is_paid_for_years_one_counts_in_the_income_of_a_year() -> None:
    assert drawn(Amount.around(140_000), paid("Trust", Amount.exact(25_000), 3, "y")) == (
        "In all about £140,000. Trust: £25,000 (of £75,000 over 3 years). Not broken down: about £115,000."
    )
    assert drawn(Amount.exact(1_000), paid("Trust", Amount.exact(500), 3, "y")) == (
        "In all £1,000. Trust: £500 (of £1,500 over 3 years). Not broken down: £500."
    )


@pytest.mark.parametrize(
    ("amount", "years", "words"),
    [
        (Amount.exact(500), None, "£500"),
        (Amount.exact(500), 1, "£500"),
        (Amount.around(500), 2, "about £500 (of about £1,000 over 2 years)"),
        (Amount.between(100, 200), 2, "£100 to £200 (of £200 to £400 over 2 years)"),
        (Amount.not_stated(), 2, "amount not stated"),
    ],
)
def test_a_part_is_said_as_well_as_it_is_known(amount: Amount, years: int | None, words: str) -> None:
    assert f"Trust: {words}. Not" in drawn(Amount.exact(1_000), paid("Trust", amount, years, "y"))


@given(st.integers(1, 10**6), st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 50)), max_size=5))
def test_what_is_drawn_of_an_income_is_all_of_it(spare: int, grants: list[tuple[int, int]]) -> None:
    stated = Amount.exact(spare + sum(amount for amount, _ in grants))
    parts = [paid(str(n), Amount.exact(amount), years, "y") for n, (amount, years) in enumerate(grants)]
    income = document.Income("y", "", breakdown(stated, [part.amount for part in parts]), NEVER, None)
    chart = drawings.income(income, parts, made_up=False)
    assert chart.rest
    assert sum(part.share or 0 for part in (*chart.parts, chart.rest)) == pytest.approx(1)


def test_no_sum_is_made_of_two_currencies() -> None:
    parts = [
        paid("A", Amount.exact(100, "EUR")),
        paid("B", Amount.exact(100)),
        paid("C", Amount.around(50)),
        paid("D", Amount.not_stated()),
    ]
    chart = drawings.grants("harbour", parts, made_up=False)
    assert chart
    assert chart.description() == (
        "In all €100 and about £150, and amounts that are not stated. "
        "A: €100. B: £100. C: about £50. D: amount not stated."
    )
    assert [part.share for part in chart.parts] == [None, None, None, None]


def test_pounds_a_person_are_not_worked_out_of_euros() -> None:
    pairs = [(5, 9)] * 40 + [(5, 3)] * 20
    people = cohort(pairs, started=80)
    income = document.Income("y", "a year", breakdown(Amount.exact(80_000), []), people.period, None)
    found = composed(case(people, incomes=(facts.IncomeFacts(income, covers_whole_project=True),)))
    assert found.funding.per_person.seen
    euros = replace(income, breakdown=breakdown(Amount.exact(Decimal(80_000), "EUR"), []))
    found = composed(case(people, incomes=(facts.IncomeFacts(euros, covers_whole_project=True),)))
    assert found.funding.per_person == document.PerPerson(None, None, "the income is not in pounds")
