"""Addresses of a search, for links in its pages."""

from typing import Any

from django import template

from casestudies.search.query import Query

register = template.Library()


@register.simple_tag
def address(query: Query, **changes: Any) -> str:
    """The same search, changed: `{% address query sort="reach" %}`."""
    return query.address(**changes)


@register.filter
def here(query: Query) -> str:
    """What follows the list's own address, or nothing."""
    return query.address().removesuffix("?")


@register.filter
def but_for_the_page(query: Query) -> str:
    """The query string to which "page=…" is added: it ends in "&" or is empty."""
    rest = query.address(page=1).removeprefix("?")
    return f"{rest}&" if rest else ""
