"""Pages for one person are kept by no browser: on a shared computer "Back" after signing out would show a draft."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NotKeptMiddleware:
    """Says so of every answer but those for everybody (marked in urls.py), which say themselves how long they hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and mark the answer; what leads nowhere is the same for everybody."""
        response = self.get_response(request)
        found = request.resolver_match
        if found and not getattr(found.func, "for_everybody", False):
            response["Cache-Control"] = "private, no-store"
        return response
