"""What only the database can refuse comes back as an error on the form, with everything that was typed."""

from datetime import date

import pytest
from django.db.models import CheckConstraint
from django.test import Client
from django.urls import reverse

from outcomes.models import Cohort, Funding, Measure, PublishedResult, StatedIncome
from tests.db.admin.filling_in import held, problems, send
from tests.db.facts.contradictions import our_models
from tests.factories import (
    CohortFactory,
    FundingFactory,
    MeasureFactory,
    OtherOutcomeFactory,
    ScoreFactory,
    StatedIncomeFactory,
    StrandFactory,
)

# of these no form asks for anything that could break one
NO_FORM = {
    *("score_upload_pairs_among_rows", "score_upload_rows_only_while_staged", "referral_upload_rows_only_while_staged"),
    *("score_dates_in_order", "score_says_something", "score_import_file_only_until_read", "edition_number_from_one"),
    *("retirement_checked_by_two_people", "invitation_email_lower_case", "invitation_used_by_somebody"),
    *("join_request_answered_by_somebody", "mail_sent_or_given_up", "mail_body_only_while_waiting"),
    *("comment_section_is_known", "comment_settled_by_somebody", "checklist_point_is_known"),
    *("case_study_scheduled_by_somebody_once_approved", "merge_undone_by_somebody"),
    "erasure_of_a_document_by_two_people",
}


def test_what_a_constraint_refuses_is_said_in_a_sentence() -> None:
    bare = {
        rule.name
        for model in our_models()
        for rule in model._meta.constraints
        if isinstance(rule, CheckConstraint) and rule.violation_error_message == rule.default_violation_error_message
    }
    assert bare == NO_FORM


def test_a_key_is_for_good_on_its_own_page_and_as_a_row_of_another(admin: Client) -> None:
    strand = StrandFactory(key="groups", name="Groups")
    own = reverse("admin:outcomes_strand_change", args=[strand.pk])
    assert "key" not in held(admin.get(own))
    assert problems(send(admin, own, {"key": "circles", "name": "Circles"})) == []
    page = reverse("admin:outcomes_project_change", args=[strand.project_id])
    said = problems(send(admin, page, {"strands-0-key": "circles"}))
    assert said == ["key: A key is for good: editions and addresses know this by it."]
    strand.refresh_from_db()
    assert (strand.key, strand.name) == ("groups", "Circles")
    assert "key" in admin.get(reverse("admin:outcomes_strand_add")).context_data["adminform"].form.fields


IT_STAYS = "It stays in its project. Enter it anew where it belongs, and take this out."


def test_what_tells_of_people_stays_in_its_project(admin: Client) -> None:
    strand, elsewhere = StrandFactory(), StrandFactory()
    beside = StrandFactory(project=strand.project)
    cohort, outcome = CohortFactory(strand=strand), OtherOutcomeFactory(project=strand.project)
    for row, field, other in (
        (cohort, "strand", elsewhere),
        (strand, "project", elsewhere.project),
        (outcome, "project", elsewhere.project),
    ):
        page = reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])
        assert problems(send(admin, page, {field: other.pk})) == [f"{field}: {IT_STAYS}"]
    page = reverse("admin:outcomes_cohort_change", args=[cohort.pk])
    assert problems(send(admin, page, {"strand": beside.pk})) == []
    cohort.refresh_from_db()
    assert cohort.strand == beside


@pytest.mark.parametrize(("was", "becomes"), [("recorded", "simulated"), ("simulated", "recorded")])
def test_scores_of_people_never_become_a_worked_example(admin: Client, was: str, becomes: str) -> None:
    page = reverse("admin:outcomes_cohort_change", args=[CohortFactory(provenance=was).pk])
    said = problems(send(admin, page, {"provenance": becomes}))
    assert said == ["provenance: A worked example is made up from the start, and stays one."]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"minimum": "100", "maximum": "1"}, "The lowest score lies above the highest."),
        ({"step": "0"}, "The step between two scores is more than nought."),
        ({"reliability": "2", "reliability_kind": "internal"}, "A reliability lies from 0 to 1, and needs its kind."),
        ({"cut_off": "40"}, "The cut-off needs the source it was published in."),
    ],
)
def test_a_measure_that_contradicts_itself_is_told_so(admin: Client, typed: dict[str, str], words: str) -> None:
    change = reverse("admin:outcomes_measure_change", args=[MeasureFactory().pk])
    assert words in " ".join(problems(send(admin, change, typed)))


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
    typed = {
        "project": income.project_id,
        "key": "part",
        "label": "a part",
        "basis": "exact",
        "amount": "500001",
        "income": income.pk,
    }
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
