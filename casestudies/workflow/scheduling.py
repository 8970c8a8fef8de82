"""Publishing at a day and time to come: set, and taken back. `due` does it when the time has come."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow.approvals import approval_of
from casestudies.workflow.drafts import as_approved
from casestudies.workflow.rules import Refused, moved, moving

FURTHEST = timedelta(days=366)  # later than that somebody should look again first
CLEARED: dict[str, Any] = {"publish_at": None, "scheduled_by": None}


def schedule(case_study: CaseStudy, *, by: User, at: datetime, standing: int | None = None) -> Decision:
    """Have what was approved published at that moment, in the name of `by`; another time set before is replaced.

    Refused where the facts would say something else by now than what was approved.
    """
    with moving("schedule", case_study, by=by, standing=standing) as case:
        if not timezone.now() < at <= timezone.now() + FURTHEST:
            raise Refused("Choose a day and time to come, within a year.")
        if (approval := approval_of(case)) is not None:
            as_approved(case, approval)
        words = f"on {timezone.localtime(at):%-d %B %Y at %H:%M}"
        decided = {"kind": Decision.Kind.SCHEDULED}
        return moved("schedule", case, by=by, reason=words, decided=decided, publish_at=at, scheduled_by=by)


def unschedule(case_study: CaseStudy, *, by: User, standing: int | None = None) -> Decision:
    """Take the set time back; it stays approved, and can be published by hand."""
    with moving("unschedule", case_study, by=by, standing=standing) as case:
        return moved("unschedule", case, by=by, decided={"kind": Decision.Kind.CANCELLED}, **CLEARED)
