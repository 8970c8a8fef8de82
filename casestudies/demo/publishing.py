"""Publishing the demonstration's case studies, through the same door as everybody else's."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import Group
from django.utils import timezone

from casestudies import access, workflow
from casestudies.editions.publish import composed, row
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Decision, Edition, Membership, Point, User
from casestudies.search import index

WORDS_CHECKED = "The example is invented: no word here tells of a real person."
EDITOR, PUBLISHER, SECOND_CHECKER = "demo-editor@example.invalid", "demo@example.invalid", "demo-second@example.invalid"


def editor() -> User:
    """The made-up editor who writes and sends everything; nobody can sign in as them."""
    return _person(EDITOR)


def reviewer(email: str = PUBLISHER) -> User:
    """The made-up reviewer of this address; nobody can sign in as them."""
    user = _person(email)
    user.groups.add(Group.objects.get_or_create(name=access.REVIEWER)[0])
    return user


def _person(email: str) -> User:
    return User.objects.filter(email=email).first() or User.objects.create_user(email)


def send(case_study: CaseStudy, *, note: str = "") -> None:
    """Send it for review as somebody who works for its provider; a published one is opened again first."""
    by = editor()
    Membership.objects.get_or_create(user=by, organisation=case_study.project.provider)
    if case_study.status == CaseStudy.Status.PUBLISHED:
        workflow.reopen(case_study, by=by)
    workflow.submit(case_study, by=by, note=note)


def publish(case_study: CaseStudy, *, note: str = "", words_checked: str = "", retire_earlier: bool = False) -> None:
    """Lead it through its whole life; a second reviewer confirms what the first let stand."""
    by = reviewer()
    send(case_study, note=note)
    approve(case_study, words_checked=words_checked, retire_earlier=retire_earlier)
    if workflow.wants_second_check(case_study):
        workflow.confirm(case_study, by=reviewer(SECOND_CHECKER), reason=words_checked)
    workflow.publish(case_study, by=by)
    case_study.refresh_from_db()


def check(case_study: CaseStudy, *, by: User, retire_earlier: bool = False) -> None:
    """Tick every point of the checklist."""
    said = {point.value: workflow.Said(sound=True) for point in Point}
    workflow.check(case_study, said, by=by, retire_earlier=retire_earlier)


def approve(
    case_study: CaseStudy,
    *,
    words_checked: str,
    retire_earlier: bool = False,
    publish_at: datetime | None = None,
) -> None:
    """Claim, check and approve what has been sent, perhaps for a set time."""
    by = reviewer()
    workflow.claim(case_study, by=by)
    check(case_study, by=by, retire_earlier=retire_earlier)
    workflow.approve(
        case_study, by=by, words_checked=words_checked, retire_earlier=retire_earlier, publish_at=publish_at
    )
    case_study.refresh_from_db()


def publish_new(slugs: Sequence[str], *, words_checked: str = "") -> int:
    """Publish those of the case studies that are there and never had an edition; returns how many."""
    new = CaseStudy.objects.filter(slug__in=slugs, editions=None, status=CaseStudy.Status.DRAFT)
    for case_study in new:
        publish(case_study, words_checked=words_checked)
    return len(new)


def publish_in_bulk(case_studies: Sequence[CaseStudy], *, by: User) -> None:
    """First editions of case studies that already say they are published, and the Decision rows that go with them.

    The documents are composed as everybody's are; only the rows are written many at a time.
    """
    now = timezone.now()
    editions = Edition.objects.bulk_create(_first_edition(case_study, by, now) for case_study in case_studies)
    evidence.index_many(editions)
    Decision.objects.bulk_create(
        Decision(
            case_study_id=edition.case_study_id,
            by=by,
            from_status=CaseStudy.Status.DRAFT,
            to_status=CaseStudy.Status.PUBLISHED,
            edition=edition,
        )
        for edition in editions
    )
    index.index_many(editions)


def _first_edition(case_study: CaseStudy, by: User, at: datetime) -> Edition:
    return row(composed(case_study, published=timezone.localdate(at)), case_study, by=by, at=at)
