"""The single referrals of a case study: sent as a file, looked at, confirmed in place of those before, taken back.

Whatever changes them is one transaction with the case study held open, so that a number typed for a route at the same
moment meets them, or they meet it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import QuerySet

from casestudies.desk.being_open import hold_open, mark_changed
from casestudies.models import CaseStudy, User
from outcomes.models import Project, ReferralSource, ReferralUpload
from outcomes.referral_files import Checked, ReferralRow, Refused, counts, read_referrals, save
from outcomes.score_files.answers import Problem

TAKEN_OUT = "Somebody has taken this out meanwhile."
NOT_THE_SAME = "Change the number, or the file, or empty the number: the records are counted anyway."

State = ReferralUpload.State


@dataclass(frozen=True, slots=True)
class Board:
    """How many referrals are held one by one, the upload they came in, and those that wait for a word."""

    held: int
    upload: ReferralUpload | None
    waiting: list[ReferralUpload]


def board(case_study: CaseStudy) -> Board:
    """Where the single referrals of a case study stand."""
    live = list(uploads(case_study).filter(state__in=[State.STAGED, State.CONFIRMED]).defer("staged_rows"))
    upload = next((one for one in live if one.state == State.CONFIRMED), None)
    held = case_study.project.referrals.count()
    return Board(held, upload, [one for one in live if one.state == State.STAGED])


def uploads(case_study: CaseStudy) -> QuerySet[ReferralUpload]:
    """The uploads of a case study's referrals."""
    return ReferralUpload.objects.filter(project=case_study.project_id).select_related("by", "state_by", "project")


def take_in(data: bytes, file_name: str, *, case_study: CaseStudy, by: User) -> ReferralUpload | Refused:
    """Read a file and keep its rows until somebody confirms them, or say all that is wrong with it.

    The same file sent again is answered with the upload it made. Nothing of a refused file is kept. Raises Closed.
    """
    answer = read_referrals(data, file_name, save.rules())
    if isinstance(answer, Checked):
        problems = contradictions(case_study.project, counts.of_rows(answer.rows))
        answer = Refused(tuple(problems)) if problems else answer
    if isinstance(answer, Refused):
        return answer
    with transaction.atomic():
        hold_open(case_study)
        return save.stage(answer, project=case_study.project, by=by)


def confirm(upload: ReferralUpload, *, case_study: CaseStudy, by: User) -> ReferralUpload:
    """Let a staged upload take the place of all referrals held. Raises Closed and save.NotPossibleError."""
    rows = [ReferralRow.from_json(cells) for cells in upload.staged_rows or ()]
    with transaction.atomic():
        locked = hold_open(case_study)
        if rows and (problems := contradictions(locked.project, counts.of_rows(rows))):
            raise save.NotPossibleError(" ".join(problem.text for problem in problems))
        confirmed = _of_what_is_there(save.confirm, upload, by)
        mark_changed(case_study, by=by)
    return confirmed


def undo(upload: ReferralUpload, *, case_study: CaseStudy, by: User) -> ReferralUpload:
    """Throw a staged upload away, or take a confirmed one back. Raises Closed and save.NotPossibleError."""
    with transaction.atomic():
        hold_open(case_study)
        undone = _of_what_is_there(save.undo, upload, by)
        mark_changed(case_study, by=by)
    return undone


def _of_what_is_there(act: Callable[..., ReferralUpload], upload: ReferralUpload, by: User) -> ReferralUpload:
    try:
        return act(upload, by=by)
    except ObjectDoesNotExist:
        raise save.NotPossibleError(TAKEN_OUT) from None


def contradictions(project: Project, days: counts.Days) -> list[Problem]:
    """What in these records cannot stand beside the numbers typed for the project's routes."""
    names = dict(ReferralSource.objects.values_list("key", "name"))
    typed = [
        counts.Typed(route.referral_source.key, route.count, route.period_start, route.period_end)
        for route in project.referral_routes.select_related("referral_source")
        if route.count is not None
    ]
    return [
        Problem(None, "route", f"{names[key].capitalize()}: {why} {NOT_THE_SAME}")
        for key, why in sorted(counts.contradictions(typed, days).items())
    ]


def contradicting(project: Project, typed: Sequence[counts.Typed]) -> dict[str, str]:
    """Key of a route → why these numbers cannot stand beside the records held; empty where none are held."""
    held = counts.held(project)
    return counts.contradictions(typed, held) if held else {}
