"""Notes that people with an account keep beside the case studies of their shortlist. Nobody reads another's."""

from collections.abc import Iterable

from casestudies.models import ShortlistNote, User


def of(person: User, slugs: Iterable[str]) -> dict[str, str]:
    """Their notes about these case studies, by name. One query."""
    return dict(ShortlistNote.objects.filter(by=person, slug__in=list(slugs)).values_list("slug", "words"))


def keep(person: User, slug: str, words: str) -> None:
    """Put `words` in the place of their note about it; no words take it away."""
    if words:
        ShortlistNote.objects.update_or_create(by=person, slug=slug, defaults={"words": words})
    else:
        ShortlistNote.objects.filter(by=person, slug=slug).delete()
