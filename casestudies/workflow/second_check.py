"""What one reviewer has let stand against the rules of disclosure, and the second one who confirms it."""

from casestudies import access
from casestudies.editions import publish as editions
from casestudies.editions.wordcheck import MarkedText
from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow.drafts import CHANGED_SINCE_APPROVED, composed
from casestudies.workflow.rules import Refused, moved, moving

EARLIER_RETIRED = "The figures of all earlier editions are retired, so that corrected ones may show."
WANTS_SECOND = "Something in it was let stand against the rules, and no second checker has confirmed that yet."


def let_stand(marked: tuple[MarkedText, ...], *, retire_earlier: bool) -> list[str]:
    """Each override of an approval in a sentence, for the second checker and for the record."""
    phrases = [f"In the {found.part}: “{found.mark.words}” ({found.mark.reason})" for found in marked]
    return [*phrases, *([EARLIER_RETIRED] if retire_earlier else [])]


def approval_of(case_study: CaseStudy) -> Decision | None:
    """The approval that stands, if any."""
    if case_study.status != CaseStudy.Status.APPROVED:
        return None
    approvals = case_study.decisions.select_related("by")
    return approvals.filter(to_status=CaseStudy.Status.APPROVED, kind=Decision.Kind.MOVE).latest("pk")


def confirmation_of(approval: Decision) -> Decision | None:
    """A second person's confirmation of what this approval lets stand."""
    later = approval.case_study.decisions.filter(pk__gt=approval.pk, kind=Decision.Kind.CONFIRMED)
    return later.exclude(by=approval.by).select_related("by").first()


def wants_second_check(case_study: CaseStudy) -> bool:
    """Whether it is approved with something let stand that nobody else has confirmed."""
    approval = approval_of(case_study)
    return approval is not None and bool(approval.let_stand) and confirmation_of(approval) is None


def confirm(case_study: CaseStudy, *, by: User, reason: str, standing: int | None = None) -> Decision:
    """Confirm what was let stand, as somebody else than who approved it; without that it is never published."""
    with moving("confirm", case_study, by=by, standing=standing) as case:
        approval = case.decisions.filter(to_status=case.status, kind=Decision.Kind.MOVE).latest("pk")
        if not wants_second_check(case):
            raise Refused("There is nothing in it for a second checker to confirm.")
        if by == approval.by:
            raise Refused("You approved it yourself: somebody else has to confirm what was let stand.")
        if not access.can_override_disclosure(by):
            raise Refused("Confirming this needs somebody who may do so.")
        if not reason.strip():
            raise Refused("Say why it may stand: that is kept with the decision.")
        new = composed(case, note=approval.reason, retire_earlier=approval.retires_earlier)
        if editions.fingerprint(new) != approval.approved_sha256:
            raise Refused(CHANGED_SINCE_APPROVED)
        return moved("confirm", case, by=by, reason=reason, decided={"kind": Decision.Kind.CONFIRMED})
