"""Takes a score file in and reads it, at once or later: what arrives, how far its reading is, and what came of it.

The file waits in a folder that only this process may look into and is deleted whatever comes of it: after reading, or,
where the reader was killed, after an hour by whoever calls `clean_up`. Nothing of it is kept but problems, which name
rows and columns and never a cell.
"""

import contextlib
import os
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from outcomes.models import Cohort, ScoreImport
from outcomes.score_files import limits, save, staging
from outcomes.score_files.answers import Checked, Problem, Refused
from outcomes.score_files.child import FELL_OVER, read_scores

AT_ONCE_BYTES = 100_000  # some 2,500 rows of CSV: read while the sender waits, within AT_ONCE_SECONDS
AT_ONCE_SECONDS = 15.0
WAITS_FOR = timedelta(hours=1)  # for its turn
QUIET_FOR = timedelta(minutes=10)  # a reader that has said nothing for so long is none any more
KEPT_FOR = timedelta(days=7)  # the story of an import; what it became is the history of scores

State = ScoreImport.State
GOING_ON = [State.WAITING, State.READING]


class KeySpentError(Exception):
    """The one-time key belongs to another cohort's import or to somebody else's."""


def receive(
    data: bytes, *, file_name: str, cohort: Cohort, by: save.Person, key: uuid.UUID
) -> tuple[ScoreImport, bool]:
    """Keep a file until it is read: its import, and whether that is new.

    `key` came with the form: whoever sends the same form again gets the import of the first time. Raises KeySpentError
    where that was for something else.
    """
    path = _keep(data)
    try:
        with transaction.atomic():
            return ScoreImport.objects.create(
                cohort=cohort, by=by, key=key, file_name=staging.printable(file_name), stored_as=path.name
            ), True
    except IntegrityError:
        path.unlink(missing_ok=True)
        earlier = ScoreImport.objects.filter(key=key, cohort=cohort, by=by).first()
        if earlier is None:
            raise KeySpentError from None
        return earlier, False


def read(pk: int, *, wall_seconds: float = limits.WALL_SECONDS) -> None:
    """Read what waits as import `pk`: stage its rows, or say why not. Whoever comes second finds nothing to do.

    The file is gone afterwards. Takes at most `wall_seconds` and a moment.
    """
    mine = ScoreImport.objects.filter(pk=pk, state=State.WAITING)
    if not mine.update(state=State.READING, state_at=timezone.now()):
        return
    one = ScoreImport.objects.select_related("cohort__measure", "by").get(pk=pk)
    path = _folder() / one.stored_as
    try:
        answer = _answer(one, path, wall_seconds)
        path.unlink(missing_ok=True)
        with contextlib.suppress(Cohort.DoesNotExist):  # taken out meanwhile, its imports with it
            _settle(one, answer)
    finally:  # also where something nobody thought of happens: the import must not look alive, nor the file stay
        path.unlink(missing_ok=True)
        ScoreImport.objects.filter(pk=pk, state=State.READING).update(state=State.STOPPED, stored_as="")


def clean_up(now: datetime) -> int:
    """Give up imports that nobody goes on with, delete files left behind and forget old stories; returns how many
    imports and files. Safe to run as often as one likes."""
    late = Q(state=State.WAITING, state_at__lte=now - WAITS_FOR) | Q(state=State.READING, state_at__lte=now - QUIET_FOR)
    done = ScoreImport.objects.filter(late).update(state=State.STOPPED, state_at=now, stored_as="")
    wanted = set(ScoreImport.objects.filter(state__in=GOING_ON).values_list("stored_as", flat=True))
    for path in _folder().glob("*"):
        with contextlib.suppress(FileNotFoundError):  # somebody else cleans up too
            # a file that has just come may be a moment ahead of its import
            if path.name not in wanted and path.stat().st_mtime <= (now - QUIET_FOR).timestamp():
                path.unlink()
                done += 1
    forgotten, _ = ScoreImport.objects.filter(at__lte=now - KEPT_FOR).exclude(state__in=GOING_ON).delete()
    return done + forgotten


def stop(cohorts: Iterable[Cohort]) -> int:
    """Give up every import of these cohorts that has not been read, and delete its file once the transaction ends.

    For a caller who holds the cohorts' rows locked; returns how many there were.
    """
    going_on = ScoreImport.objects.filter(cohort__in=cohorts, state__in=GOING_ON)
    names = [name for name in going_on.values_list("stored_as", flat=True) if name]
    stopped = going_on.update(state=State.STOPPED, state_at=timezone.now(), stored_as="")
    for name in names:  # where this process ends before it has, `clean_up` finds files that nobody wants
        transaction.on_commit(partial((_folder() / name).unlink, missing_ok=True))
    return stopped


def problems_of(one: ScoreImport) -> list[Problem]:
    """What was wrong with the file, as it was told."""
    return [Problem(*problem) for problem in one.problems]


def _answer(one: ScoreImport, path: Path, wall_seconds: float) -> Checked | Refused:
    def progress(done: int, of: int) -> None:
        ScoreImport.objects.filter(pk=one.pk).update(rows_read=done, rows_total=of, state_at=timezone.now())

    try:
        return read_scores(
            path, save.rules_for(one.cohort), file_name=one.file_name, progress=progress, wall_seconds=wall_seconds
        )
    except OSError:
        return Refused((Problem(None, None, FELL_OVER),))


def _settle(one: ScoreImport, answer: Checked | Refused) -> None:
    """Write down what came of it, in one transaction with what it made; nothing where it was given up meanwhile."""
    with transaction.atomic():
        staging.lock(one.cohort)
        if not ScoreImport.objects.filter(pk=one.pk, state=State.READING).exists():
            return
        result: dict[str, object] = {"state": State.READ, "state_at": timezone.now(), "stored_as": ""}
        if isinstance(answer, Checked):
            try:
                result["upload"] = save.stage(answer, cohort=one.cohort, by=one.by)
            except save.NotPossibleError as error:
                answer = Refused((Problem(None, None, str(error)),))
        if isinstance(answer, Refused):
            result |= {
                "state": State.REFUSED,
                "problems": [[problem.row, problem.column, problem.text] for problem in answer.problems],
                "unlisted": answer.unlisted,
                "private": answer.private,
            }
            if answer.private:
                result["file_name"] = ""  # it may well be a family's
        ScoreImport.objects.filter(pk=one.pk).update(**result)


def _folder() -> Path:
    return Path(settings.UPLOADS_ROOT)


def _keep(data: bytes) -> Path:
    """The bytes in a new file that nobody else on the machine may read, under a name that says nothing."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / token_hex(16)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return path
