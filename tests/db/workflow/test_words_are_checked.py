"""Words that may tell of very few people go out only when somebody has said why they can."""

import pytest
from django.test import Client

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, Tombstone
from tests import factories as make

TELLING = "Two mothers came back a year later."


@pytest.fixture
def study() -> CaseStudy:
    return make.CaseStudyFactory(outcome=TELLING)


def test_publishing_is_refused_until_somebody_answers_for_the_words(study: CaseStudy) -> None:
    with pytest.raises(workflow.Refused) as refused:
        workflow.publish(study, by=make.ReviewerFactory())
    assert refused.value.reasons == (
        "In the outcome: 2 is fewer than 8 people.",
        "Have these words changed, or say why they may stand.",
    )
    assert not Edition.objects.exists()
    assert not Decision.objects.exists()


def test_the_reason_is_kept_and_never_public(study: CaseStudy) -> None:
    edition = workflow.publish(study, by=make.ReviewerFactory(), words_checked="Both mothers asked to be mentioned.")
    assert Decision.objects.get().words_checked == "Both mothers asked to be mentioned."
    assert "asked to be mentioned" not in (edition.document or "")


def test_the_admin_shows_the_words_in_their_place_and_asks(client: Client, study: CaseStudy) -> None:
    client.force_login(make.UserFactory(is_staff=True, is_superuser=True))
    address = f"/admin/casestudies/casestudy/{study.pk}/publish/"
    page = client.get(address).content.decode()
    assert "In the outcome: …<mark>Two</mark> mothers came back a year later." in page
    refused = client.post(address, {"reason": "", "words_checked": ""}).content.decode()
    assert "Have these words changed, or say why they may stand." in refused
    assert not Edition.objects.exists()
    answer = client.post(address, {"reason": "", "words_checked": "They agreed."})
    assert answer.status_code == 302
    assert Edition.objects.get().number == 1


def test_the_public_reason_of_a_withdrawal_is_checked_too(study: CaseStudy) -> None:
    by = make.ReviewerFactory()
    workflow.publish(study, by=by, words_checked="Both mothers asked to be mentioned.")
    with pytest.raises(workflow.Refused, match="In the reason: 3 is fewer than 8 people"):
        workflow.withdraw(study, by=by, reason="Because the 3 mothers asked.")
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize("field", ["session_pattern", "ages_served", "approaches", "waiting_time", "capacity"])
def test_every_line_about_the_people_served_is_checked(field: str) -> None:
    study = make.CaseStudyFactory()
    setattr(study.project, field, "Weekly, for 3 mothers.")
    study.project.save()
    with pytest.raises(workflow.Refused, match="3 is fewer than 8 people"):
        workflow.publish(study, by=make.ReviewerFactory())
