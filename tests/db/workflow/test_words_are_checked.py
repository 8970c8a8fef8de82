"""Words that may tell of very few people go out only when somebody has said why they can."""

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, Tombstone, User
from tests import factories as make
from tests import lives
from tests.people import signed_in

TELLING = "Two mothers came back a year later."


@pytest.fixture
def telling(rita: User) -> CaseStudy:
    """Claimed by Rita, with two mothers in it."""
    return lives.checked(lives.claimed(make.CaseStudyFactory(slug="open-door", outcome=TELLING), by=rita), by=rita)


def test_approving_is_refused_until_somebody_answers_for_the_words(telling: CaseStudy, rita: User) -> None:
    with pytest.raises(workflow.Refused) as refused:
        workflow.approve(telling, by=rita, words_checked=" ")
    assert refused.value.reasons == (
        "In the outcome: 2 is fewer than 8 people.",
        "Have these words changed, or say why they may stand.",
    )
    assert not Decision.objects.filter(to_status="approved").exists()


def test_the_note_for_readers_is_looked_at_too(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    with pytest.raises(workflow.Refused, match="In the note of what changed: 2 is fewer than 8 people"):
        workflow.approve(study, by=rita, note=TELLING)


def test_the_reason_is_kept_and_never_public(telling: CaseStudy, rita: User) -> None:
    workflow.approve(telling, by=rita, words_checked="Both mothers asked to be mentioned.")
    edition = workflow.publish(lives.confirmed(telling), by=rita)
    approval = Decision.objects.get(to_status="approved", kind="")
    assert approval.words_checked == "Both mothers asked to be mentioned."
    assert "asked to be mentioned" not in (edition.document or "")


def test_the_page_shows_each_phrase_in_its_place_and_wants_it_ticked(telling: CaseStudy, rita: User) -> None:
    client = signed_in(rita)
    page = client.get("/review/open-door/")
    assert "In the outcome: …<mark>Two</mark> mothers came back a year later." in page.content.decode()
    (phrase,) = page.context["moves"]["approve"].fields["checked"].choices
    seen = page.context["file"].fingerprint
    reason = "They agreed."
    for given, says in [
        ({"words_checked": reason}, "Look at each of these phrases, and tick it."),
        ({"checked": [phrase[0]]}, "Why these words may stand: This field is required."),
        ({"checked": ["another phrase"], "words_checked": reason}, "Look at each of these phrases, and tick it."),
    ]:
        told = client.post("/review/open-door/approve/", {"seen": seen} | given)
        assert told.status_code == 200
        assert says in told.content.decode()
    assert not Decision.objects.filter(to_status="approved").exists()

    given = {"seen": seen, "checked": [phrase[0]], "words_checked": reason}
    assert client.post("/review/open-door/approve/", given).status_code == 302
    assert Decision.objects.get(to_status="approved").words_checked == reason
    assert not Edition.objects.exists()


def test_a_phrase_that_came_in_meanwhile_has_not_been_ticked(telling: CaseStudy, rita: User) -> None:
    client = signed_in(rita)
    page = client.get("/review/open-door/")
    (phrase,) = page.context["moves"]["approve"].fields["checked"].choices
    CaseStudy.objects.update(outcome=f"{TELLING} Three fathers did not.")
    given = {"seen": page.context["file"].fingerprint, "checked": [phrase[0]], "words_checked": "They agreed."}
    told = client.post("/review/open-door/approve/", given).content.decode()
    assert "Look at each of these phrases, and tick it." in told
    assert "<mark>Three</mark> fathers" in told
    assert not Decision.objects.filter(to_status="approved").exists()


def test_the_public_reason_of_a_withdrawal_is_checked_too(telling: CaseStudy, rita: User) -> None:
    workflow.approve(telling, by=rita, words_checked="Both mothers asked to be mentioned.")
    workflow.publish(lives.confirmed(telling), by=rita)
    with pytest.raises(workflow.Refused, match="In the reason: 3 is fewer than 8 people"):
        workflow.withdraw(telling, by=rita, reason="Because the 3 mothers asked.")
    assert not Tombstone.objects.exists()
    workflow.withdraw(telling, by=rita, reason="Because the 3 mothers asked.", words_checked="They agreed.")
    assert Decision.objects.get(to_status="withdrawn").words_checked == "They agreed."


@pytest.mark.parametrize("field", ["session_pattern", "ages_served", "approaches", "waiting_time", "capacity"])
def test_every_line_about_the_people_served_is_checked(field: str) -> None:
    study = make.CaseStudyFactory()
    setattr(study.project, field, "Weekly, for 3 mothers.")
    study.project.save()
    with pytest.raises(workflow.Refused, match="3 is fewer than 8 people"):
        lives.publish(study)
