"""Every address the portal answers, and one that each route matches."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, as its route, with the pattern behind it."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern


EXAMPLES = {
    r"\(\?P<url>.*": "no/such/page",
    r"\^\(\?P<app_label>.*": "outcomes/",
    r"\^\(\[\^/\]\+\)/history/.*": "1/history/1/",
    r"\^accounts/password/reset/.*": "accounts/password/reset/1-key/",
    r"\^desk/\(\?P<rest>.*": "desk/no/such/thing/",
    r"\^review/\(\?P<rest>.*": "review/no/such/thing/at/all/",
    r"<(slug|str|path|int):\w+>|<id>": "1",
}


def example(route: str) -> str:
    """An address that `route` matches."""
    for part, instead in EXAMPLES.items():
        route = re.sub(part, instead, route)
    return f"/{route}"
