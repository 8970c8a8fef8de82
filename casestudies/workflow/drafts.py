"""The document a case study would be published as, and why it cannot be sent or approved as it is."""

from dataclasses import replace

from django.utils import timezone

from casestudies.editions import document
from casestudies.editions import publish as editions
from casestudies.editions.document import EditionDocument
from casestudies.models import CaseStudy, Decision, Submission
from casestudies.workflow.completeness import missing
from casestudies.workflow.rules import Refused

NOTHING_NEW = "Nothing has changed since the current edition."
HELD_BACK = "Newer scores are held back until enough have come in that nobody can be found by comparing."
CHANGED_SINCE_SEEN = "It has changed since you opened this page. Look at it again before you go on."
CHANGED_SINCE_APPROVED = "It has changed since it was approved. Release it, and have it reviewed again."
LONGEST_NOTE = 500  # characters of what readers are told, and of a tombstone's reason


def composed(case_study: CaseStudy, *, note: str = "", retire_earlier: bool = False) -> EditionDocument:
    """The next edition as it would be published today."""
    return editions.composed(case_study, published=timezone.localdate(), note=note, forget_earlier=retire_earlier)


def as_approved(case_study: CaseStudy, approval: Decision) -> EditionDocument:
    """The document that was approved, composed once more. Raises Refused where it says anything else by now."""
    new = composed(case_study, note=approval.reason, retire_earlier=approval.retires_earlier)
    if editions.fingerprint(new) != approval.approved_sha256:
        raise Refused(CHANGED_SINCE_APPROVED)
    return new


def refuse_unfinished(case_study: CaseStudy) -> None:
    """Raise Refused where something is missing that no reader can do without."""
    if lacks := missing(case_study):
        raise Refused(f"It is not finished: it needs {', '.join(map(str, lacks))}.")


def refuse_long(words: str) -> None:
    """Raise Refused for a note or reason that is longer than readers are shown."""
    if len(words) > LONGEST_NOTE:
        raise Refused(f"Readers are told in at most {LONGEST_NOTE} characters; these are {len(words)}.")


def nothing_new(new: EditionDocument) -> Refused:
    """The refusal of an edition that would say what the current one says, with the reason one would not guess."""
    waiting = any(cohort.block.carried_from for cohort in new.cohorts)
    return Refused(NOTHING_NEW, *([HELD_BACK] if waiting else []))


def says_the_same(case_study: CaseStudy, new: EditionDocument) -> bool:
    """Whether readers would learn nothing from `new` that the current edition does not say."""
    current = case_study.editions.filter(current=True).first()
    if current is None or current.document is None:
        return False
    old = document.load(current.document)
    return old == replace(new, edition=old.edition, published=old.published, note=old.note)


def newest_submission(case_study: CaseStudy) -> Submission | None:
    """The last time it was sent."""
    return case_study.submissions.first()
