"""Searching, what published case studies name, and what was withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from ninja import Query as Parameter
from ninja import Router
from ninja.errors import HttpError

from casestudies.api.answers import Facet, Search, Value, Values, Withdrawn, WithdrawnPage, answer
from casestudies.api.editions import Examples
from casestudies.api.service import answers
from casestudies.downloads import edition_file
from casestudies.editions import shelf
from casestudies.imprint import absolute
from casestudies.search.choices import Choice
from casestudies.search.find import find
from casestudies.search.query import Query

router = Router(tags=["Lists"])

PER_PAGE = 20
KINDS = {"themes": "theme", "places": "place", "measures": "measure", "funders": "funder", "providers": "provider"}
Words = Annotated[str, Parameter(max_length=2_000, description="What to look for")]
Chosen = Annotated[list[str] | None, Parameter(max_length=30, description="Values of this facet, any of them")]
Sort = Annotated[
    Literal["newest", "relevance", "reach", "coverage"] | None,
    Parameter(description="Newest first, or most relevant where words are looked for"),
]
Day = Annotated[str, Parameter(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="YYYY-MM-DD")]


@router.get("/search", response=Search, summary="Search", openapi_extra=answers())
def search(
    request: HttpRequest,
    q: Words = "",
    theme: Chosen = None,
    place: Chosen = None,
    age: Chosen = None,
    measure: Chosen = None,
    funder: Chosen = None,
    provider: Chosen = None,
    route: Chosen = None,
    evidence: Chosen = None,
    comparison: Chosen = None,
    coverage: Chosen = None,
    cost: Chosen = None,
    reach: Chosen = None,
    examples: Examples = None,
    sort: Sort = None,
    page: Annotated[int, Parameter(ge=1, le=100_000, description="Which page of what is found")] = 1,
) -> HttpResponse:
    """The same words, facets and orders as the list of case studies. Filters choose projects, never people."""
    query = Query.of(QueryDict(request.META.get("QUERY_STRING", "")))
    found = find(query)
    hits = found.page(query.page, PER_PAGE)
    following = query.address(page=query.page + 1) if hits.page.has_next() else None
    return answer(
        Search(
            total=found.total,
            examples=found.examples,
            hint=found.hint,
            facets=tuple(Facet(each.name, each.heading, _values(each.values)) for each in found.facets),
            items=tuple(edition_file.of(hit.published) for hit in hits.entries),
            next=absolute(reverse("api-search") + following) if following else None,
        )
    )


@router.get("/named/{kind}", response=Values, summary="What case studies name", openapi_extra=answers())
def named(request: HttpRequest, kind: Literal["themes", "places", "measures", "funders", "providers"]) -> HttpResponse:
    """As they stand in current editions, with how many case studies name them; a place counts those within it."""
    facets = {facet.name: facet.values for facet in find(Query(examples=True)).facets}
    return answer(Values(_values(facets[KINDS[kind]])))


@router.get("/tombstones", response=WithdrawnPage, summary="What was withdrawn", openapi_extra=answers())
def tombstones(
    request: HttpRequest,
    since: Day = "",
    cursor: Annotated[str, Parameter(pattern=r"^[-a-zA-Z0-9_]{0,80}$", description="From “next”")] = "",
    limit: Annotated[int, Parameter(ge=1, le=200)] = 100,
) -> HttpResponse:
    """Whoever keeps copies asks this from time to time and deletes what is named."""
    found = shelf.withdrawn(since=_beginning(since), after=cursor, limit=limit + 1)
    items = tuple(Withdrawn(it.slug, it.title, it.withdrawn_at, it.reason) for it in found[:limit])
    asked = urlencode({"since": since, "cursor": items[-1].case_study if items else "", "limit": limit})
    following = absolute(f"{reverse('api-tombstones')}?{asked}") if len(found) > limit else None
    return answer(WithdrawnPage(items, following))


def _beginning(day: str) -> datetime | None:
    if not day:
        return None
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))
    except (ValueError, OverflowError):
        raise HttpError(422, f"since: {day} is not a day") from None


def _values(choices: Iterable[Choice]) -> tuple[Value, ...]:
    return tuple(
        Value(
            key=choice.value,
            name=choice.label,
            case_studies=choice.real,
            examples=choice.examples,
            found_at=absolute(
                f"{reverse('case-studies')}{Query.of(QueryDict()).changed(**{choice.facet: (choice.value,)}).address()}"
            ),
        )
        for choice in choices
    )
