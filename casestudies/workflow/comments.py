"""What reviewers ask about single sections, and when it is settled."""

from collections.abc import Collection

from django.utils import timezone

from casestudies import access
from casestudies.models import CaseStudy, Comment, Section, User
from casestudies.workflow.rules import Refused


def comment(case_study: CaseStudy, *, section: str, words: str, by: User) -> Comment:
    """Ask the editors about one section. Raises Refused for whoever cannot review it, and for nothing asked."""
    if not access.reviewable_by(by).filter(pk=case_study.pk).exists():
        raise Refused("Only a reviewer, a curator or an admin can comment, once it has been sent for review.")
    if section not in Section.values:
        raise Refused("Say which section the comment is about.")
    if not words.strip():
        raise Refused("A comment needs words.")
    return Comment.objects.create(case_study=case_study, section=section, words=words.strip(), by=by)


def settle(comment: Comment, *, by: User) -> Comment:
    """Say that it has been dealt with; whoever was first is remembered. Its editors and reviewers may."""
    case_study = comment.case_study
    if not (access.can_send(by, case_study) or access.reviewable_by(by).filter(pk=case_study.pk).exists()):
        raise Refused("Only its editors and reviewers can settle a comment.")
    open_still = Comment.objects.filter(pk=comment.pk, settled_at=None)
    open_still.update(settled_at=timezone.now(), settled_by=by)
    comment.refresh_from_db()
    return comment


def refuse_unsettled(case_study: CaseStudy, *, let_stand: Collection[int]) -> None:
    """Raise Refused while a comment is neither settled nor among those (by number) that its reviewer lets stand."""
    number = case_study.comments.filter(settled_at=None).exclude(pk__in=let_stand).count()
    if number:
        told = (
            "1 comment is not settled. Settle it" if number == 1 else f"{number} comments are not settled. Settle each"
        )
        raise Refused(f"{told}, or tick that it may stand.")
