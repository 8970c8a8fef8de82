"""Themes as the registry describes them, each with how many case studies there are."""

from casestudies.evidence import mentions
from casestudies.evidence.mentions import Subject
from outcomes.models import Theme


def listed(*, examples: bool) -> list[tuple[Theme, Subject | None]]:
    """All themes by name, with what there is; None for nothing yet. Two queries."""
    counted = {subject.key: subject for subject in mentions.subjects(mentions.Kind.THEME, examples=examples)}
    return [(theme, counted.get(theme.key)) for theme in Theme.objects.all()]


def described(key: str) -> Theme | None:
    """A theme, or None. One query."""
    return Theme.objects.filter(key=key).first()
