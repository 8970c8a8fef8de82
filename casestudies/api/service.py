"""The frame of the API: what every answer has in common, and what goes wrong, as problem details (RFC 9457)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.operation import Operation
from ninja.throttling import AnonRateThrottle

from casestudies.imprint import LICENCE, NAME
from casestudies.models import Tombstone
from casestudies.problems import MEDIA_TYPE, erased, problem, withdrawn

RATE = "300/m"  # requests of one address of the network
READ = ("GET", "HEAD")
MOST_NAMES, LONGEST_NAME = 5, 40  # of parameters that are not known, as an answer repeats them


class Gone(Exception):
    """There was something here: withdrawn, with a tombstone, or erased."""

    def __init__(self, stone: Tombstone | None = None) -> None:
        self.stone = stone


class Limit(AnonRateThrottle):
    """Counts requests in the cache that all processes share, by a hash: no address of the network is kept."""

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api-{hashlib.sha256((self.get_ident(request) or '').encode()).hexdigest()[:32]}"


class PortalAPI(NinjaAPI):
    """Operations go by the names of their functions, which programs made from the description will show."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return str(operation.view_func.__name__)


api = PortalAPI(
    title=f"{NAME}: published case studies",
    version="1",
    description="Published editions of case studies, and nothing else. Every figure is a value or the reason why there "
    "is none. Figures of different case studies are never to be added up: they may count the same people, on "
    f"different scales. {LICENCE.words}",
    docs_url=None,
    openapi_url=None,
    throttle=[Limit(RATE)],
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": LICENCE.name, "url": LICENCE.address}}},
)

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_CODES = {
    304: "You have it already",
    404: "There never was such a thing",
    410: "It was withdrawn or erased",
    422: "A parameter is not known here, or what it says means nothing",
    429: "Too many requests in a minute; Retry-After says when to come back",
}


def answers(*codes: int) -> dict[str, Any]:
    """`openapi_extra` for an operation that can fail in these ways besides those all can."""
    told: dict[int, Any] = {}
    for code in (304, *codes, 422, 429):
        told[code] = {"description": _CODES[code]}
        if code != 304:
            told[code]["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
    return {"responses": told}


def refusal(status: int, title: str, detail: str = "", **headers: str) -> HttpResponse:
    """An answer that is an error."""
    return HttpResponse(problem(status, title, detail), status=status, content_type=MEDIA_TYPE, headers=headers)


@api.exception_handler(Http404)
def _never_was(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(404, "Not found", "There is nothing here, and there never was.")


@api.exception_handler(Gone)
def _gone(request: HttpRequest, exception: Gone) -> HttpResponse:
    body = withdrawn(exception.stone) if exception.stone else erased()
    return HttpResponse(body, status=410, content_type=MEDIA_TYPE)


@api.exception_handler(ValidationError)
def _means_nothing(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    wrong = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in exception.errors)
    return refusal(422, "A parameter means nothing here", wrong)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, exception: HttpError) -> HttpResponse:
    if isinstance(exception, Throttled):
        wait = str(ceil(exception.wait or 60))
        return refusal(
            429, "Too many requests", f"Come back in {wait} seconds: {RATE} is allowed.", **{"Retry-After": wait}
        )
    return refusal(exception.status_code, "Refused", str(exception))


def addresses() -> list[tuple[str, Callable[..., HttpResponse], str]]:
    """(route below /api/v1/, view, name) of every operation."""
    known = _parameters()
    return [
        (str(pattern.pattern), read_only(pattern.callback, known[str(pattern.name)]), f"api-{pattern.name}")
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]


def _parameters() -> dict[str, tuple[str, ...]]:
    """What may stand after the question mark, by the name of the operation."""
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    return {
        operation["operationId"]: tuple(it["name"] for it in operation.get("parameters", ()) if it["in"] == "query")
        for methods in paths.values()
        for operation in methods.values()
    }


def read_only(view: Callable[..., HttpResponse], known: tuple[str, ...] | None = None) -> Callable[..., HttpResponse]:
    """Answers GET and HEAD from any page on the web, and says 304 to whoever has the answer already.

    With `known`, a parameter of any other name is refused: a facet that is mistyped would else find everything.
    """

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if request.method == "OPTIONS":  # a browser asks before it sends If-None-Match to another host
            response = HttpResponse(status=204, headers={"Access-Control-Allow-Headers": "If-None-Match"})
        elif request.method not in READ:
            response = refusal(405, "Not allowed", "This API is for reading.", Allow=", ".join(READ))
        elif known is not None and (unknown := [name for name in request.GET if name not in known]):
            response = _not_known(unknown, known)
        else:
            response = _conditional(request, _as_get(view, request, arguments))
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ", ".join(READ)
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        response["Cache-Control"] = "no-cache"
        return response

    return answer


def _not_known(unknown: list[str], known: tuple[str, ...]) -> HttpResponse:
    named = ", ".join(name[:LONGEST_NAME] for name in unknown[:MOST_NAMES])
    there = f"Known here: {', '.join(known)}." if known else "Nothing may be asked for here."
    return refusal(422, "A parameter is not known", f"{named}: not known. {there}")


def _as_get(view: Callable[..., HttpResponse], request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse:
    """What GET would answer: whoever serves the answer to HEAD leaves out its body."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, **arguments)
    finally:
        request.method = asked


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:24])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
