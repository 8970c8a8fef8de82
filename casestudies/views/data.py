"""All there is as data: the page that explains it, and grants as 360Giving."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies.downloads import definitions, giving, tables
from casestudies.editions import shelf
from casestudies.views.responses import hashed, page


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What can be taken away, what it means, and what cannot be exported and why."""
    complete, incomplete = giving.grants(_real())
    context = {"definitions": definitions.rows(), "grants": len(complete), "missing": incomplete}
    return page("pages/data.html", context)


@require_safe
def funding(request: HttpRequest, ending: str) -> HttpResponse:
    """Grants in the 360Giving standard."""
    if ending == "json":
        body = json.dumps(giving.package(_real()), ensure_ascii=False, indent=1)
        return hashed(request, body, "application/json")
    if ending == "csv":
        return hashed(request, tables.as_csv(list(giving.COLUMNS), giving.cells(_real())), "text/csv; charset=utf-8")
    raise Http404


def _real() -> list[shelf.Published]:
    return shelf.opened(shelf.listed(examples=False))
