"""Which move leads from where to where and who may make it; and the frame every move is made in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from casestudies import access
from casestudies.models import CaseStudy, Decision, User
from casestudies.workflow.approvals import approval_of, wants_second_check
from casestudies.workflow.authors import has_a_hand_in

Status = CaseStudy.Status
WANTS_SECOND = "Something in it was let stand against the rules, and no second checker has confirmed that yet."
WORDS_CHECKED = "Have these words changed, or say why they may stand."


class Refused(Exception):
    """A move that may not be made; `reasons` says why, in words for whoever tried."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Move:
    """One kind of move. `done` ends the sentence "It cannot be …"; `who` says who may make it."""

    starts: frozenset[str]
    ends: str
    done: str
    may: Callable[[User, CaseStudy], bool]
    who: str


_reviewers = (lambda user, case_study: access.can_review(user), "a reviewer, a curator or an admin")
_senders = (access.can_send, "its editors, a curator or an admin")
_withdrawers = (
    lambda user, case_study: access.can_withdraw(user),
    "a reviewer, a curator, a data protection officer or an admin",
)


def _move(starts: set[Status], ends: Status, done: str, by: tuple[Callable[[User, CaseStudy], bool], str]) -> Move:
    return Move(frozenset(starts), ends, done, *by)


UNDER_REVIEW = {Status.IN_REVIEW, Status.APPROVED}
ONCE_APPROVED = ({Status.APPROVED}, Status.APPROVED)
MOVES = {
    "submit": _move({Status.DRAFT, Status.CHANGES_REQUESTED}, Status.SUBMITTED, "sent for review", _senders),
    "claim": _move({Status.SUBMITTED}, Status.IN_REVIEW, "claimed", _reviewers),
    "release": _move(UNDER_REVIEW, Status.SUBMITTED, "released", _reviewers),
    "check": _move({Status.IN_REVIEW}, Status.IN_REVIEW, "checked", _reviewers),
    "request_changes": _move(UNDER_REVIEW, Status.CHANGES_REQUESTED, "sent back for changes", _reviewers),
    "reject": _move(UNDER_REVIEW, Status.REJECTED, "turned down", _reviewers),
    "approve": _move({Status.IN_REVIEW}, Status.APPROVED, "approved", _reviewers),
    "confirm": _move(*ONCE_APPROVED, "confirmed", _reviewers),
    "schedule": _move(*ONCE_APPROVED, "scheduled", _reviewers),
    "unschedule": _move(*ONCE_APPROVED, "taken off the schedule", _reviewers),
    "publish": _move({Status.APPROVED}, Status.PUBLISHED, "published", _reviewers),
    "reopen": _move({Status.PUBLISHED, Status.REJECTED}, Status.DRAFT, "opened as a new draft", _senders),
    # in a hurry: from wherever it stands, as long as readers have an edition of it
    "withdraw": _move(set(Status) - {Status.WITHDRAWN}, Status.WITHDRAWN, "withdrawn", _withdrawers),
}
STANDING: dict[str, str] = {
    Status.DRAFT: "still a draft",
    Status.SUBMITTED: "waiting for a reviewer",
    Status.IN_REVIEW: "being reviewed",
    Status.CHANGES_REQUESTED: "with its editors, who were asked for changes",
    Status.REJECTED: "turned down",
    Status.APPROVED: "approved",
    Status.PUBLISHED: "published",
}
OF_THE_CLAIMANT = {"check", "request_changes", "reject", "approve"}  # made by whoever has claimed it
NOT_BY_AUTHORS = {"claim", "approve", "confirm"}


def may(verb: str, case_study: CaseStudy, *, by: User) -> bool:
    """Whether `by` is somebody who makes this kind of move; where the case study stands is another question."""
    return MOVES[verb].may(by, case_study)


def allowed(case_study: CaseStudy, *, by: User) -> list[str]:
    """The verbs `by` could use on it as it stands, in the order of its life."""
    near = [verb for verb, move in MOVES.items() if case_study.status in move.starts]
    return [verb for verb in near if not list(_in_the_way(verb, case_study, by))]


@contextmanager
def moving(verb: str, case_study: CaseStudy, *, by: User, standing: int | None = None) -> Iterator[CaseStudy]:
    """One transaction around the row as it is now and nobody else's until the end, if `by` may make this move on it.

    `standing` is the number of the newest decision that `by` knows of (0: of none). Whoever acts on a page that says
    something older is told so, and nothing is done: two moves from one page are never both made.
    """
    with transaction.atomic():
        # two queries: PostgreSQL reads a row it had to wait for again, but what it had joined to it only in part
        CaseStudy.objects.select_for_update().only("pk").get(pk=case_study.pk)
        locked = CaseStudy.objects.select_related("project__provider", "theme", "reviewer").get(pk=case_study.pk)
        for reason in (*_in_the_way(verb, locked, by), *_moved_on(locked, standing)):
            raise Refused(reason)
        yield locked


def moved(
    verb: str, case_study: CaseStudy, *, by: User, reason: str = "", decided: Any = None, **fields: Any
) -> Decision:
    """Write down a move made inside `moving`: its Decision (with the columns `decided`) and the row's new `fields`.

    An UPDATE of these columns alone: a move is nobody's edit, and takes no edit back that somebody else has saved.
    """
    move = MOVES[verb]
    if move.ends != Status.APPROVED:
        fields |= {"publish_at": None, "scheduled_by": None}
    decision = Decision.objects.create(
        case_study=case_study,
        by=by,
        from_status=case_study.status,
        to_status=move.ends,
        reason=reason.strip(),
        **(decided or {}),
    )
    fields |= {"status": move.ends, "changed_at": timezone.now()}
    CaseStudy.objects.filter(pk=case_study.pk).update(**fields)
    return decision


def _moved_on(case_study: CaseStudy, standing: int | None) -> Iterator[str]:
    newest = case_study.decisions.select_related("by").first()
    if standing is not None and newest is not None and newest.pk != standing:
        yield f"Since you opened this page {newest.by} has decided: {newest.what}. Look at how it stands now."


def _in_the_way(verb: str, case_study: CaseStudy, by: User) -> Iterator[str]:
    """Why `by` cannot make this move now; nothing when they can."""
    move = MOVES[verb]
    if not move.may(by, case_study):
        yield f"It can be {move.done} only by {move.who}."
    elif case_study.status == Status.WITHDRAWN:
        yield "It has been withdrawn; its address stays a tombstone."
    elif case_study.status not in move.starts:
        yield f"It cannot be {move.done} now: it is {_standing(case_study, by)}."
    elif verb == "withdraw" and not case_study.editions.filter(current=True).exists():
        yield "Only a published case study can be withdrawn."
    elif verb in OF_THE_CLAIMANT and case_study.reviewer != by:
        yield f"It cannot be {move.done} by you: {case_study.reviewer} has claimed it."
    elif verb in NOT_BY_AUTHORS and has_a_hand_in(case_study, by):
        yield f"It cannot be {move.done} by you, because you wrote or sent it, or work for its provider."
    else:
        yield from _of_its_approval(verb, case_study, by)


def _of_its_approval(verb: str, case_study: CaseStudy, by: User) -> Iterator[str]:
    """What stands in the way of a move once it is approved."""
    if verb == "publish" and wants_second_check(case_study):
        yield WANTS_SECOND
    elif verb == "unschedule" and case_study.publish_at is None:
        yield "No time is set for it."
    elif verb == "confirm":
        approval = approval_of(case_study)
        if not wants_second_check(case_study):
            yield "There is nothing in it for a second checker to confirm."
        elif approval is not None and approval.by == by:
            yield "You approved it yourself: somebody else has to confirm what was let stand."


def _standing(case_study: CaseStudy, by: User) -> str:
    """Where it stands; only a reviewer is told with whom."""
    if case_study.status in UNDER_REVIEW and access.can_review(by):
        return f"{STANDING[case_study.status]}, by {case_study.reviewer}"
    return STANDING[case_study.status]
