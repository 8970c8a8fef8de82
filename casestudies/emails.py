"""Mail that leaves the portal. A mail is one plain text template under templates/emails/."""

from collections.abc import Mapping

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string


def send_later(to: str, template: str, context: Mapping[str, object]) -> None:
    """Send templates/emails/`template`.txt to the address `to` once the caller's transaction has been committed.

    The first line of the template is the subject. `context` holds what JSON can hold: text, numbers, lists of them.
    """
    # For now sent by the process that asked, right after the commit; the outbox will make a row of it here instead.
    subject, _, body = render_to_string(f"emails/{template}.txt", dict(context)).partition("\n")
    mail = EmailMessage(subject.strip(), body.strip() + "\n", to=[to])
    transaction.on_commit(mail.send)
