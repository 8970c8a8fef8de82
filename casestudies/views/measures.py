"""Measures: what each is, and what every current edition shows on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies.evidence import measures, pool, rows, side_by_side
from casestudies.search.query import examples_wanted
from casestudies.views.responses import shared


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    """All measures, those in use first."""
    shown = examples_wanted(request.GET.get("examples"))
    return shared(request, "measures/list.html", {"measures": measures.listed(examples=shown), "examples": shown})


@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: definition, results of every edition, and their average where there is one."""
    found = measures.described(slug)
    if found is None:
        raise Http404
    shown = examples_wanted(request.GET.get("examples"))
    groups = [
        (
            group,
            side_by_side.forest(f"forest-{number}", group),
            side_by_side.funnel(f"funnel-{number}", group),
        )
        for number, group in enumerate(pool.groups(rows.of_measure(found.key, examples=shown)), 1)
    ]
    return shared(request, "measures/measure.html", {"measure": found, "groups": groups, "examples": shown})
