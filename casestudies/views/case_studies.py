"""The readers' side: list, case study, editions, history. Nothing here touches a user, a session or a draft."""

from operator import itemgetter

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from casestudies.editions import publish, shelf
from casestudies.editions import render as editions
from casestudies.editions.changes import steps
from casestudies.search import index
from casestudies.search.find import find
from casestudies.search.query import Query
from casestudies.views.responses import gone, page, revalidated

PER_PAGE = 12


@require_safe
def case_study_list(request: HttpRequest) -> HttpResponse:
    """All case studies, or those that meet the words and choices in the address (see `casestudies.search.query`)."""
    query = Query.of(request.GET)
    response = revalidated(request, f"{index.version()}-{query.examples:d}", lambda: _found(query))
    # what htmx writes into the address bar: the same search without what a form sends empty
    response["HX-Push-Url"] = request.path + query.address().removesuffix("?")
    return response


def _found(query: Query) -> str:
    found = find(query)
    hits = found.page(query.page, PER_PAGE)
    return render_to_string("case_studies/list.html", {"query": query, "found": found, "hits": hits, "page": hits.page})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The current edition of a case study."""
    return _edition_page(request, slug)


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition, at the address that can be cited."""
    return _edition_page(request, slug, number)


def _edition_page(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    if stone := shelf.tombstone(slug):
        return gone(stone)
    published = shelf.current(slug) if number is None else shelf.numbered(slug, number)
    if published is None:
        return _erased_or_never_was(slug, number)
    return revalidated(request, published.version, lambda: editions.page(published))


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """All editions of a case study and what changed from each to the next."""
    if stone := shelf.tombstone(slug):
        return gone(stone)
    found = shelf.history(slug)
    if not found:
        return _erased_or_never_was(slug)
    erased: list[tuple[int, shelf.Published | None, list[str]]] = [(n, None, []) for n in shelf.erased_numbers(slug)]
    lines = erased + [(one.document.edition, one, step) for one, step in zip(found, steps(found), strict=True)]
    context = {"newest": found[0], "lines": sorted(lines, key=itemgetter(0), reverse=True)}
    version = "-".join([*(published.version for published in found), *(f"{number}-erased" for number, *_ in erased)])
    return revalidated(request, version, lambda: render_to_string("case_studies/history.html", context))


def _erased_or_never_was(slug: str, number: int | None = None) -> HttpResponse:
    if not shelf.erased(slug, number):
        raise Http404
    return page("errors/erased.html", status=410)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture that an edition names."""
    path = f"{publish.PICTURES}/{name}"
    if not shelf.picture_is_public(name) or not default_storage.exists(path):
        raise Http404
    etag = quote_etag(name)  # the name is the hash of its content
    response = get_conditional_response(request, etag=etag) or FileResponse(default_storage.open(path))
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
