"""A mail server that fails as it is told."""

import smtplib
from collections.abc import Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Takes nothing, and quotes the mail while refusing it, as real ones do."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPDataError(554, f"refused: {email_messages[0].body}".encode())


@pytest.fixture
def server_is_down(settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Down"}}
