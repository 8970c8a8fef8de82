"""Whether a case study is open for changes, and what a change does to it as a whole."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from casestudies.models import CaseStudy, Contribution, Edition, User

_SENT = "It has been sent, and is changed only when the reviewer asks for changes."
_CLOSED: dict[str, str] = {
    "submitted": _SENT,
    "in_review": _SENT,
    "rejected": "A reviewer has turned it down. Open it again to work on a new draft.",
    "approved": _SENT,
    "published": "Readers have it as it is. Open it again to work on the next edition.",
    "withdrawn": "It has been withdrawn for good.",
}


class Closed(Exception):
    """The case study is not open for changes; the message says why."""


def closed(case_study: CaseStudy) -> str:
    """Why a case study cannot be changed now; empty when it can."""
    return _CLOSED.get(case_study.status, "")


def hold_open(case_study: CaseStudy) -> CaseStudy:
    """The row as it is now, kept from being sent until the transaction ends. Raises Closed where it is not open."""
    locked = CaseStudy.objects.select_for_update(of=("self",)).select_related("project").get(pk=case_study.pk)
    if why := closed(locked):
        raise Closed(why)
    return locked


def mark_changed(case_study: CaseStudy, *, by: User) -> None:
    """Note that `by` has changed the facts, and that the live edition, where there is one, says something older."""
    now = timezone.now()
    live = Edition.objects.filter(case_study=OuterRef("pk"), current=True)
    CaseStudy.objects.filter(pk=case_study.pk).update(changed_at=now, stale=Exists(live))
    Contribution.objects.update_or_create(case_study=case_study, by=by, defaults={"at": now})
