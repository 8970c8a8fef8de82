"""What the portal does without being asked by a page: thin entry points, each safe to run at any time and twice."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.tasks import task
from django.utils import timezone

from casestudies import emails, workflow
from outcomes.score_files.save import expire

logger = logging.getLogger(__name__)


@task
def send_due_mail() -> int:
    """Send the mails whose time has come; returns how many went out."""
    return emails.send_due(timezone.now())


# what it is called in a log → what does it, as of a moment, and says how many there were
DUE: dict[str, Callable[[datetime], int]] = {
    "reminders of reviews": workflow.remind,
    "mails sent": lambda now: send_due_mail.call(),
    "old mails forgotten": emails.forget_old,
    "score uploads expired": expire,
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
