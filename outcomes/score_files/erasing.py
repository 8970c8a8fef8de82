"""Finds and deletes what is held of one client under a reference: scores, referrals, rows and files on their way in.

Beside the two `save` modules the only writer of scores, referrals and their uploads. References are compared without
regard to capitals, as they are when a file is read. Neither the reference nor a value leaves these functions: they
answer with counts.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from outcomes.models import Cohort, Project, Referral, ReferralUpload, Score, ScoreImport, ScoreUpload, Upload
from outcomes.score_files import imports, staging

NAMELESS = "a file"  # instead of a name that held a reference


@dataclass(frozen=True)
class Held:
    """How much is held. `files` wait to be read, so nobody knows yet whether the client is in them; `names` of files
    hold the reference, whatever became of the files."""

    scores: int
    referrals: int
    uploads: int
    files: int
    names: int

    def __bool__(self) -> bool:
        return any((self.scores, self.referrals, self.uploads, self.files, self.names))


def held(reference: str, project: Project, cohort: Cohort | None = None) -> Held:
    """What `erase` would delete now."""
    cohorts = _cohorts(project, cohort)
    scores = _scores(reference, cohorts)
    waiting = ScoreImport.objects.filter(cohort__in=cohorts, state__in=imports.GOING_ON)
    return Held(
        scores=scores.count(),
        referrals=len(_referrals(reference, project, cohort, scores)),
        uploads=len(_staged(reference, project, cohorts)),
        files=waiting.count(),
        names=sum(named.count() for named in _named(reference, project, cohorts)),
    )


@transaction.atomic
def erase(reference: str, project: Project, cohort: Cohort | None = None, *, by: staging.Person) -> Held:
    """Delete all that a project holds under the reference, or with a `cohort` its scores alone and the referrals they
    name; returns how much it was.

    An upload of scores or referrals that waits for confirmation and holds the client is undone whole, and every file of
    these cohorts that has not been read is deleted: their senders send them again, without the client. Names of files
    that hold the reference are replaced.
    """
    cohorts = _cohorts(project, cohort)
    for locked in (project, *cohorts):
        staging.lock(locked)
    scores = _scores(reference, cohorts)
    referrals = _referrals(reference, project, cohort, scores)
    done = Held(
        scores=scores.delete()[0],
        referrals=Referral.objects.filter(pk__in=referrals).delete()[1].get("outcomes.Referral", 0),
        uploads=len([staging.undo(upload, by=by) for upload in _staged(reference, project, cohorts)]),
        files=imports.stop(cohorts),
        names=sum(named.update(file_name=NAMELESS) for named in _named(reference, project, cohorts)),
    )
    _recount(project, cohorts)
    return done


def _recount(project: Project, cohorts: list[Cohort]) -> None:
    """Let what a confirmed upload says of itself be what is still held of it."""
    for upload in ReferralUpload.objects.filter(project=project, state=Upload.State.CONFIRMED):
        ReferralUpload.objects.filter(pk=upload.pk).update(row_count=upload.referrals.count())
    pairs = Count("scores", filter=Q(scores__before__isnull=False, scores__after__isnull=False))
    confirmed = ScoreUpload.objects.filter(cohort__in=cohorts, state=ScoreUpload.State.CONFIRMED)
    for pk, clients, both in confirmed.annotate(clients=Count("scores"), both=pairs).values_list(
        "pk", "clients", "both"
    ):
        ScoreUpload.objects.filter(pk=pk).update(row_count=clients, pair_count=both)


def _cohorts(project: Project, cohort: Cohort | None) -> list[Cohort]:
    """Always in the same order, so that two erasures never wait for each other."""
    found = Cohort.objects.filter(strand__project=project).order_by("pk")
    return list(found if cohort is None else found.filter(pk=cohort.pk))


def _scores(reference: str, cohorts: list[Cohort]) -> QuerySet[Score]:
    theirs = Q(client_reference__iexact=reference) | Q(referral__client_reference__iexact=reference)
    return Score.objects.filter(theirs, cohort__in=cohorts)


def _referrals(reference: str, project: Project, cohort: Cohort | None, scores: QuerySet[Score]) -> list[int]:
    """Within one cohort only those its scores name: another cohort may use the same reference for somebody else."""
    theirs = Referral.objects.filter(project=project, client_reference__iexact=reference)
    named = Q(pk__in=list(scores.values_list("referral", flat=True)))
    found = theirs if cohort is None else theirs.filter(named)
    return list(found.values_list("pk", flat=True))


def _named(reference: str, project: Project, cohorts: list[Cohort]) -> list[QuerySet[Any]]:
    """Uploads and readings whose file is called after the reference; also within a longer word, to be sure."""
    theirs = Q(file_name__icontains=reference) & ~Q(file_name=NAMELESS)
    return [
        *(kind.objects.filter(theirs, cohort__in=cohorts) for kind in (ScoreUpload, ScoreImport)),
        ReferralUpload.objects.filter(theirs, project=project),
    ]


def _staged(reference: str, project: Project, cohorts: list[Cohort]) -> list[Upload]:
    """Referrals also where only one cohort is meant: what waits has cost nobody more than sending it again."""
    waiting = Q(state=Upload.State.STAGED)
    uploads = [
        *ScoreUpload.objects.filter(waiting, cohort__in=cohorts),
        *ReferralUpload.objects.filter(waiting, project=project),
    ]
    return [upload for upload in uploads if any(_is(reference, row[0]) for row in upload.staged_rows or ())]


def _is(reference: str, other: object) -> bool:
    return str(other).upper() == reference.upper()
