"""A search or a shortlist as a file."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from casestudies.downloads import briefing, lists
from casestudies.downloads.lists import Listing
from casestudies.editions import shelf
from casestudies.imprint import absolute
from casestudies.search.find import find
from casestudies.search.query import Query
from casestudies.views.responses import hashed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[str, Callable[[Listing], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lists.as_csv),
    "xlsx": (XLSX, lists.as_xlsx),
    "json": ("application/json", lists.as_json),
}
BRIEFINGS = ("application/pdf", lambda listing: briefing.pack(listing.editions))


@require_safe
def search(request: HttpRequest, ending: str) -> HttpResponse:
    """Whatever the list of case studies finds with the same query string, on all its pages."""
    if ending not in FILES:
        raise Http404
    query = Query.of(request.GET)
    listing = Listing(
        title="Case studies" if query.address(page=1) == "?" else "A search for case studies",
        address=absolute(reverse("case-studies") + query.address(page=1)),
        editions=list(find(query).editions()),
    )
    return _file(request, "case-studies", ending, listing, FILES[ending])


@require_safe
def shortlist(request: HttpRequest, ending: str) -> HttpResponse:
    """The case studies that the address names; as PDF their briefings, one after the other."""
    files = {**FILES, "pdf": BRIEFINGS}
    editions = shelf.chosen(request.GET.getlist("case"))
    if ending not in files or not editions:
        raise Http404
    slugs = [published.document.slug for published in editions]
    listing = Listing("A shortlist", absolute(f"{reverse('shortlist')}{shelf.choice(slugs)}"), editions)
    return _file(request, "shortlist", ending, listing, files[ending])


def _file(
    request: HttpRequest,
    name: str,
    ending: str,
    listing: Listing,
    how: tuple[str, Callable[[Listing], str | bytes]],
) -> HttpResponse:
    content_type, make = how
    response = hashed(request, make(listing), content_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response
