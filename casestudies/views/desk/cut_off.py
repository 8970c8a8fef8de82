"""Pages that can say that too much was sent, where Django by itself would answer 400 before any view is asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect


def cut_off(request: HttpRequest) -> bool:
    """Whether so much was sent that none of it was read."""
    return getattr(request, "was_cut_off", False)


def says_when_cut_off(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask the view about a request that was cut off, too; its form data are empty then, and so is the token.

    The view must do nothing for such a request but say so: nobody knows where it came from.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.POST  # noqa: B018  reading it is what may fail
        except RequestDataTooBig:
            request.was_cut_off = True  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        return protected(request, *args, **kwargs)

    return asked
