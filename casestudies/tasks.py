"""What the portal does beside its pages: thin entry points, each safe to run at any time and twice."""

import uuid

from django.db import transaction
from django.tasks import task

from casestudies.models import User
from outcomes.models import Cohort, ScoreImport
from outcomes.score_files import imports


@task
def read_score_import(pk: int) -> None:
    """Read the score file that waits as import `pk`."""
    imports.read(pk)


def take_in(data: bytes, *, file_name: str, cohort: Cohort, by: User, key: uuid.UUID) -> ScoreImport:
    """Take a score file in: a short one is read before this returns, a long one by the worker.

    Raises imports.KeySpentError.
    """
    at_once = len(data) <= imports.AT_ONCE_BYTES
    with transaction.atomic():  # an import and its place in the queue, or neither
        taken, is_new = imports.receive(data, file_name=file_name, cohort=cohort, by=by, key=key)
        if is_new and not at_once:
            read_score_import.enqueue(taken.pk)
    if is_new and at_once:
        imports.read(taken.pk, wall_seconds=imports.AT_ONCE_SECONDS)
    return taken
