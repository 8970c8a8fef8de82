"""Who may make which move from where: one table, every person on every state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies import workflow
from casestudies.models import CaseStudy, Edition, Retirement, User
from casestudies.workflow.rules import MOVES
from outcomes.models import Strand
from tests import factories as make
from tests import lives
from tests.db.workflow.conftest import MemberOf

# who → state → the verbs open to them. `rita` is the reviewer who has claimed it.
NOTHING: dict[str, list[str]] = {}
OPEN = {
    "somebody": NOTHING,
    "editor": {"draft": ["submit"], "changes_requested": ["submit"], "published": ["reopen"], "rejected": ["reopen"]},
    "rita": {
        "submitted": ["claim"],
        "in_review": ["release", "check", "request_changes", "reject", "approve"],
        "approved": ["release", "request_changes", "reject", "schedule", "publish"],
        "published": ["withdraw"],
    },
    "other reviewer": {
        "submitted": ["claim"],
        "in_review": ["release"],
        "approved": ["release", "schedule", "publish"],
        "published": ["withdraw"],
    },
    "curator": {
        "draft": ["submit"],
        "changes_requested": ["submit"],
        "submitted": ["claim"],
        "in_review": ["release"],
        "approved": ["release", "schedule", "publish"],
        "rejected": ["reopen"],
        "published": ["reopen", "withdraw"],
    },
    "data protection officer": {"published": ["withdraw"]},
    "deactivated": NOTHING,
}
STATES = ("draft", "submitted", "in_review", "changes_requested", "rejected", "approved", "published", "withdrawn")


def bring_to(state: str, study: CaseStudy, rita: User) -> CaseStudy:
    if state in {"submitted", "in_review", "changes_requested", "rejected", "approved"}:
        lives.submitted(study)
    if state in {"in_review", "changes_requested", "rejected", "approved"}:
        workflow.claim(study, by=rita)
    if state == "changes_requested":
        workflow.request_changes(study, by=rita, reason="Say more.")
    if state == "rejected":
        workflow.reject(study, by=rita, reason="It is not about children.")
    if state == "approved":
        workflow.approve(lives.checked(study, by=rita), by=rita)
    if state in {"published", "withdrawn"}:
        lives.publish(study, by=rita)
    if state == "withdrawn":
        workflow.withdraw(study, by=rita, reason="They asked.")
    return CaseStudy.objects.select_related("reviewer", "project").get(pk=study.pk)


@pytest.mark.parametrize("state", STATES)
def test_the_table(study: CaseStudy, rita: User, editor: User, member_of: MemberOf, state: str) -> None:
    people = {
        "somebody": make.UserFactory(),
        "editor": editor,
        "rita": rita,
        "other reviewer": make.ReviewerFactory(),
        "curator": member_of("curator"),
        "data protection officer": member_of("data protection officer"),
        "deactivated": make.ReviewerFactory(is_active=False),
    }
    found = bring_to(state, study, rita)
    assert found.status == state
    assert {who: workflow.allowed(found, by=user) for who, user in people.items()} == {
        who: OPEN[who].get(state, []) for who in people
    }


WITH_A_REASON = ("request_changes", "reject", "confirm", "withdraw")


def call(verb: str, study: CaseStudy, by: User) -> object:
    words: dict[str, dict[str, object]] = {one: {"reason": "Why."} for one in WITH_A_REASON}
    words |= {"check": {"said": {}}, "schedule": {"at": timezone.now() + timedelta(days=1)}}
    return getattr(workflow, verb)(study, by=by, **words.get(verb, {}))


@pytest.mark.parametrize("verb", MOVES)
def test_the_verbs_themselves_ask_whoever_calls_them(study: CaseStudy, verb: str) -> None:
    for nobody in (make.UserFactory(), make.UserFactory(is_superuser=True, is_active=False)):
        with pytest.raises(workflow.Refused, match=r"^It can be [\w ]+ only by (a reviewer|its editors), a curator"):
            call(verb, study, nobody)


WRONG = {
    "submit": ("approved", "It cannot be sent for review now: it is approved."),
    "claim": ("in_review", "It cannot be claimed now: it is being reviewed, by rita@example.org."),
    "release": ("submitted", "It cannot be released now: it is waiting for a reviewer."),
    "request_changes": ("published", "It cannot be sent back for changes now: it is published."),
    "approve": ("changes_requested", "It cannot be approved now: it is with its editors, who were asked for changes."),
    "check": ("approved", "It cannot be checked now: it is approved, by rita@example.org."),
    "reject": ("published", "It cannot be turned down now: it is published."),
    "confirm": ("in_review", "It cannot be confirmed now: it is being reviewed, by rita@example.org."),
    "schedule": ("published", "It cannot be scheduled now: it is published."),
    "unschedule": ("rejected", "It cannot be taken off the schedule now: it is turned down."),
    "publish": ("draft", "It cannot be published now: it is still a draft."),
    "reopen": ("in_review", "It cannot be opened as a new draft now: it is being reviewed."),
}


@pytest.mark.parametrize("verb", WRONG)
def test_a_move_from_a_wrong_state_is_refused_in_words(study: CaseStudy, rita: User, editor: User, verb: str) -> None:
    state, words = WRONG[verb]
    bring_to(state, study, rita)
    with pytest.raises(workflow.Refused) as refused:
        call(verb, study, editor if verb in {"submit", "reopen"} else rita)
    assert str(refused.value) == words


# ---------------------------------------------------------------------------------------------- nobody judges their own

OWN = "by you, because you wrote or sent it, or work for its provider"


def test_nobody_reviews_what_they_sent_themselves(study: CaseStudy, member_of: MemberOf) -> None:
    curator = member_of("curator")
    workflow.submit(study, by=curator)
    with pytest.raises(workflow.Refused, match=OWN):
        workflow.claim(study, by=curator)


def test_nor_what_their_own_organisation_provides(study: CaseStudy, rita: User) -> None:
    make.MembershipFactory(user=rita, organisation=study.project.provider)
    lives.submitted(study)
    with pytest.raises(workflow.Refused, match=OWN):
        workflow.claim(study, by=rita)


def _wrote_a_word(study: CaseStudy, user: User) -> None:
    study.outcome += " It was looked at again."
    study._history_user = user
    study.save()


def _wrote_about_the_project(study: CaseStudy, user: User) -> None:
    study.project._history_user = user
    study.project.save()


def _described_a_strand(study: CaseStudy, user: User) -> None:
    strand: Strand = make.StrandFactory.build(project=study.project)
    strand._history_user = user
    strand.save()


def _uploaded_scores(study: CaseStudy, user: User) -> None:
    make.ScoreUploadFactory(cohort__strand__project=study.project, by=user)


@pytest.mark.parametrize(
    "work", [_wrote_a_word, _wrote_about_the_project, _described_a_strand, _uploaded_scores], ids=lambda f: f.__name__
)
def test_nor_what_they_wrote_before_or_while_they_judge_it(study: CaseStudy, rita: User, ron: User, work) -> None:
    lives.claimed(study, by=rita)
    work(CaseStudy.objects.get(pk=study.pk), rita)
    with pytest.raises(workflow.Refused, match=OWN):
        workflow.approve(study, by=rita)
    workflow.release(study, by=rita)
    with pytest.raises(workflow.Refused, match=OWN):
        workflow.claim(study, by=rita)
    workflow.claim(study, by=ron)


def test_what_has_been_published_since_is_nobodys_own_any_more(study: CaseStudy, rita: User, ron: User) -> None:
    _wrote_a_word(study, rita)
    lives.publish(study, by=ron)
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    lives.claimed(study, by=rita)
    assert workflow.approve(lives.checked(study, by=rita), by=rita)


# ----------------------------------------------------------------------------------- retiring figures is for two people


def test_retiring_figures_takes_a_second_person(study: CaseStudy, rita: User, ron: User) -> None:
    lives.publish(study, by=rita)
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    lives.approved(study, by=rita, note="Scores corrected.", retire_earlier=True)
    for publisher in (rita, ron):
        with pytest.raises(workflow.Refused, match="no second checker has confirmed that yet"):
            workflow.publish(study, by=publisher)
    assert study.editions.count() == 1
    assert not Retirement.objects.exists()
    workflow.confirm(study, by=ron, reason="The old scores were wrong.")
    workflow.publish(study, by=rita)
    retirement = Retirement.objects.get()
    assert (retirement.edition.number, retirement.replaced_by.number, retirement.reason) == (1, 2, "Scores corrected.")
    assert (retirement.by, retirement.second_checker) == (rita, ron)
    assert Edition.objects.get(current=True).published_by == rita
