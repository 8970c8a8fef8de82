"""A reader's shortlist: in a signed cookie of their own browser, made when they first keep something, and sent nowhere
else. A list that an address names is for reading, the same for everybody, and needs no cookie. Notes belong to an
account: whoever is signed in finds theirs beside the case studies of any browser's list.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casestudies import notes
from casestudies.editions import shelf
from casestudies.evidence import comparing
from casestudies.forms.shortlist import NoteForm
from casestudies.views.person import person

COOKIE, SALT = "shortlist", "casestudies.shortlist"
KEPT_FOR = 90 * 24 * 3600  # seconds


@require_GET
def shortlist(request: HttpRequest) -> HttpResponse:
    """One's own list, or the one that the address names."""
    return _list(request, request.GET.getlist("case"))


def _list(request: HttpRequest, named: list[str], typed: NoteForm | None = None) -> HttpResponse:
    """The page; `typed` is a note that could not be kept, shown again as it was typed."""
    wanted = list(dict.fromkeys(slug for slug in named or kept(request) if slug))[: shelf.MOST_CHOSEN]
    editions = shelf.chosen(wanted)
    there = {published.document.slug for published in editions}
    context = {
        "editions": editions,
        "missing": comparing.missing([slug for slug in wanted if slug not in there]),
        "with_notes": list(zip(editions, _notes(request, editions, typed), strict=True)),
        "form": typed,
        "shared": bool(named),
        "choice": _choice(editions),
        "most": shelf.MOST_CHOSEN,
    }
    return render(request, "shortlist/shortlist.html", context, status=200 if typed is None else 422)


def _notes(request: HttpRequest, editions: list[shelf.Published], typed: NoteForm | None) -> Iterator[NoteForm | None]:
    """For each case study the form of one's note about it; None for strangers."""
    if not request.user.is_authenticated:
        yield from (None for _ in editions)
        return
    slugs = [published.document.slug for published in editions]
    kept_notes = notes.of(person(request), slugs)
    for slug in slugs:
        again = typed is not None and typed.prefix == slug
        yield typed if again else NoteForm(prefix=slug, initial={"words": kept_notes.get(slug, "")})


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


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Keeps what somebody signed in writes to themselves about a case study; nothing typed takes it away."""
    slug = request.GET.get("case", "")
    if not shelf.chosen([slug]):
        raise Http404
    form = NoteForm(request.POST, prefix=slug)
    if not form.is_valid():
        return _list(request, [], form)
    words = form.cleaned_data["words"]
    notes.keep(person(request), slug, words)
    messages.success(request, "Your note is kept." if words else "There is no note any more.")
    return redirect(f"{reverse('shortlist')}#{slug}")


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
