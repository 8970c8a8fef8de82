"""What the portal does without being asked by a page: thin entry points, each safe to run at any time and twice."""

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task
from django_tasks_db.models import DBTaskResult

from casestudies import corrections, emails, workflow
from casestudies.models import User
from outcomes.models import Cohort, ScoreImport
from outcomes.referral_files.save import expire as expire_referrals
from outcomes.score_files import imports
from outcomes.score_files.save import expire as expire_scores

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=14)  # that a task was done; what it did is written elsewhere


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


def forget_finished(now: datetime) -> int:
    """Delete what the queue says of tasks that were over long ago; returns of how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lte=now - KEPT_FOR).delete()[0]


# what it is called in a log → what does it, as of a moment, and says how many there were
DUE: dict[str, Callable[[datetime], int]] = {
    "case studies published": workflow.publish_due,
    "reminders of reviews": workflow.remind,
    "mails sent": emails.send_due,
    "old mails forgotten": emails.forget_old,
    "score imports cleaned up": imports.clean_up,
    "score uploads expired": expire_scores,
    "referral uploads expired": expire_referrals,
    "finished tasks forgotten": forget_finished,
    "merges that cannot be taken back any more": corrections.forget_old,
}


def tick(now: datetime) -> dict[str, int]:
    """Do all that is due; returns how many of what. One part that fails does not keep the others from being done."""
    done = {}
    for what, do in DUE.items():
        try:
            done[what] = do(now)
        except Exception:
            logger.exception("not done: %s", what)
    return done
