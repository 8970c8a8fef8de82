"""What editors change in results: every change is one transaction, says who made it, and marks the case study."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from casestudies import desk
from casestudies.models import CaseStudy, User
from casestudies.results import records
from outcomes.models import Cohort, ScoreUpload, Strand
from outcomes.score_files import save as scores

if TYPE_CHECKING:
    from casestudies.forms.facts import FactForm  # forms stand above: they are given, not fetched


TAKEN_OUT = "Somebody has taken this out meanwhile."


class NotEmpty(Exception):
    """There is something below it; the message says what to do first."""


class Saved(Enum):
    """What came of saving a form."""

    YES = "saved, now or by an identical form before"
    REFUSED = "refused by the database: the form says why"
    CHANGED = "somebody else was quicker: the form shows both"


def save_form(form: "FactForm", *, case_study: CaseStudy, by: User) -> Saved:
    """Save a valid form once, whoever else sends it or another at the same moment. Raises desk.Closed."""
    try:
        with transaction.atomic():
            desk.hold_open(case_study)
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
            desk.mark_changed(case_study, by=by)
    except IntegrityError as error:
        form.refuse(error)
        return Saved.REFUSED
    except ObjectDoesNotExist:
        form.add_error(None, TAKEN_OUT)
        return Saved.REFUSED
    return Saved.YES


def confirm(upload: ScoreUpload, *, case_study: CaseStudy, by: User) -> ScoreUpload:
    """Let a staged upload take the place of all scores of its cohort. Raises desk.Closed and
    scores.NotPossibleError."""
    with transaction.atomic():
        desk.hold_open(case_study)
        confirmed = _of_what_is_there(scores.confirm, upload, by)
        desk.mark_changed(case_study, by=by)
    return confirmed


def undo(upload: ScoreUpload, *, case_study: CaseStudy, by: User) -> ScoreUpload:
    """Throw a staged upload away, or take a confirmed one back. Raises desk.Closed and
    scores.NotPossibleError."""
    with transaction.atomic():
        desk.hold_open(case_study)
        undone = _of_what_is_there(scores.undo, upload, by)
        desk.mark_changed(case_study, by=by)
    return undone


def _of_what_is_there(act: Callable[..., ScoreUpload], upload: ScoreUpload, by: User) -> ScoreUpload:
    try:
        return act(upload, by=by)
    except ObjectDoesNotExist:
        raise scores.NotPossibleError(TAKEN_OUT) from None


def remove(what: Strand | Cohort, *, case_study: CaseStudy, by: User) -> None:
    """Take out a strand without cohorts or a cohort without scores. Raises desk.Closed and NotEmpty."""
    with transaction.atomic():
        desk.hold_open(case_study)
        row = type(what).objects.select_for_update(of=("self",)).get(pk=what.pk)
        if why := records.why_it_stays(row):
            raise NotEmpty(why)
        row.delete()
        desk.mark_changed(case_study, by=by)
