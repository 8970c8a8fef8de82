"""A reader's shortlist: in a signed cookie of their own browser, made when they first keep something, and sent nowhere
else. A list that an address names is for reading, the same for everybody, and needs no cookie.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casestudies.editions import shelf

COOKIE, SALT = "shortlist", "casestudies.shortlist"
KEPT_FOR = 90 * 24 * 3600  # seconds


@require_GET
def shortlist(request: HttpRequest) -> HttpResponse:
    """One's own list, or the one that the address names."""
    named = request.GET.getlist("case")
    editions = shelf.chosen(named or kept(request))
    context = {
        "editions": editions,
        "shared": bool(named),
        "choice": _choice(editions),
        "most": shelf.MOST_CHOSEN,
    }
    return render(request, "shortlist/shortlist.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Asks whether to keep these case studies, and keeps them."""
    editions = shelf.chosen(request.GET.getlist("case"))
    if not editions:
        raise Http404
    if request.method == "GET":
        context = {"editions": editions, "kept": kept(request), "choice": _choice(editions)}
        return render(request, "shortlist/add.html", context)
    both = list(dict.fromkeys([*kept(request), *(published.document.slug for published in editions)]))
    if len(both) > shelf.MOST_CHOSEN:
        messages.warning(request, f"A shortlist holds {shelf.MOST_CHOSEN} case studies: take some off it first.")
        return redirect("shortlist")
    return _keep(redirect("shortlist"), both)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Takes one case study off the list; with the last one the cookie goes too."""
    gone = request.GET.get("case", "")
    return _keep(redirect("shortlist"), [slug for slug in kept(request) if slug != gone])


def kept(request: HttpRequest) -> list[str]:
    """The slugs in the reader's cookie; none where there is no cookie or somebody has changed it."""
    signed = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_FOR)
    return [slug for slug in str(signed).split(".") if slug][: shelf.MOST_CHOSEN]


def _choice(editions: Iterable[shelf.Published]) -> str:
    return shelf.choice(published.document.slug for published in editions)


def _keep(response: HttpResponse, slugs: Iterable[str]) -> HttpResponse:
    value, path = ".".join(slugs), reverse("shortlist")
    if not value:
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
        return response
    response.set_signed_cookie(
        COOKIE,
        value,
        salt=SALT,
        max_age=KEPT_FOR,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
