"""The moves of a reviewer before there is a decision: take it, let it go, send it back."""

from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow import mails
from casestudies.workflow.rules import Refused, moved, moving


def claim(case_study: CaseStudy, *, by: User) -> Decision:
    """Take a case study that waits for a reviewer; of two who try at once the second is told who has it."""
    with moving("claim", case_study, by=by) as case:
        return moved("claim", case, by=by, reviewer=by)


def release(case_study: CaseStudy, *, by: User) -> Decision:
    """Put it back into the queue, its approval forgotten. Any reviewer may: the one who claimed it may be away."""
    with moving("release", case_study, by=by) as case:
        return moved("release", case, by=by, reviewer=None)


def request_changes(case_study: CaseStudy, *, by: User, reason: str) -> Decision:
    """Send it back to its editors with a `reason`; what is to change in which section stands in the comments."""
    with moving("request_changes", case_study, by=by) as case:
        if not reason.strip():
            raise Refused("Asking for changes needs a reason: its editors will see it.")
        mails.tell_editors("changes_requested", case)
        return moved("request_changes", case, by=by, reason=reason)
