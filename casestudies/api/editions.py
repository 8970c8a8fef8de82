"""Editions: all current ones, one, one by its number, and what changed between them."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router

from casestudies.api.answers import EditionPage, History, Version, answer
from casestudies.api.service import Gone, answers
from casestudies.downloads import edition_file
from casestudies.downloads.edition_file import EditionFile
from casestudies.editions import citing, shelf
from casestudies.editions.changes import steps
from casestudies.imprint import absolute
from casestudies.search.query import examples_wanted

router = Router(tags=["Editions"])

SLUG = r"^[-a-zA-Z0-9_]{1,80}$"
Slug = Annotated[str, Path(pattern=SLUG, description="A case study's lasting name")]
Number = Annotated[int, Path(ge=1, le=100_000, description="The number of an edition")]
Examples = Annotated[Literal["show", "hide"] | None, Query(description="With or without invented examples")]
Limit = Annotated[int, Query(ge=1, le=50, description="Editions an answer")]


@router.get("/editions", response=EditionPage, summary="All current editions", openapi_extra=answers())
def editions(
    request: HttpRequest,
    cursor: Annotated[str, Query(pattern=r"^[-a-zA-Z0-9_]{0,80}$", description="From “next”")] = "",
    limit: Limit = 20,
    examples: Examples = None,
) -> HttpResponse:
    """By the names of their case studies, so that nothing is met twice or missed while new ones are published."""
    shown = examples_wanted(examples)
    found = shelf.opened(shelf.by_slug(after=cursor, examples=shown)[: limit + 1])
    items = found[:limit]
    following = None
    if len(found) > limit:
        asked = {"cursor": items[-1].document.slug, "limit": limit, "examples": "show" if shown else "hide"}
        following = absolute(f"{reverse('api-editions')}?{urlencode(asked)}")
    return answer(EditionPage(tuple(edition_file.of(published) for published in items), following))


@router.get("/editions/{slug}", response=EditionFile, summary="The current edition", openapi_extra=answers(404, 410))
def edition(request: HttpRequest, slug: Slug) -> HttpResponse:
    """The same document as the case study's JSON file."""
    return _one(slug)


@router.get("/editions/{slug}/history", response=History, summary="All editions", openapi_extra=answers(404, 410))
def history(request: HttpRequest, slug: Slug) -> HttpResponse:
    """What changed from each edition to the next; nothing is said of figures that were retired, nor of an edition
    that was erased."""
    _not_withdrawn(slug)
    found = shelf.history(slug)
    if not found:
        _erased_or_never_was(slug)
    items = tuple(_version(published, tuple(step)) for published, step in zip(found, steps(found), strict=True))
    return answer(History(slug, items))


@router.get(
    "/editions/{slug}/{number}", response=EditionFile, summary="An edition by number", openapi_extra=answers(404, 410)
)
def numbered_edition(request: HttpRequest, slug: Slug, number: Number) -> HttpResponse:
    """One edition for good; of a retired one the story and no figures."""
    return _one(slug, number)


def _one(slug: str, number: int | None = None) -> HttpResponse:
    _not_withdrawn(slug)
    published = shelf.current(slug) if number is None else shelf.numbered(slug, number)
    if published is None:
        _erased_or_never_was(slug, number)
        raise Http404
    return answer(edition_file.of(published))


def _not_withdrawn(slug: str) -> None:
    if stone := shelf.tombstone(slug):
        raise Gone(stone)


def _erased_or_never_was(slug: str, number: int | None = None) -> None:
    raise Gone if shelf.erased(slug, number) else Http404


def _version(published: shelf.Published, step: tuple[str, ...]) -> Version:
    document = published.document
    return Version(
        edition=document.edition,
        published=document.published,
        note=document.note,
        current=published.current,
        figures_retired=published.figures_retired,
        figures_replaced_by=published.figures_replaced_by,
        changes=step,
        address=citing.address(document),
    )
