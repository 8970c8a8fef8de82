"""Error pages that say what happened and what to do next, the same for everybody."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from casestudies.views.responses import page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where more was sent than is read of any form, in words for the script that saves as one types too."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"said": "Not saved: this is more than one page can hold. Shorten it."}, status=413)
        return page("errors/413.html", status=413)
    return page("errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page("errors/403.html", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token of this session; pages on which one writes a lot answer it themselves."""
    return page("errors/403_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what one may not see answers as what never was."""
    return page("errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return page("errors/500.html", status=500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: somebody tries passwords, or fills other people's letter boxes."""
    return page("errors/429.html", status=429)


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Every address under /desk/ and /review/ that is none: strangers are asked who they are before being told so."""
    raise Http404
