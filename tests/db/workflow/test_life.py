"""A case study's life from draft to withdrawn: each move, what it needs and what it leaves behind."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, JoinRequest, Submission, Tombstone, User
from casestudies.workflow import editing
from tests import factories as make
from tests import lives
from tests.db.workflow.conftest import MemberOf

REASON = "Say where the figures come from."


def now(study: CaseStudy) -> CaseStudy:
    return CaseStudy.objects.select_related("reviewer").get(pk=study.pk)


def test_the_whole_life_and_its_written_record(study: CaseStudy, editor: User, rita: User, ron: User) -> None:
    workflow.submit(study, by=editor)
    workflow.claim(study, by=ron)
    workflow.release(study, by=ron)
    workflow.claim(study, by=rita)
    workflow.request_changes(study, by=rita, reason=REASON)
    CaseStudy.objects.filter(pk=study.pk).update(outcome="Something changed, as the report says.")
    workflow.submit(study, by=editor)
    workflow.claim(study, by=rita)
    workflow.approve(lives.checked(study, by=rita), by=rita)
    first = workflow.publish(study, by=rita)
    workflow.reopen(study, by=editor)
    assert Edition.objects.get(current=True) == first, "readers keep it meanwhile"
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    workflow.submit(study, by=editor, note="A clearer headline.")
    workflow.claim(study, by=ron)
    workflow.approve(lives.checked(study, by=ron), by=ron)
    workflow.publish(study, by=rita)
    workflow.withdraw(study, by=ron, reason="The charity has closed.")

    record = Decision.objects.order_by("pk").values_list(
        "by__email", "from_status", "to_status", "reason", "edition__number"
    )
    e, r, o = editor.email, "rita@example.org", "ron@example.org"
    assert list(record) == [
        (e, "draft", "submitted", "", None),
        (o, "submitted", "in_review", "", None),
        (o, "in_review", "submitted", "", None),
        (r, "submitted", "in_review", "", None),
        (r, "in_review", "changes_requested", REASON, None),
        (e, "changes_requested", "submitted", "", None),
        (r, "submitted", "in_review", "", None),
        (r, "in_review", "approved", "", None),
        (r, "approved", "published", "", 1),
        (e, "published", "draft", "", None),
        (e, "draft", "submitted", "", None),
        (o, "submitted", "in_review", "", None),
        (o, "in_review", "approved", "A clearer headline.", None),
        (r, "approved", "published", "A clearer headline.", 2),
        (o, "published", "withdrawn", "The charity has closed.", None),
    ]
    assert list(Edition.objects.order_by("number").values_list("number", "current", "note", "published_by__email")) == [
        (1, False, "", r),
        (2, False, "A clearer headline.", r),
    ]
    assert Tombstone.objects.get().reason == "The charity has closed."


# ----------------------------------------------------------------------------------------------------------- sending it


def test_what_is_missing_is_said_all_at_once(member_of: MemberOf) -> None:
    bare = make.CaseStudyFactory(headline=" ", background="", action="", outcome="", theme=None, lead_place=False)
    bare.project.purpose, bare.project.provider = "", None
    bare.project.save()
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(bare, by=member_of("curator"))
    assert str(refused.value) == (
        "It is not finished: it needs a headline, the story's background, the story's action, the story's "
        "outcome, the project's purpose, a provider, a lead place, a theme."
    )
    assert [(lack.section.value, lack.what) for lack in workflow.missing(bare)][3:5] == [
        ("story", "the story's outcome"),
        ("project", "the project's purpose"),
    ]
    assert now(bare).status == "draft"
    assert not Decision.objects.exists()
    assert not Submission.objects.exists()


def test_it_waits_until_its_provider_is_approved(study: CaseStudy, editor: User) -> None:
    asked = make.JoinRequestFactory(organisation=study.project.provider, created_it=True)
    for answer in ("waiting", "declined"):
        answered = answer != "waiting"
        JoinRequest.objects.filter(pk=asked.pk).update(
            answer=answer, answered_by=editor if answered else None, answered_at=timezone.now() if answered else None
        )
        with pytest.raises(workflow.Refused) as refused:
            workflow.submit(study, by=editor)
        assert str(refused.value) == "It is not finished: it needs an admin's approval of its provider."
        assert now(study).status == "draft"
    JoinRequest.objects.filter(pk=asked.pk).update(answer="approved")
    workflow.submit(study, by=editor)
    assert now(study).status == "submitted"


def test_it_gets_a_reference_when_first_sent_and_keeps_it(study: CaseStudy, editor: User, rita: User) -> None:
    workflow.submit(study, by=editor)
    reference = now(study).reference
    assert reference is not None
    assert re.fullmatch(rf"PA-{timezone.localdate().year}-[BCDFGHJKMNPQRTVWXY34679]{{4}}", reference)
    workflow.claim(study, by=rita)
    workflow.request_changes(study, by=rita, reason=REASON)
    workflow.submit(study, by=editor)
    assert now(study).reference == reference


def test_no_two_have_the_same_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("BBBB" + "BBBB" + "CCCC")
    monkeypatch.setattr(editing, "secrets", SimpleNamespace(choice=lambda among: next(letters)))
    first, second = (lives.submitted(make.CaseStudyFactory()) for _ in range(2))
    year = timezone.localdate().year
    assert (first.reference, second.reference) == (f"PA-{year}-BBBB", f"PA-{year}-CCCC")


def test_each_sending_keeps_the_document_as_it_was(study: CaseStudy, editor: User, rita: User) -> None:
    workflow.submit(study, by=editor)
    workflow.claim(study, by=rita)
    workflow.request_changes(study, by=rita, reason=REASON)
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    workflow.submit(study, by=editor)
    newest, first = Submission.objects.all()
    assert '"headline":"Families get on better"' in first.document
    assert '"headline":"A clearer headline"' in newest.document


def test_nothing_new_is_not_worth_a_review(study: CaseStudy, editor: User) -> None:
    lives.publish(study)
    workflow.reopen(study, by=editor)
    with pytest.raises(workflow.Refused, match="Nothing has changed since the current edition"):
        workflow.submit(study, by=editor)


def test_what_was_new_when_sent_may_be_old_when_judged(study: CaseStudy, editor: User, rita: User) -> None:
    lives.publish(study)
    workflow.reopen(study, by=editor)
    CaseStudy.objects.filter(pk=study.pk).update(headline="Another headline")
    workflow.submit(study, by=editor)
    workflow.claim(study, by=rita)
    CaseStudy.objects.filter(pk=study.pk).update(headline="Families get on better")
    with pytest.raises(workflow.Refused, match="Nothing has changed since the current edition"):
        workflow.approve(study, by=rita)


@pytest.mark.parametrize("length", [500, 501])
def test_readers_are_told_in_at_most_500_characters(study: CaseStudy, editor: User, length: int) -> None:
    if length == 500:
        assert len(workflow.submit(study, by=editor, note="x" * length).note) == 500
    else:
        with pytest.raises(workflow.Refused, match="at most 500 characters; these are 501"):
            workflow.submit(study, by=editor, note="x" * length)


# ------------------------------------------------------------------------------------------------------------ reviewing


def test_changes_are_asked_for_with_a_reason(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    with pytest.raises(workflow.Refused, match="Asking for changes needs a reason"):
        workflow.request_changes(study, by=rita, reason="  ")
    assert now(study).status == "in_review"


def test_only_who_has_claimed_it_judges_it(study: CaseStudy, rita: User, ron: User) -> None:
    lives.claimed(study, by=rita)
    for judge in (
        lambda: workflow.approve(study, by=ron),
        lambda: workflow.request_changes(study, by=ron, reason="No"),
    ):
        with pytest.raises(workflow.Refused, match=r"by you: rita@example\.org has claimed it"):
            judge()
    workflow.release(study, by=ron)
    workflow.claim(study, by=ron)
    assert workflow.approve(lives.checked(study, by=ron), by=ron).by == ron


def test_sent_back_even_after_approval(study: CaseStudy, rita: User) -> None:
    lives.approved(study, by=rita)
    workflow.request_changes(study, by=rita, reason=REASON)
    assert now(study).status == "changes_requested"


# ---------------------------------------------------------------------------------------- approved is what is published


def test_what_the_reviewer_approved_is_what_is_published(study: CaseStudy, rita: User, ron: User) -> None:
    lives.approved(study, by=rita)
    CaseStudy.objects.filter(pk=study.pk).update(outcome="Something else changed.")
    with pytest.raises(workflow.Refused, match=r"It has changed since it was approved\. Release it"):
        workflow.publish(study, by=rita)
    assert not Edition.objects.exists()
    assert now(study).status == "approved"

    workflow.release(study, by=ron)
    workflow.claim(study, by=rita)
    workflow.approve(lives.checked(study, by=rita), by=rita)
    edition = workflow.publish(study, by=rita)
    assert "Something else changed." in (edition.document or "")


def test_a_fact_of_the_project_counts_as_a_change_too(study: CaseStudy, rita: User) -> None:
    lives.approved(study, by=rita)
    type(study.project).objects.filter(pk=study.project_id).update(purpose="To help grandparents.")
    with pytest.raises(workflow.Refused, match="It has changed since it was approved"):
        workflow.publish(study, by=rita)


def test_an_approval_holds_on_the_next_day(study: CaseStudy, rita: User, monkeypatch: pytest.MonkeyPatch) -> None:
    lives.approved(study, by=rita)
    monkeypatch.setattr("casestudies.workflow.drafts.timezone.localdate", lambda *when: date(2031, 5, 6))
    edition = workflow.publish(study, by=rita)
    assert '"published":"2031-05-06"' in (edition.document or "")


def test_approving_something_else_than_was_looked_at(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    seen = workflow.dossier(now(study), by=rita).fingerprint
    CaseStudy.objects.filter(pk=study.pk).update(outcome="Something else changed.")
    with pytest.raises(workflow.Refused, match="It has changed since you opened this page"):
        workflow.approve(study, by=rita, seen=seen)
    seen = workflow.dossier(now(study), by=rita).fingerprint
    lives.checked(study, by=rita)
    assert workflow.approve(study, by=rita, seen=seen, note="A note of the reviewer's.").reason


def test_a_year_on_it_is_to_be_looked_at_again(study: CaseStudy, rita: User, monkeypatch: pytest.MonkeyPatch) -> None:
    lives.approved(study, by=rita)
    monkeypatch.setattr("casestudies.workflow.publishing.timezone.localdate", lambda *when: date(2028, 2, 29))
    workflow.publish(study, by=rita)
    assert now(study).review_by == date(2029, 2, 28)


# ------------------------------------------------------------------------------------------------------- taking it down


def test_withdrawing_leaves_a_tombstone_and_cannot_be_taken_back(
    study: CaseStudy, editor: User, member_of: MemberOf
) -> None:
    officer = member_of("data protection officer")
    lives.publish(study)
    with pytest.raises(workflow.Refused, match="Withdrawing needs a reason"):
        workflow.withdraw(study, by=officer, reason=" ")
    workflow.withdraw(study, by=officer, reason="The charity has closed.")
    stone = Tombstone.objects.get()
    assert (stone.slug, stone.reason) == ("open-door", "The charity has closed.")
    assert not study.editions.filter(current=True).exists()
    with pytest.raises(workflow.Refused, match="It has been withdrawn; its address stays a tombstone"):
        workflow.submit(study, by=editor)
    with pytest.raises(workflow.Refused, match="It has been withdrawn"):
        workflow.withdraw(study, by=officer, reason="Again.")


def test_a_live_edition_is_withdrawn_even_while_its_next_is_written_or_judged(editor: User, rita: User) -> None:
    for begin in (lambda s: workflow.reopen(s, by=lives.editor_of(s)), lambda s: None):
        study = make.CaseStudyFactory()
        lives.publish(study)
        begin(study)
        workflow.withdraw(study, by=rita, reason="They asked.")
        assert now(study).status == "withdrawn"


def test_what_nobody_can_read_needs_no_withdrawing(study: CaseStudy, rita: User) -> None:
    sent = lives.submitted(make.CaseStudyFactory())
    for unread in (study, sent):
        with pytest.raises(workflow.Refused, match="Only a published case study can be withdrawn"):
            workflow.withdraw(unread, by=rita, reason="Too early.")


def test_a_move_takes_back_nothing_that_an_editor_has_saved_meanwhile(study: CaseStudy, editor: User) -> None:
    stale = now(study)
    CaseStudy.objects.filter(pk=study.pk).update(headline="Saved by a colleague")
    workflow.submit(stale, by=editor)
    assert now(study).headline == "Saved by a colleague"
