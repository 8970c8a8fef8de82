"""Answers for readers: always revalidated, never stale, cheap."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from casestudies.editions.render import template_version
from casestudies.models import Tombstone


def revalidated(
    request: HttpRequest, version: str, body: Callable[[], str | bytes], content_type: str | None = None
) -> HttpResponse:
    """The page or file that `body` makes, or 304 where the reader already has this `version` of it."""
    etag = quote_etag(f"{version}-{template_version()}")
    response = get_conditional_response(request, etag=etag) or HttpResponse(body(), content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def hashed(request: HttpRequest, body: str | bytes, content_type: str) -> HttpResponse:
    """As `revalidated`, for what has no version of its own: it is made, and not sent to whoever has it already."""
    made = body.encode() if isinstance(body, str) else body
    return revalidated(request, hashlib.sha256(made).hexdigest()[:24], lambda: made, content_type)


def shared(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that is the same for everybody, made each time and not sent to whoever has the very same already."""
    return hashed(request, render_to_string(template, context), "text/html; charset=utf-8")


def page(template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page that is the same for everybody: rendered without the request, so that nothing personal can enter it."""
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-cache"
    return response


def plain(text: str, content_type: str = "text/plain; charset=utf-8", status: int = 200) -> HttpResponse:
    """Text for programs, the same for everybody."""
    response = HttpResponse(text, content_type=content_type, status=status)
    response["Cache-Control"] = "no-cache"
    return response


def gone(stone: Tombstone) -> HttpResponse:
    """410: that something was here, since when it is gone, and why."""
    return page("errors/410.html", {"tombstone": stone}, status=410)
