"""Filling in a form of the admin as a person does in a browser: what the page holds, and what is typed over it."""

from typing import Any

from django.core.files import File
from django.http import HttpResponse
from django.test import Client


def held(response: HttpResponse) -> dict[str, Any]:
    """What the form on this page would send as it stands."""
    context = response.context_data
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    # an empty box is not sent, nor is a file again that the portal has already
    return {
        name: value
        for name, value in values.items()
        if not (value is None or value is False or isinstance(value, File))
    }


def send(client: Client, address: str, typed: dict[str, Any], **inlines: list[dict[str, Any]]) -> HttpResponse:
    """Open the page at `address`, type, add a row to an inline form for each of `inlines`, and save."""
    data = held(client.get(address)) | typed
    for prefix, added in inlines.items():
        there = int(data.get(f"{prefix}-TOTAL_FORMS", 0))
        data[f"{prefix}-TOTAL_FORMS"] = there + len(added)
        for number, row in enumerate(added, there):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return client.post(address, data)


def problems(response: HttpResponse) -> list[str]:
    """What the page says is wrong, field by field; nothing when it was saved."""
    if response.status_code == 302:
        return []
    context = response.context_data
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    found = [f"{name}: {' '.join(words)}" for form in forms for name, words in form.errors.items()]
    return found + [words for formset in formsets for words in formset.non_form_errors()] or ["not saved"]
