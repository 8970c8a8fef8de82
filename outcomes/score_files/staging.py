"""The life of an upload of any kind: staged, then confirmed in one short transaction, or undone whole.

Each verb names who acts (`by`), and the upload's row, written in the same transaction, says who did what and when.
Whoever comes second waits for the row the records belong to (a cohort, a project) and then meets what the first has
done.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from outcomes.models import Upload
from outcomes.score_files.answers import Checked

STAGED_FOR = timedelta(hours=24)
BATCH = 1_000  # rows an INSERT

State = Upload.State

# A user. Which class that is belongs to the portal above, which nothing in this app may name.
type Person = Any


class NotPossibleError(Exception):
    """The upload or what it belongs to is not in a state that allows this; the words say which, for the person who
    asked."""


@transaction.atomic
def stage[U: Upload](kind: type[U], checked: Checked[Any], *, owner: Model, by: Person, **counts: int) -> U:
    """Keep a checked file for 24 hours, until somebody confirms it.

    The same file again (by content) is answered with the upload it made before, if that still waits or holds: look at
    its `state`.
    """
    lock(owner)
    now = timezone.now()
    same = kind._default_manager.filter(**{kind.OWNER: owner}, sha256=checked.sha256)
    earlier = same.filter(Q(state=State.CONFIRMED) | Q(state=State.STAGED, expires_at__gt=now)).first()
    return earlier or kind._default_manager.create(
        **{kind.OWNER: owner},
        by=by,
        state_by=by,
        file_name=printable(checked.file_name),
        sha256=checked.sha256,
        row_count=len(checked.rows),
        staged_rows=[row.to_json() for row in checked.rows],
        expires_at=now + STAGED_FOR,
        **counts,
    )


def confirm[U: Upload](upload: U, records: Sequence[Model], *, by: Person, changed: str) -> U:
    """Let `records`, made of its staged rows, take the place of all that its owner held; all of them or none.

    Other uploads of the owner, confirmed or waiting, are superseded. Confirming twice is answered as the first was.
    Raises NotPossibleError for an upload that was superseded, undone or has expired, and where the database refuses,
    because something (`changed`: "The cohort") was changed meanwhile.
    """
    try:
        return _confirm(upload, records, by)
    except IntegrityError:
        # without the original: PostgreSQL's words hold the row
        words = f"{changed} was changed since upload {upload.pk} was checked. Send the file again."
        raise NotPossibleError(words) from None


@transaction.atomic
def _confirm[U: Upload](upload: U, records: Sequence[Model], by: Person) -> U:
    current = _locked(upload)
    if current.state == State.CONFIRMED:
        return current
    now = timezone.now()
    if current.state != State.STAGED or current.expires_at is None or current.expires_at <= now:
        raise NotPossibleError(_why_not(current))
    others = type(upload)._default_manager.filter(**{upload.OWNER: current.owner}).exclude(pk=current.pk)
    _end(others, State.SUPERSEDED, by)
    _records(upload).bulk_create(records, batch_size=BATCH)
    current.state, current.state_at, current.state_by = State.CONFIRMED, now, by
    current.staged_rows = current.expires_at = None
    current.save(update_fields=["state", "state_at", "state_by", "staged_rows", "expires_at"])
    return current


def undo[U: Upload](upload: U, *, by: Person) -> U:
    """Take an upload back whole, waiting or confirmed. What it had superseded does not come back: that file can be
    sent again. Raises NotPossibleError where it was superseded, undone or has expired already."""
    with transaction.atomic():
        current = _locked(upload)
        if current.state not in {State.STAGED, State.CONFIRMED}:
            raise NotPossibleError(_why_not(current))
        _end(type(upload)._default_manager.filter(pk=current.pk), State.UNDONE, by)
        current.refresh_from_db()
    return current


def expire(kind: type[Upload], now: datetime) -> int:
    """Empty the staged uploads whose 24 hours are over; returns how many. Safe to run as often as one likes."""
    late = kind._default_manager.filter(state=State.STAGED, expires_at__lte=now)
    return late.update(state=State.EXPIRED, state_at=now, staged_rows=None, expires_at=None)


def lock(owner: Model) -> None:
    """One writer an owner at a time, until the transaction ends. (SQLite has one writer anyway.)"""
    type(owner)._default_manager.select_for_update().only("pk").get(pk=owner.pk)


def _end(uploads: QuerySet[Any], state: Upload.State, by: Person) -> None:
    """Take the records and staged rows of these uploads away and say who did; what ended before stays as it is."""
    live = uploads.filter(state__in=[State.STAGED, State.CONFIRMED])
    _records(uploads.model).filter(upload__in=live).delete()
    live.update(state=state, state_at=timezone.now(), state_by=by, staged_rows=None, expires_at=None)


def _records(kind: Upload | type[Upload]) -> Any:
    """The manager of the records that uploads of this kind bring."""
    model: Any = kind._meta.get_field(kind.RECORDS).related_model
    return model._default_manager


def _locked[U: Upload](upload: U) -> U:
    """The upload as it is now that nobody else can change it."""
    lock(upload.owner)
    return type(upload)._default_manager.select_related(upload.OWNER, "state_by").get(pk=upload.pk)


def _why_not(upload: Upload) -> str:
    if upload.state in {State.STAGED, State.EXPIRED}:
        return f"Upload {upload.pk} was not confirmed within 24 hours. Send the file again."
    when = f"{timezone.localtime(upload.state_at):%-d %B %Y at %H:%M}"
    what = "superseded by another upload" if upload.state == State.SUPERSEDED else "undone"
    return f"Upload {upload.pk} was {what} on {when} by {upload.state_by}. Send the file again if it should hold."


def printable(file_name: str) -> str:
    """A file name as it can be stored and shown: no control characters (PostgreSQL takes no NUL), not too long."""
    name = "".join(character for character in file_name if character.isprintable())
    return name[-255:]
