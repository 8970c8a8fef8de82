"""Puts checked scores into the database. The only writer of Score and ScoreUpload; `staging` says when what is kept."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from outcomes.models import Cohort, Score, ScoreUpload
from outcomes.score_files import staging
from outcomes.score_files.answers import Checked, ScoreRow
from outcomes.score_files.rules import Rules
from outcomes.score_files.staging import NotPossibleError, Person, undo

__all__ = ["NotPossibleError", "Person", "confirm", "expire", "rules_for", "stage", "undo"]


def rules_for(cohort: Cohort) -> Rules:
    """What a file of this cohort's scores must obey, as of today."""
    return Rules(
        minimum=cohort.measure.minimum,
        maximum=cohort.measure.maximum,
        step=cohort.measure.step,
        today=timezone.localdate(),
        period_start=cohort.period_start,
        period_end=cohort.period_end,
        started=cohort.started,
    )


@transaction.atomic
def stage(checked: Checked[ScoreRow], *, cohort: Cohort, by: Person) -> ScoreUpload:
    """Keep a checked file of a cohort's scores for 24 hours, as `staging.stage` does.

    Raises NotPossibleError for a cohort of which only a published summary is held.
    """
    staging.lock(cohort)
    if cohort.provenance == Cohort.Provenance.PUBLISHED_SUMMARY:
        raise NotPossibleError("The cohort is entered as a published summary: say first that scores of it are held.")
    pairs = sum(row.is_pair for row in checked.rows)
    return staging.stage(ScoreUpload, checked, owner=cohort, by=by, pair_count=pairs)


def confirm(upload: ScoreUpload, *, by: Person) -> ScoreUpload:
    """Make a staged upload the scores of its cohort, in place of all it held, as `staging.confirm` does."""
    # everything that takes time comes before the transaction: staged rows never change, only go
    scores = [_score(upload, ScoreRow.from_json(cells)) for cells in upload.staged_rows or ()]
    return staging.confirm(upload, scores, by=by, changed="The cohort or its measure")


def expire(now: datetime) -> int:
    """Empty the staged uploads of scores whose 24 hours are over; returns how many."""
    return staging.expire(ScoreUpload, now)


def _score(upload: ScoreUpload, row: ScoreRow) -> Score:
    return Score(
        upload=upload,
        cohort_id=upload.cohort_id,
        client_reference=row.client_reference,
        before=row.before,
        before_on=row.before_on,
        after=row.after,
        after_on=row.after_on,
    )
