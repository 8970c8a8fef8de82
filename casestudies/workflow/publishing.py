"""Approving and publishing: what the reviewer approved is what is published."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from casestudies import access
from casestudies.editions import publish as editions
from casestudies.editions.document import EditionDocument
from casestudies.editions.wordcheck import marked_texts
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Decision, Edition, Erasure, Retirement, User
from casestudies.search import index
from casestudies.workflow import mails
from casestudies.workflow.drafts import (
    composed,
    newest_submission,
    nothing_new,
    refuse_long,
    refuse_unfinished,
    says_the_same,
)
from casestudies.workflow.rules import WORDS_CHECKED, Refused, moved, moving
from outcomes.models import Cohort

ERASED_SINCE = (
    "A client's records have been erased since an earlier edition. Its figures cannot be retired in favour of new ones:"
    " whoever kept them could tell the two apart by that client."
)
CHANGED_SINCE_SEEN = "It has changed since you opened this page. Look at it again before you approve it."
CHANGED_SINCE_APPROVED = "It has changed since it was approved. Release it, and have it reviewed again."


def approve(
    case_study: CaseStudy,
    *,
    by: User,
    note: str | None = None,
    words_checked: str = "",
    seen: str = "",
    retire_earlier: bool = False,
) -> Decision:
    """Approve the document as it is composed now; its hash is kept, and nothing else can be published.

    `note` is what readers are told of it (as its editors said when they sent it, if None). `words_checked` says why
    words that may tell of very few people can stand: it is asked for where there are any, and kept. `seen` is the
    `fingerprint` of the document that was looked at, composed without a note. `retire_earlier` retires the figures of
    all earlier editions so that corrected ones may show; then a second person has to publish, and answers for it too.
    """
    with moving("approve", case_study, by=by) as case:
        refuse_unfinished(case)
        if note is None:
            submission = newest_submission(case)
            note = submission.note if submission else ""
        refuse_long(note := note.strip())
        if retire_earlier:
            _refuse_after_an_erasure(case)
        new = composed(case, note=note, retire_earlier=retire_earlier)
        if seen and editions.fingerprint(new, but_for_the_note=True) != seen:
            raise Refused(CHANGED_SINCE_SEEN)
        if says_the_same(case, new):
            raise nothing_new(new)
        _refuse_unchecked(new, words_checked)
        decided = {
            "words_checked": words_checked.strip(),
            "approved_sha256": editions.fingerprint(new),
            "retires_earlier": retire_earlier,
        }
        mails.tell_editors("approved", case)
        return moved("approve", case, by=by, reason=note, decided=decided)


def publish(case_study: CaseStudy, *, by: User) -> Edition:
    """Make what was approved the current edition, to be looked at again in a year.

    The facts are composed once more; Refused when that is not, to the last character, what was approved.
    """
    with moving("publish", case_study, by=by) as case:
        now = timezone.now()
        lock_scores(case)
        approval = case.decisions.filter(to_status=CaseStudy.Status.APPROVED).latest("pk")
        new = composed(case, note=approval.reason, retire_earlier=approval.retires_earlier)
        if editions.fingerprint(new) != approval.approved_sha256:
            raise Refused(CHANGED_SINCE_APPROVED)
        edition = editions.freeze(new, case, by=by, at=now)
        if approval.retires_earlier:
            _retire_earlier(edition, by=approval.by, second_checker=by, reason=approval.reason or "scores corrected")
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


def _refuse_unchecked(new: EditionDocument, words_checked: str) -> None:
    marked = marked_texts(new, small=settings.PORTAL_SMALL)
    if marked and not words_checked.strip():
        raise Refused(*(f"In the {found.part}: {found.mark.reason}." for found in marked), WORDS_CHECKED)


def _refuse_after_an_erasure(case_study: CaseStudy) -> None:
    """Retiring takes figures out of sight, but not out of a reader's copy: beside them the new ones would be the person
    who was erased."""
    oldest = case_study.editions.filter(retirement=None).order_by("number").first()
    erased = Erasure.objects.filter(kind=Erasure.Kind.RECORDS, project=case_study.project.key)
    if oldest and erased.filter(at__gt=oldest.published_at).exists():
        raise Refused(ERASED_SINCE)


def _retire_earlier(edition: Edition, *, by: User, second_checker: User, reason: str) -> None:
    if by == second_checker or not access.can_override_disclosure(second_checker):
        raise Refused("Retiring figures needs a second person who may do so.")
    earlier = Edition.objects.filter(case_study=edition.case_study, number__lt=edition.number, retirement=None)
    for old in earlier.order_by("number"):
        Retirement.objects.create(edition=old, replaced_by=edition, by=by, second_checker=second_checker, reason=reason)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
