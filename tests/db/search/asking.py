"""Searches as tests write them: the query string of an address."""

from django.http import QueryDict

from casestudies.search.find import Found, find
from casestudies.search.query import Query


def ask(query_string: str) -> Found:
    """What is found at `/case-studies/?{query_string}`."""
    return find(Query.of(QueryDict(query_string)))


def slugs(query_string: str) -> list[str]:
    """The slugs of all hits, in order."""
    return [published.document.slug for published in ask(query_string).editions()]
