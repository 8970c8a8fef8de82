"""The pages: take a list away as CSV; bring one in, seen before it is done, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods, require_safe

from casestudies.admin.exchange.kinds import KINDS
from casestudies.admin.exchange.reading import MOST_BYTES, MOST_ROWS, Unreadable, repeated, rows_of, text_of
from casestudies.admin.exchange.rows import Planned, Rows, told
from casestudies.corrections import facts, recomposing
from casestudies.downloads.tables import as_csv

MOST_SHOWN = 200
CHANGED_MEANWHILE = "What this would do has changed since you looked at it. Look again, then import it."


class FileForm(forms.Form):
    """The first step."""

    use_required_attribute = False
    file = forms.FileField(
        label="CSV file",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class SureForm(forms.Form):
    """The second step: the file as it was read, and the seal of what the page said that it would do."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput)


@dataclass
class Outcome:
    """What a file does or would do: what is planned for its rows, or (row, column, words) of what is wrong."""

    plan: list[Planned] = field(default_factory=list)
    wrong: list[tuple[int | None, str, str]] = field(default_factory=list)

    @property
    def seal(self) -> str:
        """Of the plan, so that nothing is done that nobody has looked at."""
        return salted_hmac("casestudies.admin.exchange", repr(self.plan), algorithm="sha256").hexdigest()

    @property
    def changed(self) -> list[Planned]:
        """The rows of which something comes."""
        return [row for row in self.plan if row.changes]

    @property
    def counts(self) -> dict[str, int]:
        """How many are new, changed and as they were."""
        new = sum(row.is_new for row in self.plan)
        return {"new": new, "changed": len(self.changed) - new, "as it was": len(self.plan) - len(self.changed)}


def bring_in(rows: Rows, text: str, *, dry_run: bool) -> Outcome:
    """Check every row and save all of them, or none; `dry_run` saves none in any case."""
    columns = [field.column_name for field in rows.get_export_fields()]
    try:
        table, numbers = rows_of(text, columns, rows.key)
    except Unreadable as problem:
        return Outcome(wrong=[(None, "", str(problem))])
    if twice := repeated(table, numbers, rows.key):
        return Outcome(wrong=[*twice])
    result = rows.import_data(table, dry_run=dry_run, rollback_on_validation_errors=True)
    refused = chain(
        ((row.number, row.error) for row in result.invalid_rows),
        ((row.number, error.error) for row in result.error_rows for error in row.errors),
    )
    base = [(None, column, words) for error in result.base_errors for column, words in told(error.error)]
    wrong = [(numbers[number - 1], column, words) for number, error in refused for column, words in told(error)]
    return Outcome(rows.plan, [*base, *sorted(wrong, key=itemgetter(0))])


class Exchanged(admin.ModelAdmin):
    """A list that can be taken away by whoever sees it and brought in by whoever may add and change."""

    change_list_template = "admin/exchange/change_list.html"

    def rows(self, file_name: str = "") -> Rows:
        """What checks and saves a row."""
        return KINDS[self.model](file_name)

    def get_urls(self) -> list[URLPattern]:
        """Our own pages before Django's."""
        pages: dict[str, Callable[..., HttpResponse]] = {
            "import/": require_http_methods(["GET", "HEAD", "POST"])(self.bring_in),
            "export.csv": require_safe(self.take_away),
        }
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{name}_{route.rstrip('/').removesuffix('.csv')}")
            for route, view in pages.items()
        ]
        return own + super().get_urls()

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may do by hand what a file does at once."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the ways in and out."""
        may = {"has_import_permission": self.has_import_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def take_away(self, request: HttpRequest) -> HttpResponse:
        """Every row the person can see, as a file that can be brought in again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.rows()
        table = rows.export(self.get_queryset(request).order_by("pk"))
        name = {"Content-Disposition": f'attachment; filename="{self.opts.model_name}.csv"'}
        return HttpResponse(as_csv(table.headers, table), content_type="text/csv; charset=utf-8", headers=name)

    def bring_in(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, say what it would do, and do it when that has been looked at."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "text" in request.POST:
            return self._sure(request)
        form = FileForm(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return self._page(request, form, Outcome())
        file = form.cleaned_data["file"]
        try:
            text = text_of(file.read(MOST_BYTES + 1))
        except Unreadable as problem:
            return self._page(request, form, Outcome(wrong=[(None, "", str(problem))]))
        outcome = bring_in(self.rows(file.name), text, dry_run=True)
        sure = SureForm(initial={"text": text, "file_name": file.name[:200], "seen": outcome.seal})
        return self._page(request, form, outcome, sure)

    def _sure(self, request: HttpRequest) -> HttpResponse:
        """Save, unless it is no longer what was looked at."""
        sure = SureForm(request.POST)
        if not sure.is_valid():
            return self._page(request, FileForm(), Outcome(wrong=[(None, "", "Choose the file again.")]))
        said = sure.cleaned_data
        with transaction.atomic():
            outcome = bring_in(self.rows(said["file_name"]), said["text"], dry_run=False)
            same = constant_time_compare(outcome.seal, said["seen"])
            if outcome.wrong or not same:
                transaction.set_rollback(True)
            else:
                keys = [row.key for row in outcome.changed]
                recomposing.look_again(facts.concerned(self.model, *keys, by=self.rows().key))
        if outcome.wrong or not same:
            again = SureForm(initial=said | {"seen": outcome.seal})
            return self._page(request, FileForm(), outcome, again, "" if same else CHANGED_MEANWHILE)
        counts = ", ".join(f"{number} {what}" for what, number in outcome.counts.items())
        messages.success(request, f"Imported from “{said['file_name']}”: {counts}.")
        return redirect(self._list())

    def _list(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _page(
        self, request: HttpRequest, form: FileForm, outcome: Outcome, sure: SureForm | None = None, note: str = ""
    ) -> HttpResponse:
        rows = self.rows()
        context = self.admin_site.each_context(request) | {
            "title": f"Import {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "sure": sure if sure and outcome.changed and not outcome.wrong else None,
            "looked_at": sure is not None,
            "outcome": outcome,
            "note": note,
            "wrong": outcome.wrong[:MOST_SHOWN],
            "changed": outcome.changed[:MOST_SHOWN],
            "most_rows": MOST_ROWS,
            "key": rows.key,
            "columns": [field.column_name for field in rows.get_export_fields()],
            "list": self._list(),
        }
        return render(request, "admin/exchange/import.html", context)
