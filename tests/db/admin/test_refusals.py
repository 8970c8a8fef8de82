"""What only the database can refuse comes back as an error on the form, with everything that was typed."""

from datetime import date

from django.test import Client
from django.urls import reverse

from outcomes.models import Cohort, Funding, Measure, PublishedResult, StatedIncome
from tests.db.admin.filling_in import held, problems, send
from tests.factories import (
    CohortFactory,
    FundingFactory,
    MeasureFactory,
    ScoreFactory,
    StatedIncomeFactory,
    StrandFactory,
)

ADD_COHORT = reverse("admin:outcomes_cohort_add")


def test_a_cohort_that_overlaps_another(admin: Client) -> None:
    there = CohortFactory(period_start=date(2014, 4, 1), period_end=date(2015, 3, 31), started=120)
    typed = {
        "key": "second",
        "strand": str(there.strand_id),
        "measure": str(there.measure_id),
        "period_start": "2015-03-31",
        "period_end": "2016-03-31",
        "provenance": "recorded",
        "rated_by": "the family's own therapist",
    }
    response = send(admin, ADD_COHORT, typed)
    assert problems(response) == ["__all__: Its period overlaps that of another cohort of the same strand and measure."]
    assert typed.items() <= held(response).items()
    assert Cohort.objects.count() == 1
    assert Cohort.history.count() == 1
    assert problems(send(admin, ADD_COHORT, typed | {"period_start": "2015-04-01"})) == []


def test_a_published_result_beside_a_new_cohort(admin: Client) -> None:
    strand, measure = StrandFactory(), MeasureFactory()
    typed = {"key": "first", "strand": strand.pk, "measure": measure.pk, "provenance": "summary", "started": 97}
    result = {"scored": 98, "mean_change_decimals": 0, "mean_change_base": "not_stated"}
    response = send(admin, ADD_COHORT, typed, published_result=[result])
    assert problems(response) == ["__all__: The published result counts more people scored than have started."]
    assert held(response)["published_result-0-scored"] == "98"
    assert not Cohort.objects.exists()
    assert problems(send(admin, ADD_COHORT, typed, published_result=[result | {"scored": 71}])) == []
    assert PublishedResult.objects.get().scored == 71


def test_a_part_larger_than_the_income(admin: Client) -> None:
    income = StatedIncomeFactory(basis="exact", amount=500_000)
    typed = {"project": income.project_id, "key": "part", "basis": "exact", "amount": "500001", "income": income.pk}
    response = send(admin, reverse("admin:outcomes_funding_add"), typed)
    assert problems(response) == ["__all__: The parts add up to more than the income they are part of."]
    assert not Funding.objects.exists()


def test_an_income_smaller_than_its_parts(admin: Client) -> None:
    income = StatedIncomeFactory(basis="exact", amount=500_000)
    FundingFactory(project=income.project, income=income, basis="exact", amount=400_000)
    change = reverse("admin:outcomes_statedincome_change", args=[income.pk])
    assert problems(send(admin, change, {"amount": "399999"})) == [
        "__all__: Its parts add up to more than this income."
    ]
    assert StatedIncome.objects.get().amount == 500_000


def test_a_range_that_leaves_scores_outside(admin: Client) -> None:
    measure = ScoreFactory(after=90).cohort.measure
    change = reverse("admin:outcomes_measure_change", args=[measure.pk])
    assert problems(send(admin, change, {"maximum": "89"})) == ["__all__: Scores that are held lie outside this range."]
    assert Measure.objects.get().maximum == 100
