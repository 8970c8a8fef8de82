"""The readers' side: list, case study, editions, history. Nothing here touches a user, a session or a draft."""

from itertools import pairwise

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from casestudies.editions import publish, shelf
from casestudies.editions import render as editions
from casestudies.editions.changes import changes
from casestudies.views.responses import gone, page, revalidated

PER_PAGE = 12


@require_safe
def case_study_list(request: HttpRequest) -> HttpResponse:
    """All case studies, the newest first; `?examples=` shows or leaves out the invented ones."""
    examples = _wants_examples(request)
    paginated = Paginator(shelf.listed(examples=examples), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": paginated,
        "editions": shelf.opened(paginated.object_list),
        "examples": examples,
        "total": shelf.listed(examples=False).count(),  # no total counts invented examples
    }
    return page("case_studies/list.html", context)


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
    steps = [
        (newer, [] if newer.figures_retired or older.figures_retired else changes(older.document, newer.document))
        for newer, older in pairwise(found)
    ]
    context = {"newest": found[0], "steps": steps, "first": found[-1]}
    version = "-".join(published.version for published in found)
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


def _wants_examples(request: HttpRequest) -> bool:
    return {"show": True, "hide": False}.get(request.GET.get("examples", ""), settings.SHOW_EXAMPLES)
