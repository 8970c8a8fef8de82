"""Approving and publishing: what the reviewer approved is what is published."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from casestudies.editions import publish as editions
from casestudies.editions.wordcheck import marked_texts
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Decision, Edition, Retirement, User
from casestudies.search import index
from casestudies.workflow import mails
from casestudies.workflow.approvals import confirmation_of
from casestudies.workflow.checklist import refuse_unchecked
from casestudies.workflow.comments import refuse_unsettled
from casestudies.workflow.drafts import (
    CHANGED_SINCE_SEEN,
    as_approved,
    composed,
    may_retire,
    newest_submission,
    nothing_new,
    refuse_long,
    refuse_unfinished,
    says_the_same,
)
from casestudies.workflow.rules import WORDS_CHECKED, Refused, moved, moving
from casestudies.workflow.scheduling import schedule
from casestudies.workflow.second_check import let_stand
from outcomes.models import Cohort

ERASED_SINCE = (
    "A client's records have been erased since an earlier edition. Its figures cannot be retired in favour of new ones:"
    " whoever kept them could tell the two apart by that client."
)


def approve(
    case_study: CaseStudy,
    *,
    by: User,
    note: str | None = None,
    words_checked: str = "",
    seen: str = "",
    retire_earlier: bool = False,
    comments_stand: Collection[int] = (),
    publish_at: datetime | None = None,
    standing: int | None = None,
) -> Decision:
    """Approve the document as it is composed now; its hash is kept, and nothing else can be published.

    Every point of the checklist has to be ticked by `by` on this very document.
    `note` is what readers are told of it (as its editors said when they sent it, if None). `words_checked` says why
    words that may tell of very few people can stand: it is asked for where there are any, and kept. `seen` is the
    `fingerprint` of the document that was looked at, composed without a note. `retire_earlier` retires the figures of
    all earlier editions so that corrected ones may show. Every comment has to be settled, or be among those (by number)
    that may stand unsettled: `comments_stand`. Whatever is let stand wants a second checker: see `confirm`.
    `publish_at` sets the time as `schedule` does.
    """
    with moving("approve", case_study, by=by, standing=standing) as case:
        refuse_unfinished(case)
        if note is None:
            submission = newest_submission(case)
            note = submission.note if submission else ""
        refuse_long(note := note.strip())
        if retire_earlier and not may_retire(case):
            raise Refused(ERASED_SINCE)
        new = composed(case, note=note, retire_earlier=retire_earlier)
        fingerprint = editions.fingerprint(new, but_for_the_note=True)
        if seen and fingerprint != seen:
            raise Refused(CHANGED_SINCE_SEEN)
        if says_the_same(case, new):
            raise nothing_new(new)
        refuse_unchecked(case, by=by, fingerprint=fingerprint)
        refuse_unsettled(case, let_stand=comments_stand)
        marked = marked_texts(new, small=settings.PORTAL_SMALL)
        if marked and not words_checked.strip():
            raise Refused(*(f"In the {found.part}: {found.mark.reason}." for found in marked), WORDS_CHECKED)
        decided = {
            "words_checked": words_checked.strip(),
            "let_stand": "\n".join(let_stand(marked, retire_earlier=retire_earlier)),
            "approved_sha256": editions.fingerprint(new),
            "retires_earlier": retire_earlier,
        }
        mails.tell_editors("approved", case)
        approval = moved("approve", case, by=by, reason=note, decided=decided)
        if publish_at is not None:
            schedule(case, by=by, at=publish_at)
        return approval


def publish(case_study: CaseStudy, *, by: User, standing: int | None = None) -> Edition:
    """Make what was approved the current edition, to be looked at again in a year.

    The facts are composed once more; Refused when that is not, to the last character, what was approved, and while
    nobody has confirmed what was let stand in it.
    """
    with moving("publish", case_study, by=by, standing=standing) as case:
        now = timezone.now()
        lock_scores(case)
        approval = case.decisions.filter(to_status=case.status, kind=Decision.Kind.MOVE).latest("pk")
        second = confirmation_of(approval)
        new = as_approved(case, approval)
        edition = editions.freeze(new, case, by=by, at=now)
        if approval.retires_earlier and second is not None:
            reason = approval.reason or "scores corrected"
            _retire_earlier(edition, by=approval.by, second_checker=second.by, reason=reason)
        index.index(edition)
        evidence.index(edition)
        fields = {"review_by": _a_year_after(timezone.localdate(now)), "reviewer": None, "stale": False}
        moved("publish", case, by=by, reason=new.note, decided={"edition": edition}, **fields)
        mails.tell_editors("published", case)
    return edition


def lock_scores(case_study: CaseStudy) -> None:
    """Until the transaction ends whoever confirms, undoes or erases scores waits: what is composed and what is kept of
    it is one state of them."""
    cohorts = Cohort.objects.filter(strand__project=case_study.project_id)
    list(cohorts.select_for_update().order_by("pk").values("pk"))


def _retire_earlier(edition: Edition, *, by: User, second_checker: User, reason: str) -> None:
    earlier = Edition.objects.filter(case_study=edition.case_study, number__lt=edition.number, retirement=None)
    for old in earlier.order_by("number"):
        Retirement.objects.create(edition=old, replaced_by=edition, by=by, second_checker=second_checker, reason=reason)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
