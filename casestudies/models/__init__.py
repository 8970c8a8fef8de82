"""The stories and those who work on them: one noun a file."""

from casestudies.models.case_study import CaseStudy, Picture, Quote
from casestudies.models.contribution import Contribution
from casestudies.models.edition import Decision, Edition, Retirement, Tombstone
from casestudies.models.erasure import CohortRecord, Erasure, ErasureRequest
from casestudies.models.evidence import EvidenceRow, Mention
from casestudies.models.invitation import Invitation
from casestudies.models.join_request import JoinRequest
from casestudies.models.membership import Membership
from casestudies.models.merge import Merge
from casestudies.models.one_time_key import OneTimeKey
from casestudies.models.outgoing_mail import OutgoingMail
from casestudies.models.review import ChecklistPoint, Comment, Point, Section, Submission
from casestudies.models.search import SearchEntry, SearchFacet, SearchWord
from casestudies.models.shortlist_note import ShortlistNote
from casestudies.models.task_draft import TaskDraft
from casestudies.models.user import User

__all__ = [
    "CaseStudy",
    "ChecklistPoint",
    "CohortRecord",
    "Comment",
    "Contribution",
    "Decision",
    "Edition",
    "Erasure",
    "ErasureRequest",
    "EvidenceRow",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Mention",
    "Merge",
    "OneTimeKey",
    "OutgoingMail",
    "Picture",
    "Point",
    "Quote",
    "Retirement",
    "SearchEntry",
    "SearchFacet",
    "SearchWord",
    "Section",
    "ShortlistNote",
    "Submission",
    "TaskDraft",
    "Tombstone",
    "User",
]
