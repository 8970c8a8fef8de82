"""A page of the admin that asks before something is done: a form, what it would do, and a button."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from casestudies.models import User


def address(model_admin: ModelAdmin[Any], route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Where one of our own pages stands in the admin, before the lists of its model; no browser keeps it."""
    answers = require_http_methods(["GET", "HEAD", "POST"])(view)
    return path(route, model_admin.admin_site.admin_view(answers), name=f"{model_admin.opts.app_label}_{name}")


def staff(request: HttpRequest, may: Any) -> User:
    """Who asks, if the predicate lets them; 403 otherwise."""
    if not isinstance(request.user, User) or not may(request.user):
        raise PermissionDenied
    return request.user


def refuse(form: forms.Form, reasons: Sequence[str]) -> None:
    """Let the form say why something was not done."""
    for reason in reasons:
        form.add_error(None, reason)


def page(model_admin: ModelAdmin[Any], request: HttpRequest, title: str, form: forms.Form, **told: Any) -> HttpResponse:
    """The page. `explains`: what it is about; `found`: what would be done, as (words, count), asked to be confirmed;
    `changed`: what that does to editions readers have, and `agreed` its signature; `buttons`: name → words of each."""
    context = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts, "title": title, "form": form}
    return render(request, "admin/casestudies/asking.html", context | told)
