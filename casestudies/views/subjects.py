"""Themes, places, funders and providers: what there is for each, and who pays."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from casestudies.editions import former, shelf
from casestudies.evidence import mentions, paying, places, themes
from casestudies.evidence.mentions import Kind
from casestudies.search.query import examples_wanted
from casestudies.views.responses import shared

PER_PAGE = 12

type View = Callable[..., HttpResponse]


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """All themes."""
    shown = _examples(request)
    return shared(request, "subjects/themes.html", {"themes": themes.listed(examples=shown), "examples": shown})


def follows_merges(kind: str) -> Callable[[View], View]:
    """The address of what has been merged into another leads to that one's."""

    def decorated(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **named: str) -> HttpResponse:
            try:
                return view(request, **named)
            except Http404:
                ((part, key),) = named.items()
                today = former.known().key(former.KINDS[kind], key)
                if today == key:
                    raise
                asked = f"?{request.GET.urlencode()}" if request.GET else ""
                return redirect(reverse(kind, kwargs={part: today}) + asked)

        return inner

    return decorated


@require_safe
@follows_merges("theme")
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What exists on a theme, and who pays."""
    found = themes.described(slug)
    if found is None:
        raise Http404
    context = _case_studies(request, Kind.THEME, [slug]) | {"theme": found}
    return shared(
        request, "subjects/theme.html", context | _beside(request, Kind.THEME, [slug], Kind.FUNDER, Kind.PROVIDER)
    )


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    """All places by region, with how many case studies each has."""
    shown = _examples(request)
    return shared(request, "subjects/places.html", {"regions": places.regions(examples=shown), "examples": shown})


@require_safe
@follows_merges("place")
def place(request: HttpRequest, gss: str) -> HttpResponse:
    """What exists in a place and who pays; where there is nothing yet, what is nearest."""
    shown = _examples(request)
    here = places.around(gss, examples=shown)
    if here is None:
        raise Http404
    context = _case_studies(request, Kind.PLACE, here.codes)
    codes, near = list(here.codes), None
    if not context["page"].paginator.count and (near := places.nearest(here, examples=shown)):
        codes = [near.gss_code]
        context = _case_studies(request, Kind.PLACE, codes)
    context |= {"here": here, "near": near}
    return shared(
        request, "subjects/place.html", context | _beside(request, Kind.PLACE, codes, Kind.FUNDER, Kind.THEME)
    )


@require_safe
def funder_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom a current edition names as paying."""
    return _organisations(request, Kind.FUNDER, "subjects/funders.html")


@require_safe
@follows_merges("funder")
def funder(request: HttpRequest, slug: str) -> HttpResponse:
    """What a funder pays for."""
    context, keys = _organisation(request, Kind.FUNDER, slug), former.known().keys(former.ORGANISATION, slug)
    context["entries"] = [(entry, paying.paid_by(keys, entry.document)) for entry, _ in context["entries"]]
    beside = _beside(request, Kind.FUNDER, [slug], Kind.THEME, Kind.PROVIDER)
    return shared(request, "subjects/funder.html", context | beside)


@require_safe
def provider_list(request: HttpRequest) -> HttpResponse:
    """Everybody who provides a project of a current edition."""
    return _organisations(request, Kind.PROVIDER, "subjects/providers.html")


@require_safe
@follows_merges("provider")
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """What a provider offers, and who pays for it."""
    context = _organisation(request, Kind.PROVIDER, slug)
    return shared(
        request, "subjects/provider.html", context | _beside(request, Kind.PROVIDER, [slug], Kind.FUNDER, Kind.THEME)
    )


def _examples(request: HttpRequest) -> bool:
    return examples_wanted(request.GET.get("examples"))


def _organisations(request: HttpRequest, kind: str, template: str) -> HttpResponse:
    shown = _examples(request)
    return shared(request, template, {"subjects": mentions.subjects(kind, examples=shown), "examples": shown})


def _organisation(request: HttpRequest, kind: str, key: str) -> dict[str, Any]:
    """Known by what current editions call it, invented ones too, so that its page says why it may be empty."""
    found = mentions.subjects(kind, examples=True, among=[key])
    if not found:
        raise Http404
    return _case_studies(request, kind, [key]) | {"subject": found[0]}


def _case_studies(request: HttpRequest, kind: str, keys: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """A page of the case studies that name it, each with room for a remark."""
    shown = _examples(request)
    found = Paginator(mentions.editions(kind, keys, examples=shown), PER_PAGE).get_page(request.GET.get("page"))
    return {"page": found, "entries": [(entry, ()) for entry in shelf.opened(found.object_list)], "examples": shown}


def _beside(request: HttpRequest, kind: str, keys: list[str], *others: str) -> dict[str, Any]:
    """Who or what else the same case studies name: `funders`, `themes`, `providers`."""
    shown = _examples(request)
    return {f"{other}s": mentions.beside(other, kind, keys, examples=shown) for other in others}
