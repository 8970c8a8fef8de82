"""Words that may tell of very few people go out only when somebody has said why they can."""

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition
from tests import factories as make
from tests.people import signed_in

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


def test_the_admin_shows_the_words_in_their_place_and_asks(study: CaseStudy) -> None:
    client = signed_in(make.UserFactory(is_staff=True, is_superuser=True))
    address = f"/admin/casestudies/casestudy/{study.pk}/publish/"
    page = client.get(address).content.decode()
    assert "In the outcome: …<mark>Two</mark> mothers came back a year later." in page
    refused = client.post(address, {"reason": "", "words_checked": ""}).content.decode()
    assert "Have these words changed, or say why they may stand." in refused
    assert not Edition.objects.exists()
    answer = client.post(address, {"reason": "", "words_checked": "They agreed."})
    assert answer.status_code == 302
    assert Edition.objects.get().number == 1
