"""Puts checked scores into the database: staged, then confirmed in one short transaction, or undone whole.

The only writer of Score and ScoreUpload. Each verb names who acts (`by`), and the upload's row, written in the same
transaction, says who did what and when. Whoever comes second waits for the cohort's row and then meets what the first
has done.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from outcomes.models import Cohort, Score, ScoreUpload
from outcomes.score_files.answers import Checked, ScoreRow
from outcomes.score_files.rules import Rules

STAGED_FOR = timedelta(hours=24)
BATCH = 1_000  # rows an INSERT

State = ScoreUpload.State

# A user. Which class that is belongs to the portal above, which nothing in this app may name.
type Person = Any


class NotPossibleError(Exception):
    """The upload or cohort is not in a state that allows this; the words say which, for the person who asked."""


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
def stage(checked: Checked, *, cohort: Cohort, by: Person) -> ScoreUpload:
    """Keep a checked file for 24 hours, until somebody confirms it.

    The same file again (by content) is answered with the upload it made before, if that still waits or holds: look at
    its `state`. Raises NotPossibleError for a cohort of which only a published summary is held.
    """
    lock(cohort.pk)
    if cohort.provenance == Cohort.Provenance.PUBLISHED_SUMMARY:
        raise NotPossibleError("The cohort is entered as a published summary: say first that scores of it are held.")
    now = timezone.now()
    same = cohort.uploads.filter(sha256=checked.sha256)
    earlier = same.filter(Q(state=State.CONFIRMED) | Q(state=State.STAGED, expires_at__gt=now)).first()
    if earlier:
        return earlier
    return ScoreUpload.objects.create(
        cohort=cohort,
        by=by,
        state_by=by,
        file_name=printable(checked.file_name),
        sha256=checked.sha256,
        row_count=len(checked.rows),
        pair_count=checked.pair_count,
        staged_rows=[row.to_json() for row in checked.rows],
        expires_at=now + STAGED_FOR,
    )


def confirm(upload: ScoreUpload, *, by: Person) -> ScoreUpload:
    """Make a staged upload the scores of its cohort, in place of all it held; all rows or none.

    Other uploads of the cohort, confirmed or waiting, are superseded. Confirming twice is answered as the first was.
    Raises NotPossibleError for an upload that was superseded, undone or has expired, and where the database refuses
    because the cohort or its measure was changed meanwhile.
    """
    # everything that takes time comes before the transaction: staged rows never change, only go
    scores = [_score(upload, ScoreRow.from_json(cells)) for cells in upload.staged_rows or ()]
    try:
        return _confirm(upload, scores, by)
    except IntegrityError:
        # without the original: PostgreSQL's words hold the row
        words = f"The cohort or its measure was changed since upload {upload.pk} was checked. Send the file again."
        raise NotPossibleError(words) from None


@transaction.atomic
def _confirm(upload: ScoreUpload, scores: list[Score], by: Person) -> ScoreUpload:
    current = _locked(upload)
    if current.state == State.CONFIRMED:
        return current
    now = timezone.now()
    if current.state != State.STAGED or current.expires_at is None or current.expires_at <= now:
        raise NotPossibleError(_why_not(current))
    _end(current.cohort.uploads.exclude(pk=current.pk), State.SUPERSEDED, by)
    Score.objects.bulk_create(scores, batch_size=BATCH)
    current.state, current.state_at, current.state_by = State.CONFIRMED, now, by
    current.staged_rows = current.expires_at = None
    current.save(update_fields=["state", "state_at", "state_by", "staged_rows", "expires_at"])
    return current


def undo(upload: ScoreUpload, *, by: Person) -> ScoreUpload:
    """Take an upload back whole, waiting or confirmed. What it had superseded does not come back: that file can be
    sent again. Raises NotPossibleError where it was superseded, undone or has expired already."""
    with transaction.atomic():
        current = _locked(upload)
        if current.state not in {State.STAGED, State.CONFIRMED}:
            raise NotPossibleError(_why_not(current))
        _end(ScoreUpload.objects.filter(pk=current.pk), State.UNDONE, by)
        current.refresh_from_db()
    return current


def expire(now: datetime) -> int:
    """Empty the staged uploads whose 24 hours are over; returns how many. Safe to run as often as one likes."""
    late = ScoreUpload.objects.filter(state=State.STAGED, expires_at__lte=now)
    return late.update(state=State.EXPIRED, state_at=now, staged_rows=None, expires_at=None)


def _end(uploads: QuerySet[ScoreUpload], state: ScoreUpload.State, by: Person) -> None:
    """Take the scores and staged rows of these uploads away and say who did; what ended before stays as it is."""
    live = uploads.filter(state__in=[State.STAGED, State.CONFIRMED])
    Score.objects.filter(upload__in=live).delete()
    live.update(state=state, state_at=timezone.now(), state_by=by, staged_rows=None, expires_at=None)


def lock(cohort_id: int) -> None:
    """One writer a cohort at a time, until the transaction ends. (SQLite has one writer anyway.)"""
    Cohort.objects.select_for_update().only("pk").get(pk=cohort_id)


def _locked(upload: ScoreUpload) -> ScoreUpload:
    """The upload as it is now that nobody else can change it."""
    lock(upload.cohort_id)
    return ScoreUpload.objects.select_related("cohort", "state_by").get(pk=upload.pk)


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


def _why_not(upload: ScoreUpload) -> str:
    if upload.state in {State.STAGED, State.EXPIRED}:
        return f"Upload {upload.pk} was not confirmed within 24 hours. Send the file again."
    when = f"{timezone.localtime(upload.state_at):%-d %B %Y at %H:%M}"
    what = "superseded by another upload" if upload.state == State.SUPERSEDED else "undone"
    return f"Upload {upload.pk} was {what} on {when} by {upload.state_by}. Send the file again if it should hold."


def printable(file_name: str) -> str:
    """A file name as it can be stored and shown: no control characters (PostgreSQL takes no NUL), not too long."""
    name = "".join(character for character in file_name if character.isprintable())
    return name[-255:]
