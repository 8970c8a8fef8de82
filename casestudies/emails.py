"""The outbox: a mail is a row in the transaction that caused it, and leaves only once that transaction holds.

Whoever sends claims a mail first, by moving its next attempt into the future; so of two workers one sends it, and one
that dies on the way is followed by another attempt. A mail may therefore arrive twice, rarely; it is never lost.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from email import policy

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import filebased
from django.db import transaction
from django.db.models import Q, QuerySet
from django.tasks import task
from django.template import Context, Engine
from django.utils import timezone

from casestudies.models import OutgoingMail

logger = logging.getLogger(__name__)

ATTEMPTS = 10  # the waits between them double from a minute: the last attempt is made some eight hours after the first
AT_ONCE = 100  # mails a call
KEPT_FOR = timedelta(days=90)  # addresses of people are not kept for longer than a question about a mail takes
NOBODY = ".invalid"  # no mail reaches an address that ends so (RFC 2606); made-up people of the demonstration have such


def send_later(to: str, template: str, context: Mapping[str, object]) -> OutgoingMail:
    """Put a mail into the outbox, in the caller's transaction; the worker is told once that holds.

    `template` is the name of a plain text in templates/emails, whose first line is the subject. Nothing in it is
    escaped: a mail is not HTML. Raises ValueError when there is no text under the subject.
    """
    # by the engine itself, because only its Context can leave HTML's escapes out
    letter = Engine.get_default().get_template(f"emails/{template}.txt")
    text = letter.render(Context(dict(context), autoescape=False))
    subject, _, body = text.strip().partition("\n")
    if not body.strip():
        raise ValueError(f"templates/emails/{template}.txt has a subject and nothing under it")
    mail = OutgoingMail.objects.create(
        to=to, subject=" ".join(subject.split())[:200], body=body.strip() + "\n", due_at=timezone.now()
    )
    # robust: the mail is there in any case, and `tick` sends what no worker was told of
    transaction.on_commit(send_due_mail.enqueue, robust=True)
    return mail


class Files(filebased.EmailBackend):
    """The demonstration's letter box: files a person reads, so that a long link can be copied out of them whole.

    On its way between machines a mail's line is cut after 76 characters, with a sign that mail programs take out.
    """

    def write_message(self, message: EmailMessage) -> None:
        """Write one mail, its lines as long as they are."""
        whole = message.message(policy=policy.default.clone(max_line_length=100_000, cte_type="8bit"))
        self.stream.write(whole.as_bytes() + b"\n" + b"-" * 79 + b"\n")  # type: ignore[arg-type]  # a file of bytes


def reaches_somebody(email: str) -> bool:
    """Whether there can be a letter box at an address."""
    return not email.lower().endswith(NOBODY)


def link(address: str) -> str:
    """The address of a page, whole, as it has to stand in a mail."""
    return settings.PORTAL_URL + address


@task
def send_due_mail() -> int:
    """Send the mails whose time has come; returns how many went out. Asked for with every mail, so that nobody who
    waits for a link waits for the clock."""
    return send_due(timezone.now())


def send_due(now: datetime) -> int:
    """Send what is due, the oldest first, at most `AT_ONCE`; returns how many went out. Safe to run twice at once."""
    due = _waiting().filter(due_at__lte=now).order_by("due_at", "pk")[:AT_ONCE]
    return sum(_send(mail) for mail in due if _claim(mail, now))


def forget_old(now: datetime) -> int:
    """Delete what was sent or given up long ago; returns how many."""
    return OutgoingMail.objects.filter(Q(sent_at__lte=now - KEPT_FOR) | Q(failed_at__lte=now - KEPT_FOR)).delete()[0]


def _waiting() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(sent_at=None, failed_at=None)


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Take this attempt for oneself; False when somebody else has."""
    wait = timedelta(minutes=2**mail.attempts)
    mine = _waiting().filter(pk=mail.pk, attempts=mail.attempts, due_at__lte=now)
    taken = mine.update(attempts=mail.attempts + 1, due_at=now + wait)
    mail.attempts += 1
    return taken == 1


def _send(mail: OutgoingMail) -> bool:
    row = OutgoingMail.objects.filter(pk=mail.pk)
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.to]).send()
    except Exception as refusal:  # noqa: BLE001 - whatever stops one mail must not stop the others
        # the class alone: a server's words repeat the address and may repeat the mail
        error = type(refusal).__name__
        logger.warning("mail %d was not taken at attempt %d: %s", mail.pk, mail.attempts, error)
        row.update(error=error)
        if mail.attempts >= ATTEMPTS:
            row.update(failed_at=timezone.now(), body="")
        return False
    row.update(sent_at=timezone.now(), body="", error="")
    return True
