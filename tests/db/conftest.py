"""What tests of the database share: the letters the portal writes."""

from dataclasses import dataclass

import pytest

from casestudies import emails


@dataclass(frozen=True)
class Letter:
    """A mail as it was asked for: to whom, which template, and what it tells."""

    to: str
    template: str
    context: dict[str, object]


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Every mail asked for from here on, in order, instead of being sent."""
    asked: list[Letter] = []
    monkeypatch.setattr(emails, "send_later", lambda to, template, context: asked.append(Letter(to, template, context)))
    return asked
