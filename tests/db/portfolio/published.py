"""What anybody can fetch: the editions of the API as plain JSON, and the results in them. None of our code reads it."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

type Json = dict[str, Any]


def get(client: Client, path: str) -> Json:
    """An answer of the API."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.content)
    return json.loads(response.content)


def editions(client: Client) -> list[Json]:
    """All current editions, a few an answer."""
    path, found = "/api/v1/editions?examples=show&limit=17", []
    while path:
        page = get(client, path)
        found += page["items"]
        following = urlsplit(page["next"] or "")
        path = f"{following.path}?{following.query}" if page["next"] else ""
    return found


def results(edition: Json) -> Iterator[tuple[Json, Json]]:
    """Every strand with each of its cohorts; an edition whose figures are retired has none."""
    for strand in edition["document"]["strands"]:
        for cohort in strand["cohorts"]:
            yield strand, cohort


def shown(figure: Json) -> Any:
    """The value of a figure, or None."""
    return figure["value"] if figure["kind"] == "shown" else None


def exactly(figure: Json) -> int | None:
    """A count that is shown exactly."""
    count = shown(figure)
    return count["low"] if count and count["because"] == "exact" else None
