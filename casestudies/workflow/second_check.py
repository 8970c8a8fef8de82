"""What one reviewer has let stand against the rules of disclosure, and the second one who confirms it."""

from casestudies import access
from casestudies.editions.wordcheck import MarkedText
from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow.approvals import approval_of
from casestudies.workflow.drafts import as_approved
from casestudies.workflow.rules import Refused, moved, moving

EARLIER_RETIRED = "The figures of all earlier editions are retired, so that corrected ones may show."


def let_stand(marked: tuple[MarkedText, ...], *, retire_earlier: bool) -> list[str]:
    """Each override of an approval in a sentence, for the second checker and for the record."""
    phrases = [f"In the {found.part}: “{found.mark.words}” ({found.mark.reason})" for found in marked]
    return [*phrases, *([EARLIER_RETIRED] if retire_earlier else [])]


def confirm(case_study: CaseStudy, *, by: User, reason: str, standing: int | None = None) -> Decision:
    """Confirm what was let stand, as somebody else than who approved it; without that it is never published."""
    with moving("confirm", case_study, by=by, standing=standing) as case:
        approval = approval_of(case)
        if approval is None or not access.can_override_disclosure(by):
            raise Refused("Confirming this needs somebody who may do so.")
        if not reason.strip():
            raise Refused("Say why it may stand: that is kept with the decision.")
        as_approved(case, approval)
        return moved("confirm", case, by=by, reason=reason, decided={"kind": Decision.Kind.CONFIRMED})
