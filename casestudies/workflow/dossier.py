"""All a reviewer needs to judge a case study, in one piece."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from casestudies.editions import document
from casestudies.editions import publish as editions
from casestudies.editions.changes import Reworded, changes, reworded
from casestudies.editions.document import EditionDocument
from casestudies.editions.wordcheck import MarkedText, marked_texts
from casestudies.models import CaseStudy, ChecklistPoint, Comment, Decision, Point, Section, Submission, User
from casestudies.workflow import checklist
from casestudies.workflow.approvals import approval_of, confirmation_of
from casestudies.workflow.completeness import Missing, missing
from casestudies.workflow.drafts import composed, held_back, may_retire
from casestudies.workflow.findings import ASKS, DisclosureSheet, disclosure_sheet, findings
from casestudies.workflow.rules import allowed

TOWARDS_READERS = {"confirm", "schedule", "publish"}  # moves of what was approved, and of nothing else
# where its words are the ones that were sent; an edit now would be one nobody has announced
JUDGED = {CaseStudy.Status.SUBMITTED, CaseStudy.Status.IN_REVIEW, CaseStudy.Status.APPROVED}


@dataclass(frozen=True)
class Difference:
    """What is different from an earlier version, and which that was: sent then, or the edition of this number."""

    sent_at: datetime | None
    edition: int | None
    sentences: list[str]
    reworded: list[Reworded]


@dataclass(frozen=True)
class CheckedPoint:
    """A point of the checklist: what it asks, what the portal found, and what a reviewer said of it, if anything.

    `holds` is whether that was a tick of whoever has claimed it, on the document as it is composed now.
    """

    point: Point
    asks: str
    found: list[str]
    said: ChecklistPoint | None
    holds: bool


@dataclass(frozen=True)
class Dossier:
    """A case study as it would be published now. `fingerprint` goes back with an approval: see `workflow.approve`.

    `retires_earlier`: as if the figures of all earlier editions were retired, so that corrected ones show.
    """

    case_study: CaseStudy
    document: EditionDocument
    retires_earlier: bool
    held_back: bool  # figures stand still, or are hidden, beside earlier editions
    may_retire: bool  # those of earlier editions, which would let newer ones show; asked for where they are held back
    checklist: list[CheckedPoint]
    sheet: DisclosureSheet
    approval: Decision | None
    confirmation: Decision | None
    changed_since_approved: bool  # it would be refused at whatever leads to readers
    is_first: bool  # readers have no edition of it yet
    note: str
    fingerprint: str
    allowed: list[str]
    marked: tuple[MarkedText, ...]
    missing: list[Missing]
    difference: Difference | None
    changed_since_sent: list[str]
    submission: Submission | None
    comments: list[tuple[str, list[Comment]]]
    decisions: list[Decision]

    @property
    def standing(self) -> int:
        """The number of the newest decision that this dossier knows of: see `workflow.rules.moving`."""
        return self.decisions[0].pk if self.decisions else 0

    @property
    def unsettled(self) -> list[Comment]:
        """The comments that nobody has settled."""
        return [comment for _, about in self.comments for comment in about if comment.settled_at is None]

    @property
    def is_checked(self) -> bool:
        """Whether whoever has claimed it has ticked every point for the document as it is now."""
        return all(point.holds for point in self.checklist)

    @property
    def wants_second_check(self) -> bool:
        """Whether something was let stand that nobody else has confirmed yet."""
        return self.approval is not None and bool(self.approval.let_stand) and self.confirmation is None


def dossier(case_study: CaseStudy, *, by: User, note: str | None = None, retire_earlier: bool = False) -> Dossier:
    """The dossier for `by`, with this note for readers (if None, its editors'); composes and changes nothing."""
    approval = approval_of(case_study)
    retire_earlier = (approval.retires_earlier if approval else retire_earlier) and may_retire(case_study)
    sent = list(case_study.submissions.select_related("by"))
    newest = sent[0] if sent else None
    if note is None:
        note = newest.note if newest else ""
    new = composed(case_study, note=note, retire_earlier=retire_earlier)
    fingerprint = editions.fingerprint(new, but_for_the_note=True)
    approved = replace(new, note=approval.reason) if approval else new
    changed = approval is not None and editions.fingerprint(approved) != approval.approved_sha256
    verbs = allowed(case_study, by=by)
    waits = held_back(new)
    return Dossier(
        case_study=case_study,
        document=new,
        retires_earlier=retire_earlier,
        held_back=waits,
        may_retire=waits and may_retire(case_study),
        checklist=_checklist(case_study, new, fingerprint),
        sheet=disclosure_sheet(new),
        approval=approval,
        confirmation=confirmation_of(approval) if approval else None,
        changed_since_approved=changed,
        is_first=not case_study.editions.exists(),
        note=note,
        fingerprint=fingerprint,
        allowed=[verb for verb in verbs if not (changed and verb in TOWARDS_READERS)],
        marked=marked_texts(new, small=settings.PORTAL_SMALL),
        missing=missing(case_study),
        difference=_difference(case_study, sent, new),
        changed_since_sent=(
            changes(document.load(newest.document), new) if newest and case_study.status in JUDGED else []
        ),
        submission=newest,
        comments=_by_section(case_study),
        decisions=list(case_study.decisions.select_related("by", "edition")),
    )


def _checklist(case_study: CaseStudy, new: EditionDocument, fingerprint: str) -> list[CheckedPoint]:
    said, found = checklist.kept(case_study), findings(case_study, new)
    reviewer = case_study.reviewer
    return [
        CheckedPoint(
            point,
            ASKS[point],
            found[point],
            said.get(point),
            checklist.holds(said.get(point), by=reviewer, fingerprint=fingerprint),
        )
        for point in Point
    ]


def _difference(case_study: CaseStudy, sent: list[Submission], new: EditionDocument) -> Difference | None:
    """What is new since it was last judged: the sending before this one, or else the live edition; None for a first."""
    current = case_study.editions.filter(current=True).first()
    earlier = sent[1] if len(sent) > 1 else None
    if earlier and (current is None or earlier.at > current.published_at):
        old = document.load(earlier.document)
        return Difference(earlier.at, None, changes(old, new), reworded(old, new))
    if current and current.document:
        old = document.load(current.document)
        return Difference(None, current.number, changes(old, new), reworded(old, new))
    return None


def _by_section(case_study: CaseStudy) -> list[tuple[str, list[Comment]]]:
    """Each section that has comments, in the order of the tasks, with its comments in the order they were made."""
    comments = list(case_study.comments.select_related("by", "settled_by"))
    found = ((label, [c for c in comments if c.section == section]) for section, label in Section.choices)
    return [(label, about) for label, about in found if about]
