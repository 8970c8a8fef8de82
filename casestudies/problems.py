"""What went wrong, for programs: RFC 9457 problem details, which files and the API answer with alike."""

import json

from django.utils import timezone

from casestudies import wording
from casestudies.models import Tombstone

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str = "", **more: object) -> str:
    """The body of an answer that is an error. `more` are members of its own kind of problem."""
    return json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail, **more})


def withdrawn(stone: Tombstone) -> str:
    """410: what stood here, since when it is gone, and why."""
    return problem(410, "Withdrawn", in_words(stone), withdrawn_at=stone.withdrawn_at.isoformat(), reason=stone.reason)


def erased() -> str:
    """410: an edition stood here whose content was deleted for good."""
    return problem(410, "Erased", ERASED)


def in_words(stone: Tombstone) -> str:
    """The same for people, in a line."""
    day = wording.date(timezone.localdate(stone.withdrawn_at))
    return f"“{stone.title}” was published here and withdrawn on {day}. {stone.reason}".strip()


ERASED = "An edition was published here. Its content has been deleted for good to protect somebody’s privacy."
