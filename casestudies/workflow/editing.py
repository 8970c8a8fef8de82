"""The moves from the editors' side: send it, open it again; and taking it down."""

import secrets

from django.conf import settings
from django.utils import timezone

from casestudies.editions import document
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Decision, Submission, Tombstone, User
from casestudies.search import index
from casestudies.workflow import mails
from casestudies.workflow.drafts import composed, nothing_new, refuse_long, refuse_unfinished, says_the_same
from casestudies.workflow.rules import WORDS_CHECKED, Refused, moved, moving
from outcomes.disclosure import marks

LETTERS = "BCDFGHJKMNPQRTVWXY34679"  # no two are mistaken for each other on the telephone, and none spell a word


def submit(case_study: CaseStudy, *, by: User, note: str = "") -> Submission:
    """Send it for review; `note` says to readers of the next edition what changed, where there is one already.

    Everything is looked at again. Raises Refused with all that is missing, and where readers would learn nothing new.
    """
    note = note.strip()
    refuse_long(note)
    with moving("submit", case_study, by=by) as case:
        refuse_unfinished(case)
        new = composed(case, note=note)
        # figures that must stand still beside earlier ones may move once those are retired: that is new, too
        if says_the_same(case, new) and says_the_same(case, composed(case, note=note, retire_earlier=True)):
            raise nothing_new(new)
        case.reference = case.reference or _new_reference()
        moved("submit", case, by=by, submitted_at=timezone.now(), reviewer=None, reference=case.reference)
        submission = Submission.objects.create(case_study=case, by=by, note=note, document=document.dump(new))
        mails.tell_editors("submitted", case)
        mails.tell_reviewers("to_review", case)
    return submission


def reopen(case_study: CaseStudy, *, by: User) -> Decision:
    """Open one that is published or was turned down as a new draft; readers keep its live edition, if there is one,
    until the next one is published."""
    with moving("reopen", case_study, by=by) as case:
        return moved("reopen", case, by=by)


def withdraw(
    case_study: CaseStudy, *, by: User, reason: str, words_checked: str = "", standing: int | None = None
) -> Tombstone:
    """Take a case study down for good; every address of it answers 410 with the public `reason`.

    `words_checked` as for `approve`: the reason is read by everybody and cannot be changed afterwards.
    """
    with moving("withdraw", case_study, by=by, standing=standing) as case:
        if not reason.strip():
            raise Refused("Withdrawing needs a reason: readers of its address will see it.")
        refuse_long(reason)
        if not words_checked.strip() and (marked := marks(reason, (), (), small=settings.PORTAL_SMALL)):
            raise Refused(*(f"In the reason: {mark.reason}." for mark in marked), WORDS_CHECKED)
        case.editions.filter(current=True).update(current=False)
        index.forget(case.slug)
        evidence.forget(case.slug)
        tombstone = Tombstone.objects.create(
            slug=case.slug, title=str(case.project), withdrawn_at=timezone.now(), reason=reason.strip()
        )
        moved(
            "withdraw",
            case,
            by=by,
            reason=reason,
            decided={"words_checked": words_checked.strip()},
            reviewer=None,
            stale=False,
        )
        mails.tell_editors("withdrawn", case)
    return tombstone


def _new_reference() -> str:
    """What editors and reviewers call it by: PA-2026-K7WX. It opens nothing, so it need not be a secret."""
    while True:
        ending = "".join(secrets.choice(LETTERS) for _ in range(4))
        reference = f"PA-{timezone.localdate().year}-{ending}"
        if not CaseStudy.objects.filter(reference=reference).exists():
            return reference
