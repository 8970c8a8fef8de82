"""Editions to take away: whole as JSON, their figures as CSV, a briefing as PDF, each chart as SVG."""

import json
from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies import problems
from casestudies.downloads import briefing, charts, edition_file, rows, tables
from casestudies.editions import shelf
from casestudies.editions.shelf import Published
from casestudies.views.responses import plain, revalidated

type Make = Callable[[Published], str | bytes]


def _csv(published: Published) -> str:
    return tables.as_csv(rows.COLUMNS, rows.cells([published]))


FILES: dict[str, tuple[str, Make]] = {
    "json": ("application/json", edition_file.as_json),
    "csv": ("text/csv; charset=utf-8", _csv),
    "pdf": ("application/pdf", briefing.of_edition),
}


@require_safe
def edition(request: HttpRequest, slug: str, ending: str, number: int | None = None) -> HttpResponse:
    """One edition as a file: the current one, or the one of that number."""
    if ending not in FILES:
        raise Http404
    content_type, make = FILES[ending]
    return _file(request, slug, number, ending, content_type, make)


@require_safe
def chart(request: HttpRequest, slug: str, name: str, number: int | None = None) -> HttpResponse:
    """One chart of an edition, with its caption."""

    def make(published: Published) -> str:
        drawn = charts.svg(published, name)
        if drawn is None:
            raise Http404
        return drawn

    return _file(request, slug, number, "svg", "image/svg+xml", make)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of an edition's JSON file."""
    body = partial(json.dumps, edition_file.schema(), indent=1)
    return revalidated(request, edition_file.FORMAT, body, "application/schema+json")


def _file(
    request: HttpRequest, slug: str, number: int | None, ending: str, content_type: str, make: Make
) -> HttpResponse:
    if stone := shelf.tombstone(slug):
        return _gone(ending, problems.withdrawn(stone), problems.in_words(stone))
    published = shelf.current(slug) if number is None else shelf.numbered(slug, number)
    if published is None:
        if not shelf.erased(slug, number):
            raise Http404
        return _gone(ending, problems.erased(), problems.ERASED)
    response = revalidated(request, published.version, partial(make, published), content_type)
    if ending != "svg":
        response["Content-Disposition"] = f'inline; filename="{slug}-edition-{published.document.edition}.{ending}"'
    if published.document.invented or not published.current:
        response["X-Robots-Tag"] = "noindex"
    return response


def _gone(ending: str, as_json: str, in_words: str) -> HttpResponse:
    if ending == "json":
        return plain(as_json, problems.MEDIA_TYPE, status=410)
    return plain(f"{in_words}\n", status=410)
