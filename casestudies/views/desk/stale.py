"""Pages that give back what was typed where their token is old: signing in again, in another tab, makes a new one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token


def is_stale(request: HttpRequest) -> bool:
    """Whether a form was sent without the token of this session, so that nobody knows where it came from."""
    return request.method == "POST" and not getattr(request, "csrf_processing_done", False)


def asked_when_stale(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask the view about such a request, too, where Django by itself would answer 403 and what was typed would be lost.

    The view must do nothing for it but show it to whoever sent it: see `is_stale`.
    """
    checked = requires_csrf_token(view)  # does all the checking, and leaves the answer to us

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return checked(request, *args, **kwargs)

    return asked
