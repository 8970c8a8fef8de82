"""The only writer of a case study's status: draft → submitted → in review → changes requested ↺ → approved → published,
again as a new draft over its live edition, and withdrawn.

Each verb names who acts (`by`) and is one transaction: it locks the row, checks where it stands, moves it, writes the
Decision row and puts the mails into the outbox. What may not be done is `Refused`, with words for whoever tried.
"""

from casestudies.workflow.comments import comment, settle
from casestudies.workflow.completeness import Missing, missing
from casestudies.workflow.dossier import Difference, Dossier, dossier
from casestudies.workflow.drafts import composed, refuse_long, says_the_same
from casestudies.workflow.editing import reopen, submit, withdraw
from casestudies.workflow.publishing import approve, publish
from casestudies.workflow.reminding import remind
from casestudies.workflow.republishing import republish
from casestudies.workflow.reviewing import claim, release, request_changes
from casestudies.workflow.rules import Refused, allowed, may
from casestudies.workflow.stale import mark_stale

__all__ = [
    "Difference",
    "Dossier",
    "Missing",
    "Refused",
    "allowed",
    "approve",
    "claim",
    "comment",
    "composed",
    "dossier",
    "mark_stale",
    "may",
    "missing",
    "publish",
    "refuse_long",
    "release",
    "remind",
    "reopen",
    "republish",
    "request_changes",
    "says_the_same",
    "settle",
    "submit",
    "withdraw",
]
