"""The only writer of a case study's status: draft → submitted → in review → changes requested ↺ → approved → published,
again as a new draft over its live edition, and withdrawn; or turned down, until its editors open it again.

Each verb names who acts (`by`) and is one transaction: it locks the row, checks where it stands, moves it, writes the
Decision row and puts the mails into the outbox. What may not be done is `Refused`, with words for whoever tried.
"""

from casestudies.workflow.approvals import wants_second_check
from casestudies.workflow.checklist import Said, check
from casestudies.workflow.comments import comment, settle
from casestudies.workflow.completeness import Missing, missing
from casestudies.workflow.dossier import Difference, Dossier, dossier
from casestudies.workflow.drafts import composed, refuse_long, says_the_same
from casestudies.workflow.due import publish_due
from casestudies.workflow.editing import reopen, submit, withdraw
from casestudies.workflow.publishing import approve, publish
from casestudies.workflow.reminding import remind
from casestudies.workflow.republishing import republish
from casestudies.workflow.reviewing import claim, reject, release, request_changes
from casestudies.workflow.rules import Refused, allowed, may
from casestudies.workflow.scheduling import schedule, unschedule
from casestudies.workflow.second_check import confirm
from casestudies.workflow.stale import mark_stale

__all__ = [
    "Difference",
    "Dossier",
    "Missing",
    "Refused",
    "Said",
    "allowed",
    "approve",
    "check",
    "claim",
    "comment",
    "composed",
    "confirm",
    "dossier",
    "mark_stale",
    "may",
    "missing",
    "publish",
    "publish_due",
    "refuse_long",
    "reject",
    "release",
    "remind",
    "reopen",
    "republish",
    "request_changes",
    "says_the_same",
    "schedule",
    "settle",
    "submit",
    "unschedule",
    "wants_second_check",
    "withdraw",
]
