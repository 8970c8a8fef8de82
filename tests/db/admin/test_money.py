"""Money typed into the admin: a part and its income agree, and what is taken here goes out and in as a file."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casestudies.models import CaseStudy
from outcomes.models import Funding, StatedIncome
from outcomes.models.funding import Currency
from outcomes.money import SYMBOLS
from tests import factories as make
from tests import lives
from tests.db.admin.filling_in import problems, send

ADD = "admin:outcomes_funding_add"
GRANT: dict[str, Any] = {"key": "grant", "label": "a grant", "basis": "exact", "amount": "100"}


@pytest.fixture
def study() -> CaseStudy:
    return make.CaseStudyFactory(slug="harbour", project__key="harbour")


def change(row: Funding | StatedIncome) -> str:
    """The page on which it is changed."""
    return reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])


def column(admin: Client, model: str, name: str) -> list[str]:
    """What a list says in one of its columns, from the top down."""
    page = admin.get(reverse(f"admin:{model}_changelist")).content.decode()
    return re.findall(rf'<td class="field-{name}">(.*?)</td>', page)


def an_income(study: CaseStudy, **fields: Any) -> StatedIncome:
    return make.StatedIncomeFactory(project=study.project, **{"amount": 1_000} | fields)


def a_part(income: StatedIncome, **fields: Any) -> Funding:
    return make.FundingFactory(project=income.project, income=income, label="a part", **{"amount": 100} | fields)


@pytest.mark.parametrize("readers_have_it", [False, True])
def test_a_part_of_another_projects_income_is_refused(admin: Client, study: CaseStudy, readers_have_it: bool) -> None:
    if readers_have_it:
        lives.publish(study)
    elsewhere = make.StatedIncomeFactory()
    typed = GRANT | {"project": study.project_id, "income": elsewhere.pk}
    refused = send(admin, reverse(ADD), typed)
    assert problems(refused) == ["income: This is an income of another project."]
    assert not Funding.objects.exists()


def test_an_income_with_parts_stays_with_its_project_and_currency(admin: Client, study: CaseStudy) -> None:
    income, elsewhere = an_income(study), make.ProjectFactory()
    part = a_part(income)
    moved = send(admin, change(income), {"project": elsewhere.pk})
    assert problems(moved) == ["project: Its parts belong to the project it had. Take them out of it first."]
    in_euros = send(admin, change(income), {"currency": "EUR"})
    assert problems(in_euros) == ["currency: Its parts are in another currency. Take them out of it first."]
    Funding.objects.filter(pk=part.pk).update(income=None)
    assert problems(send(admin, change(income), {"project": elsewhere.pk, "currency": "EUR"})) == []


@pytest.mark.parametrize("readers_have_it", [False, True])
def test_a_part_is_in_the_currency_of_its_income(admin: Client, study: CaseStudy, readers_have_it: bool) -> None:
    income = an_income(study)
    part = a_part(income)
    if readers_have_it:
        lives.publish(study)
    assert problems(send(admin, change(part), {"currency": "EUR"})) == [
        "currency: The income it is part of is in pounds, and nothing is converted."
    ]


@pytest.mark.parametrize("typed", ["££", "XXX", "gbp", ""])
def test_money_is_in_a_currency_that_pages_can_print(admin: Client, study: CaseStudy, typed: str) -> None:
    for row in (an_income(study), make.FundingFactory(project=study.project, label="a grant")):
        assert [told.split(":")[0] for told in problems(send(admin, change(row), {"currency": typed}))] == ["currency"]
        assert problems(send(admin, change(row), {"currency": "EUR"})) == []
    assert set(Currency.values) == set(SYMBOLS)


@pytest.mark.parametrize(
    ("income", "amount", "taken"),
    [
        ({"basis": "range", "amount": 900, "amount_max": 1_200}, "1200", True),
        ({"basis": "range", "amount": 900, "amount_max": 1_200}, "1201", False),
        ({"basis": "about", "amount": 500_000}, "550000", True),
        ({"basis": "about", "amount": 500_000}, "9999999", False),
    ],
)
def test_parts_are_no_more_than_the_most_their_income_can_be(
    admin: Client, study: CaseStudy, income: dict[str, Any], amount: str, taken: bool
) -> None:
    lives.publish(study)
    stated = an_income(study, **income)
    typed = GRANT | {"project": study.project_id, "income": stated.pk, "amount": amount}
    told = [] if taken else ["__all__: The parts add up to more than the income they are part of."]
    assert problems(send(admin, reverse(ADD), typed)) == told


def test_an_income_is_not_made_less_than_its_parts(admin: Client, study: CaseStudy) -> None:
    income = an_income(study, basis="about", amount=500_000)
    a_part(income, amount=500_000)
    assert problems(send(admin, change(income), {"amount": "400000"})) == [
        "__all__: Its parts add up to more than this income."
    ]
    assert problems(send(admin, change(income), {"basis": "none", "amount": ""})) == []


def test_what_contradicts_itself_is_told_so_and_nothing_else(admin: Client, study: CaseStudy) -> None:
    part = a_part(an_income(study))
    (told,) = problems(send(admin, change(part), {"basis": "none"}))
    assert told.startswith("__all__: How well it is known and the amounts do not agree")


def test_a_name_nobody_can_see_says_not_who_pays(admin: Client, study: CaseStudy) -> None:
    typed = GRANT | {"project": study.project_id, "label": "\N{LEFT-TO-RIGHT MARK}"}
    assert problems(send(admin, reverse(ADD), typed)) == [
        "funders: Who pays it? If that is not to be said, say what to call it."
    ]
    unseen = send(admin, change(an_income(study)), {"label": "\N{LEFT-TO-RIGHT MARK}"})
    assert problems(unseen) == ["label: This field is required."]


def test_years_and_days_are_those_a_file_may_bring_in(admin: Client, study: CaseStudy) -> None:
    part = a_part(an_income(study))
    assert problems(send(admin, change(part), {"years": "51"})) == [
        "years: Ensure this value is less than or equal to 50."
    ]
    for day in ("0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"):
        assert problems(send(admin, change(part), {"award_date": day})) == [
            "award_date: Write a day from 1900 to 2100."
        ]
    typed = {"years": "50", "period_start": "1900-01-01", "period_end": "2100-12-31"}
    assert problems(send(admin, change(part), typed)) == []


def test_lists_say_who_pays_and_how_much_as_readers_have_it(admin: Client, study: CaseStudy) -> None:
    trust, council = make.OrganisationFactory(name="Sea Trust"), make.OrganisationFactory(name="Town Council")
    project = study.project
    make.FundingFactory(project=project, amount=1_050_000, label="").funders.set([trust, council])
    make.FundingFactory(project=project, amount=25_000, label="", years=3, others_included=True).funders.set([trust])
    make.FundingFactory(project=project, amount=None, basis="none", label="a gift").funders.set([trust])
    make.StatedIncomeFactory(project=project, basis="range", amount=600_000, amount_max=900_000, currency="EUR")
    assert column(admin, "outcomes_funding", "who") == ["Sea Trust, Town Council", "Sea Trust, others", "a gift"]
    amounts = ["£1,050,000", "£25,000 a year for 3 years = £75,000", "amount not stated"]
    assert column(admin, "outcomes_funding", "money") == amounts
    assert column(admin, "outcomes_statedincome", "money") == ["€600,000 to €900,000"]
