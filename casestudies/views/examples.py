"""Whether a reader wants to see the invented examples: a part of the address, never of a session."""

from django.conf import settings
from django.http import HttpRequest


def wanted(request: HttpRequest) -> bool:
    """`?examples=show` or `hide`; without either what the portal is set to."""
    return {"show": True, "hide": False}.get(request.GET.get("examples", ""), settings.SHOW_EXAMPLES)
