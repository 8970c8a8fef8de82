"""The admin shows that there are uploads, referrals and editions, to look at; of a client it shows nothing at all."""

import pytest
from django.contrib.admin import site
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from casestudies.models import Decision, Edition, Retirement
from outcomes.models import Cohort, Referral, Score, ScoreUpload
from tests.db.admin.conftest import SignIn
from tests.factories import (
    DecisionFactory,
    EditionFactory,
    ReferralFactory,
    RetirementFactory,
    ScoreFactory,
    ScoreUploadFactory,
)

REFERENCE, STAGED, BEFORE, REASONS = "canary-ref-71", "canary-staged-72", "41.37", "canary-reason-73"
LOOKED_AT = [
    *((ScoreUpload, ScoreUploadFactory), (Referral, ReferralFactory), (Edition, EditionFactory)),
    *((Retirement, RetirementFactory), (Decision, DecisionFactory)),
]
ids = [model.__name__ for model, _ in LOOKED_AT]


def _address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def cohort() -> Cohort:
    """A cohort with scores, a staged file and a referral, each holding a word that must not be seen."""
    referral = ReferralFactory(client_reference=REFERENCE, reasons=REASONS)
    confirmed = ScoreUploadFactory()
    ScoreFactory(upload=confirmed, client_reference=REFERENCE, before=BEFORE, referral=referral)
    ScoreUploadFactory(cohort=confirmed.cohort, state="staged", staged_rows=[[STAGED, "40", "", "50", ""]])
    return confirmed.cohort


@pytest.mark.parametrize(("model", "make"), LOOKED_AT, ids=ids)
def test_records_the_portal_makes_are_looked_at_only(admin: Client, model: type[Model], make) -> None:
    row = make()
    before = model._default_manager.values().get(pk=row.pk)
    page = admin.get(_address(model, "change", row.pk))
    assert page.status_code == 200
    assert list(page.context["adminform"].form.fields) == []
    assert admin.post(_address(model, "change", row.pk), {"reason": "typed", "state": "undone"}).status_code == 403
    assert admin.post(_address(model, "add"), {}).status_code == 403
    assert admin.post(_address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    admin.post(
        _address(model, "changelist"), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    )
    assert model._default_manager.values().get(pk=row.pk) == before


def test_no_page_of_the_admin_shows_a_client(admin: Client, cohort: Cohort) -> None:
    uploads, referral = ScoreUpload.objects.all(), Referral.objects.get()
    addresses = [
        reverse("admin:index"),
        *(_address(model, "changelist") for model in (ScoreUpload, Referral, Cohort)),
        *(_address(ScoreUpload, "change", upload.pk) for upload in uploads),
        _address(Referral, "change", referral.pk),
        *(_address(Cohort, page, cohort.pk) for page in ("change", "history", "delete")),
        _address(type(cohort.strand), "delete", cohort.strand_id),
        _address(type(referral.project), "delete", referral.project_id),
    ]
    for address in addresses:
        response = admin.get(address)
        assert response.status_code == 200, address
        body = response.content.decode()
        for canary in (REFERENCE, STAGED, BEFORE):
            assert canary not in body, f"{canary} at {address}"


@pytest.mark.parametrize(
    "guess",
    [
        {"client_reference": REFERENCE},
        {"client_reference__startswith": "canary"},
        {"reasons__contains": REASONS},
        {"scores__before": BEFORE},
        {"staged_rows__contains": STAGED},
        {"scores__client_reference": REFERENCE},
    ],
    ids=str,
)
def test_no_list_answers_a_guess_about_a_client(admin: Client, cohort: Cohort, guess: dict[str, str]) -> None:
    """A right guess and a wrong one are both turned away, where a filter of Django's own would tell them apart."""
    for model in (ScoreUpload, Referral, Cohort):
        answers = [
            admin.get(_address(model, "changelist"), dict.fromkeys(guess, value)) for value in (*guess.values(), "999")
        ]
        assert [answer.status_code for answer in answers] in ([302, 302], [400, 400]), model


@pytest.mark.parametrize("words", [REFERENCE, STAGED, BEFORE, REASONS])
def test_no_search_finds_a_client(admin: Client, cohort: Cohort, words: str) -> None:
    for model in (ScoreUpload, Cohort):
        response = admin.get(_address(model, "changelist"), {"q": words})
        assert response.context["cl"].result_count == 0
    assert site._registry[Referral].search_fields == ()


def test_a_cohort_with_scores_is_not_deleted_by_hand(admin: Client, cohort: Cohort) -> None:
    """Uploads are undone by whoever may; no form takes scores along."""
    response = admin.post(_address(Cohort, "delete", cohort.pk), {"post": "yes"})
    assert response.status_code == 403
    assert Score.objects.count() == 1


def test_referrals_and_uploads_are_hidden_from_reviewers_and_curators(sign_in: SignIn, cohort: Cohort) -> None:
    for number, group in enumerate(("reviewer", "curator")):
        colleague = sign_in(group, email=f"colleague-{number}@example.org")
        for model in (ScoreUpload, Referral):
            assert colleague.get(_address(model, "changelist")).status_code == 403
            assert colleague.get(_address(model, "change", model._default_manager.first().pk)).status_code == 403
    officer = sign_in("data protection officer", email="officer@example.org")
    assert officer.get(_address(ScoreUpload, "changelist")).status_code == 200
