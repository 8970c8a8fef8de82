"""A page of the admin that asks before something is done: a form, what it would do, and a button."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.models import User


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
    `buttons`: name → words of each."""
    context = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts, "title": title, "form": form}
    return render(request, "admin/casestudies/asking.html", context | {"media": form.media, **told})
