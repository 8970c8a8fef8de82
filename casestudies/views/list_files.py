"""A search or a shortlist as a file."""

import hashlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from casestudies.downloads import briefing, lists
from casestudies.downloads.lists import Listing
from casestudies.editions import shelf
from casestudies.imprint import absolute
from casestudies.search import index
from casestudies.search.find import find
from casestudies.search.query import Query
from casestudies.views.responses import revalidated

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[str, Callable[[Listing], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lists.as_csv),
    "xlsx": (XLSX, lists.as_xlsx),
    "json": ("application/json", lists.as_json),
    "pdf": ("application/pdf", lambda listing: briefing.pack(listing.editions)),  # of a shortlist only
}


@require_safe
def search(request: HttpRequest, ending: str) -> HttpResponse:
    """Whatever the list of case studies finds with the same query string, on all its pages."""
    if ending not in FILES or ending == "pdf":
        raise Http404
    query = Query.of(request.GET)
    version = f"{index.version()}-{query.examples:d}-{query.address(page=1)}"

    def listing() -> Listing:
        title = "Case studies" if query.address(page=1) == "?" else "A search for case studies"
        address = absolute(reverse("case-studies") + query.address(page=1))
        return Listing(title, address, list(find(query).editions()))

    return _file(request, "case-studies", ending, version, listing)


@require_safe
def shortlist(request: HttpRequest, ending: str) -> HttpResponse:
    """The case studies that the address names; as PDF their briefings, one after the other."""
    editions = shelf.chosen(request.GET.getlist("case"))
    if ending not in FILES or not editions:
        raise Http404
    address = absolute(reverse("shortlist") + shelf.choice(published.document.slug for published in editions))
    version = "-".join(f"{published.document.slug}:{published.version}" for published in editions)
    return _file(request, "shortlist", ending, version, lambda: Listing("A shortlist", address, editions))


def _file(request: HttpRequest, name: str, ending: str, version: str, listing: Callable[[], Listing]) -> HttpResponse:
    content_type, make = FILES[ending]
    hashed = hashlib.sha256(version.encode()).hexdigest()[:24]
    response = revalidated(request, hashed, lambda: make(listing()), content_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response
