"""The moves of a reviewer other than approving: take it, let it go, send it back, turn it down."""

from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow import mails
from casestudies.workflow.rules import Refused, moved, moving


def claim(case_study: CaseStudy, *, by: User, standing: int | None = None) -> Decision:
    """Take a case study that waits for a reviewer; of two who try at once the second is told who has it."""
    with moving("claim", case_study, by=by, standing=standing) as case:
        return moved("claim", case, by=by, reviewer=by)


def release(case_study: CaseStudy, *, by: User, standing: int | None = None) -> Decision:
    """Put it back into the queue, its approval forgotten. Any reviewer may: the one who claimed it may be away."""
    with moving("release", case_study, by=by, standing=standing) as case:
        return moved("release", case, by=by, reviewer=None)


def request_changes(case_study: CaseStudy, *, by: User, reason: str, standing: int | None = None) -> Decision:
    """Send it back to its editors with a `reason`; what is to change in which section stands in the comments."""
    with moving("request_changes", case_study, by=by, standing=standing) as case:
        if not reason.strip():
            raise Refused("Asking for changes needs a reason: its editors will see it.")
        mails.tell_editors("changes_requested", case)
        return moved("request_changes", case, by=by, reason=reason)


def reject(case_study: CaseStudy, *, by: User, reason: str, standing: int | None = None) -> Decision:
    """Turn it down with a `reason`. Readers keep what they have; its editors may open it again as a new draft."""
    with moving("reject", case_study, by=by, standing=standing) as case:
        if not reason.strip():
            raise Refused("Turning it down needs a reason: its editors will see it.")
        mails.tell_editors("rejected", case)
        return moved("reject", case, by=by, reason=reason)
