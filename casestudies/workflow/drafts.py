"""The document a case study would be published as, and why it cannot be sent or approved as it is."""

from dataclasses import replace

from django.utils import timezone

from casestudies.editions import document
from casestudies.editions import publish as editions
from casestudies.editions.document import EditionDocument
from casestudies.models import CaseStudy, Decision, Erasure, Submission
from casestudies.workflow.completeness import missing
from casestudies.workflow.rules import Refused
from outcomes.figures import Note

NOTHING_NEW = "Nothing has changed since the current edition."
HELD_BACK = "Newer scores are held back until enough have come in that nobody can be found by comparing."
CHANGED_SINCE_SEEN = "It has changed since you opened this page. Look at it again before you go on."
CHANGED_SINCE_APPROVED = "It has changed since it was approved. Release it, and have it reviewed again."
LONGEST_NOTE = 500  # characters of what readers are told, and of a tombstone's reason


def composed(case_study: CaseStudy, *, note: str = "", retire_earlier: bool = False) -> EditionDocument:
    """The next edition as it would be published today; with the figures of all earlier ones retired if it may be."""
    forget = retire_earlier and may_retire(case_study)
    return editions.composed(case_study, published=timezone.localdate(), note=note, forget_earlier=forget)


def may_retire(case_study: CaseStudy) -> bool:
    """Whether the figures of earlier editions can be retired in favour of new ones: not after an erasure. That takes
    them out of sight, but not out of a reader's copy: beside them the new ones would be the person who was erased."""
    oldest = case_study.editions.filter(retirement=None).order_by("number").first()
    erased = Erasure.objects.filter(kind=Erasure.Kind.RECORDS, project=case_study.project.key)
    erased = erased.exclude(scores=0, referrals=0)  # names of files were in no figure
    return oldest is None or not erased.filter(at__gt=oldest.published_at).exists()


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
    return Refused(NOTHING_NEW, *([HELD_BACK] if held_back(new) else []))


def held_back(new: EditionDocument) -> bool:
    """Whether figures stand still, or are hidden, so as not to stand too close beside those of an earlier edition."""
    too_close = any(Note.TOO_CLOSE in cohort.block.notes for cohort in new.cohorts)
    return too_close or any(block.carried_from for block in document.blocks(new))


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
