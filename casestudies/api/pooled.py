"""What several projects come to on one measure: the groups of a measure's page, with all that enters their averages."""

from dataclasses import dataclass
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Router
from pydantic import TypeAdapter

from casestudies.api.answers import as_json
from casestudies.api.editions import Examples
from casestudies.api.service import answers
from casestudies.evidence import measures, pool, rows
from casestudies.imprint import absolute
from casestudies.search.query import examples_wanted
from outcomes.figures import Count, Figure, Pool
from outcomes.pooled import Funnel

router = Router(tags=["Lists"])


@dataclass(frozen=True, slots=True)
class Entering:
    """One project's result as it enters an average: `improved` of `scored` people."""

    case_study: str
    cohort: str
    improved: Count
    scored: int


@dataclass(frozen=True, slots=True)
class PooledGroup:
    """Results that may stand on one axis: one version of the measure, counted in one unit, all real or all invented.

    `projects` counts those hidden or not exact too: only `entering` are averaged. Rates are shares from 0 to 1, changes
    points of the measure, better positive. Fewer than five projects are not averaged; `funnel` needs ten exact rates.
    """

    version: str
    unit: str
    invented: bool
    projects: int
    entering: tuple[Entering, ...]
    rate: Figure[Pool]
    with_change: int
    change: Figure[Pool]
    funnel: Funnel | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """A measure's groups, the real ones first; `page` is where it is described and drawn."""

    measure: str
    name: str
    page: str
    groups: tuple[PooledGroup, ...]


_adapter = TypeAdapter(Pooled)


@router.get("/measures/{slug}/pooled", response=Pooled, summary="Pooled results", openapi_extra=answers(404))
def pooled(
    request: HttpRequest,
    slug: Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$", description="A measure's lasting name")],
    examples: Examples = None,
) -> HttpResponse:
    """Random effects over projects, one result each; the working is on the page."""
    found = measures.described(slug)
    if found is None:
        raise Http404
    shown = examples_wanted(examples)
    groups = pool.groups(rows.of_measure(found.key, examples=shown))
    body = Pooled(found.key, found.name, absolute(reverse("measure", args=[slug])), tuple(map(_group, groups)))
    return as_json(_adapter.dump_python(body, mode="json"))


def _group(group: pool.Group) -> PooledGroup:
    return PooledGroup(
        version=group.version,
        unit=group.unit,
        invented=group.invented,
        projects=group.projects,
        entering=tuple(Entering(result.slug, result.cohort, k, n) for result, k, n in group.chosen),
        rate=group.rate,
        with_change=group.with_change,
        change=group.change,
        funnel=group.funnel,
    )
