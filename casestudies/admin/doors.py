"""Who gets into the admin at all: its staff. For anybody else who is signed in there is no such place."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponseBase

type View = Callable[..., HttpResponseBase]


def for_staff_alone(site: AdminSite) -> None:
    """Let every page of the site, its sign-in among them, answer 404 to people who are known and not of its staff.

    Strangers are still asked who they are, whatever they ask for.
    """
    ask_who_it_is = site.admin_view

    def admin_view(view: View, cacheable: bool = False) -> View:
        return _not_found_unless(site, ask_who_it_is(view, cacheable))

    site.admin_view = admin_view  # type: ignore[method-assign,assignment]
    site.login = _not_found_unless(site, site.login)  # type: ignore[method-assign,assignment]


def _not_found_unless(site: AdminSite, view: View) -> View:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not site.has_permission(request):
            raise Http404
        return view(request, *args, **kwargs)

    return inner
