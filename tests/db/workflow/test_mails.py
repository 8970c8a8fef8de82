"""Who hears of which move, and that no mail says more than that there is something."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies import workflow
from casestudies.models import CaseStudy, OutgoingMail, User
from tests import factories as make
from tests import lives

HOME = "https://portal.example"


@pytest.fixture
def people(study: CaseStudy) -> User:
    """Two colleagues at the provider, Rita and Ron who review; and those who must hear nothing."""
    organisation = study.project.provider
    ann = make.MembershipFactory(user__email="ann@example.org", organisation=organisation).user
    make.MembershipFactory(user__email="owner@example.org", organisation=organisation, role="owner")
    make.MembershipFactory(user__email="left@example.org", user__is_active=False, organisation=organisation)
    make.MembershipFactory(user__email="elsewhere@example.org")
    make.MembershipFactory(user__email="made-up@example.invalid", organisation=organisation)
    make.ReviewerFactory(email="gone@example.org", is_active=False)
    make.UserFactory(email="admin@example.org", is_superuser=True)
    return ann


def told() -> dict[str, list[str]]:
    """Subject → to whom, of the mails put into the outbox since the last look."""
    found: dict[str, list[str]] = {}
    for mail in OutgoingMail.objects.order_by("pk"):
        found.setdefault(mail.subject, []).append(mail.to)
    OutgoingMail.objects.all().delete()
    return found


EDITORS, REVIEWERS = ["ann@example.org", "owner@example.org"], ["rita@example.org", "ron@example.org"]


def test_who_hears_of_each_move(study: CaseStudy, people: User, rita: User, ron: User) -> None:
    workflow.submit(study, by=people)
    reference = CaseStudy.objects.get().reference
    assert told() == {
        f"Open Door has been sent for review: {reference}": EDITORS,
        f"To be reviewed: Open Door, {reference}": REVIEWERS,
    }
    workflow.claim(study, by=rita)
    workflow.release(study, by=rita)
    workflow.claim(study, by=rita)
    assert told() == {}
    workflow.request_changes(study, by=rita, reason="Say more.")
    assert told() == {f"Changes are asked for: Open Door, {reference}": EDITORS}
    workflow.submit(study, by=people)
    workflow.claim(study, by=ron)
    told()
    workflow.approve(lives.checked(study, by=ron), by=ron)
    assert told() == {f"Approved: Open Door, {reference}": EDITORS}
    workflow.publish(study, by=ron)
    assert told() == {"Published: Open Door": EDITORS}
    workflow.reopen(study, by=people)
    assert told() == {}
    workflow.withdraw(study, by=ron, reason="They asked.")
    assert told() == {"Withdrawn: Open Door": EDITORS}


def test_no_mail_says_what_is_in_it(people: User, rita: User) -> None:
    """A reason, a comment and a note are there to leak, and so are the story and its figures."""
    study = make.CaseStudyFactory(slug="two-homes", project__name="Two Homes", headline="SECRET headline 4321")
    organisation = study.project.provider
    make.MembershipFactory(user=people, organisation=organisation)
    workflow.submit(study, by=people, note="SECRET note 4321")
    workflow.claim(study, by=rita)
    asked = workflow.comment(study, section="results", words="SECRET: where do 4321 come from?", by=rita)
    workflow.request_changes(study, by=rita, reason="SECRET reason 4321")
    workflow.settle(asked, by=people)
    workflow.submit(study, by=people, note="SECRET note 4321")
    workflow.claim(study, by=rita)
    workflow.approve(lives.checked(study, by=rita), by=rita)
    workflow.publish(study, by=rita)
    workflow.remind(timezone.now() + timedelta(days=400))
    workflow.withdraw(study, by=rita, reason="SECRET reason 4321")
    mails = list(OutgoingMail.objects.filter(to=people.email).order_by("pk"))
    assert len(mails) == 7
    for mail in mails:
        assert "SECRET" not in mail.subject + mail.body
        assert "4321" not in mail.subject + mail.body
        assert "rita" not in mail.body, "who reviewed it is not for its editors to know"
        assert mail.body.endswith("\n\nPlain Account\n")
        assert "{" not in mail.body


@pytest.mark.parametrize(
    ("to", "address"),
    [("ann@example.org", "/desk/open-door/"), ("rita@example.org", "/review/open-door/")],
)
def test_the_link_leads_there(study: CaseStudy, people: User, rita: User, to: str, address: str) -> None:
    workflow.submit(study, by=people)
    assert f"\n{HOME}{address}\n" in OutgoingMail.objects.get(to=to).body


def test_a_refused_move_tells_nobody(study: CaseStudy, people: User, rita: User) -> None:
    CaseStudy.objects.update(headline="")
    with pytest.raises(workflow.Refused):
        workflow.submit(study, by=people)
    with pytest.raises(workflow.Refused):
        workflow.withdraw(study, by=rita, reason="Why not.")
    assert told() == {}


# ------------------------------------------------------------------------------------------------------------ reminders


def test_a_reminder_once_its_day_has_come_and_once_only(study: CaseStudy, people: User, rita: User) -> None:
    lives.publish(study, by=rita)
    told()
    day = CaseStudy.objects.get().review_by
    assert day is not None
    noon = timezone.now().replace(hour=12) + timedelta(days=(day - timezone.localdate()).days)
    assert workflow.remind(noon - timedelta(days=1)) == 0
    assert workflow.remind(noon) == 1
    body = OutgoingMail.objects.get(to="ann@example.org").body
    assert f"looked at again by {day:%-d %B %Y}" in body
    assert told().keys() == {"Is it still right? Open Door"}
    assert workflow.remind(noon) == workflow.remind(noon + timedelta(days=30)) == 0
    assert told() == {}
    CaseStudy.objects.update(review_by=day + timedelta(days=7))
    assert workflow.remind(noon) == 0
    assert workflow.remind(noon + timedelta(days=7)) == 1, "a new date is a new reminder"


def test_where_nobody_is_left_at_the_provider_the_reviewers_are_reminded(study: CaseStudy, rita: User) -> None:
    lives.publish(study, by=rita)
    study.project.provider.memberships.all().delete()
    told()
    assert workflow.remind(timezone.now() + timedelta(days=400)) == 1
    assert told() == {"Is it still right? Open Door": ["rita@example.org"]}


def test_nobody_is_reminded_of_what_readers_cannot_read(study: CaseStudy, rita: User) -> None:
    CaseStudy.objects.update(review_by=timezone.localdate())
    gone = make.CaseStudyFactory()
    lives.publish(gone, by=rita)
    workflow.withdraw(gone, by=rita, reason="They asked.")
    assert workflow.remind(timezone.now() + timedelta(days=400)) == 0
