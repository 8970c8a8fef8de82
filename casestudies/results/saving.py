"""What editors change in results: every change is one transaction, says who made it, and marks the case study."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from casestudies.models import CaseStudy, Edition, User
from casestudies.results import records
from outcomes.models import Cohort, ScoreUpload, Strand
from outcomes.score_files import save as scores

if TYPE_CHECKING:
    from casestudies.forms.facts import FactForm  # forms stand above: they are given, not fetched


TAKEN_OUT = "Somebody has taken this out meanwhile."
# Only what is being written is open; who has sent it, or has readers, opens it again first.
_SENT = "It has been sent, and is changed only when the reviewer asks for changes."
_CLOSED = {
    **dict.fromkeys(["submitted", "in_review", "approved"], _SENT),
    "published": "Readers have it as it is. Open it again to work on the next edition.",
    "withdrawn": "It has been withdrawn for good.",
}


class Closed(Exception):
    """The case study is not open for changes; the message says why."""


class NotEmpty(Exception):
    """There is something below it; the message says what to do first."""


class Saved(Enum):
    """What came of saving a form."""

    YES = "saved, now or by an identical form before"
    REFUSED = "refused by the database: the form says why"
    CHANGED = "somebody else was quicker: the form shows both"


def save_form(form: "FactForm", *, case_study: CaseStudy, by: User) -> Saved:
    """Save a valid form once, whoever else sends it or another at the same moment. Raises Closed."""
    try:
        with transaction.atomic():
            hold_open(case_study)
            form.lock()
            now = form.current()
            if now is None and form.instance.pk is not None:
                raise ObjectDoesNotExist
            if now is not None and form.is_behind(now):
                if form.differs_from(now):
                    form.show_both(now)
                    return Saved.CHANGED
                form.instance = now
                return Saved.YES
            form.take_the_place_of(now)
            form.instance._history_user = by  # simple-history asks for it by this name
            form.save()
            mark_changed(case_study)
    except IntegrityError as error:
        form.refuse(error)
        return Saved.REFUSED
    except ObjectDoesNotExist:
        form.add_error(None, TAKEN_OUT)
        return Saved.REFUSED
    return Saved.YES


def confirm(upload: ScoreUpload, *, case_study: CaseStudy, by: User) -> ScoreUpload:
    """Let a staged upload take the place of all scores of its cohort. Raises Closed and
    scores.NotPossibleError."""
    with transaction.atomic():
        hold_open(case_study)
        confirmed = _of_what_is_there(scores.confirm, upload, by)
        mark_changed(case_study)
    return confirmed


def undo(upload: ScoreUpload, *, case_study: CaseStudy, by: User) -> ScoreUpload:
    """Throw a staged upload away, or take a confirmed one back. Raises Closed and
    scores.NotPossibleError."""
    with transaction.atomic():
        hold_open(case_study)
        undone = _of_what_is_there(scores.undo, upload, by)
        mark_changed(case_study)
    return undone


def _of_what_is_there(act: Callable[..., ScoreUpload], upload: ScoreUpload, by: User) -> ScoreUpload:
    try:
        return act(upload, by=by)
    except ObjectDoesNotExist:
        raise scores.NotPossibleError(TAKEN_OUT) from None


def remove(what: Strand | Cohort, *, case_study: CaseStudy) -> None:
    """Take out a strand without cohorts or a cohort without scores. Raises Closed and NotEmpty."""
    with transaction.atomic():
        hold_open(case_study)
        row = type(what).objects.select_for_update(of=("self",)).get(pk=what.pk)
        if why := records.why_it_stays(row):
            raise NotEmpty(why)
        row.delete()
        mark_changed(case_study)


def closed(case_study: CaseStudy) -> str:
    """Why a case study cannot be changed now; empty when it can."""
    return _CLOSED.get(case_study.status, "")


def hold_open(case_study: CaseStudy) -> None:
    """Keep a case study from being sent until the transaction ends. Raises Closed where it is not open."""
    if why := closed(CaseStudy.objects.select_for_update(of=("self",)).get(pk=case_study.pk)):
        raise Closed(why)


def mark_changed(case_study: CaseStudy) -> None:
    """Note that the facts have changed, and that the live edition, where there is one, says something older."""
    live = Edition.objects.filter(case_study=OuterRef("pk"), current=True)
    CaseStudy.objects.filter(pk=case_study.pk).update(changed_at=timezone.now(), stale=Exists(live))
