"""A measure's thresholds, bands and words are corrected here: what that does to editions is shown first."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.corrections import measures, recomposing
from casestudies.models import User
from outcomes.admin import reference
from outcomes.models import Measure

AGREED = "agreed"  # the field that says what was looked at
HANDLED = {AGREED, "csrfmiddlewaretoken"}

admin.site.unregister(Measure)


@admin.register(Measure)
class MeasureAdmin(reference.MeasureAdmin):
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Before a change is kept that editions show, ask, with what would change in each."""
        save = partial(super().changeform_view, request, object_id, form_url, extra_context)
        measure, by = self.get_object(request, object_id) if object_id else None, request.user
        if request.method != "POST" or measure is None or not isinstance(by, User):
            return save()
        answer, changed = measures.change(
            measure, save, by=by, saved=lambda answer: answer.status_code == 302, agreed=request.POST.get(AGREED, "")
        )
        return self._ask(request, measure, changed) if changed else answer

    def message_user(self, *args: Any, **kwargs: Any) -> None:
        """Say that something was saved only once it is: until then it may be asked about."""
        transaction.on_commit(partial(super().message_user, *args, **kwargs))

    def _ask(self, request: HttpRequest, measure: Measure, changed: list[recomposing.Outcome]) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": f"Change {measure}?",
            "measure": measure,
            "changed": changed,
            "typed": [
                (name, value) for name, values in request.POST.lists() if name not in HANDLED for value in values
            ],
            "agreed": recomposing.signature(changed),
        }
        return render(request, "admin/casestudies/measure/ask.html", context)
