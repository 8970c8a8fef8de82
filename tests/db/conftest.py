"""What tests of the database share: the letters the portal writes."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from casestudies import emails
from casestudies.models import OutgoingMail


@dataclass(frozen=True)
class Letter:
    """A mail as it was asked for: to whom, which template, and what it tells."""

    to: str
    template: str
    context: Mapping[str, object]


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Every mail put into the outbox from here on, in order, with what it was told."""
    asked: list[Letter] = []
    put_into_the_outbox = emails.send_later

    def send_later(to: str, template: str, context: Mapping[str, object]) -> OutgoingMail:
        asked.append(Letter(to, template, context))
        return put_into_the_outbox(to, template, context)

    monkeypatch.setattr(emails, "send_later", send_later)
    return asked
