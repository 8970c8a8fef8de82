"""What the API answers with: dataclasses that its description is made from, and the one way to write them as JSON."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from pydantic import TypeAdapter

from casestudies.downloads.edition_file import EditionFile


@dataclass(frozen=True, slots=True)
class EditionPage:
    """Some editions, whole. `next` is the address of the following ones, or null."""

    items: tuple[EditionFile, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One edition in the history of its case study; its address answers with the whole of it."""

    edition: int
    published: date
    note: str
    current: bool
    figures_retired: bool
    figures_replaced_by: int | None
    changes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class History:
    """All editions of a case study, newest first."""

    case_study: str
    items: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A theme, place, measure, funder or provider that published case studies name.

    `case_studies` counts real ones, `examples` invented ones; the two are never to be added up.
    """

    key: str
    name: str
    case_studies: int
    examples: int
    found_at: str  # address of the search for them


@dataclass(frozen=True, slots=True)
class Values:
    """All values of one kind."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to choose case studies. Its counts ignore its own choice."""

    name: str
    heading: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What a search finds, real case studies first; `total` leaves out invented ones, `hint` is another spelling."""

    total: int
    examples: int
    hint: str
    facets: tuple[Facet, ...]
    items: tuple[EditionFile, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A case study that was withdrawn: throw away what you hold of it."""

    case_study: str
    title: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """Withdrawals by the names of their case studies. `next` is the address of the following ones, or null."""

    items: tuple[Withdrawn, ...]
    next: str | None


_adapters: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (EditionPage, EditionFile, History, Values, Search, WithdrawnPage)
}


def answer(body: Any) -> HttpResponse:
    """The answer; the address of what follows it is a Link besides."""
    return as_json(_adapters[type(body)].dump_python(body, mode="json"))


def as_json(data: dict[str, Any]) -> HttpResponse:
    """Plain values as the answer."""
    response = HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")
    if following := data.get("next"):
        response["Link"] = f'<{following}>; rel="next"'
    return response
