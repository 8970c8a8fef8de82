"""Where an edition, its files and its charts are to be found: paths, without the host."""

from django.urls import reverse

from casestudies.editions.document import EditionDocument
from casestudies.editions.shelf import Published

FILES = {
    "json": "the whole edition as data",
    "csv": "its figures as a table",
    "pdf": "a briefing to print",
}


def of(published: Published) -> str:
    """The page: the case study's own address for the current edition, else the edition's."""
    document = published.document
    return reverse("case-study", args=[document.slug]) if published.current else lasting(document)


def lasting(document: EditionDocument) -> str:
    """The address of this very edition, which never dies: the one to cite."""
    return reverse("edition", args=[document.slug, document.edition])


def file(published: Published, ending: str) -> str:
    """One of `FILES`, of the current edition by the case study's own name."""
    document = published.document
    if published.current:
        return reverse("case-study-file", args=[document.slug, ending])
    return reverse("edition-file", args=[document.slug, document.edition, ending])


def chart(published: Published, name: str) -> str:
    """A chart as a drawing of its own."""
    document = published.document
    if published.current:
        return reverse("case-study-chart", args=[document.slug, name])
    return reverse("edition-chart", args=[document.slug, document.edition, name])
