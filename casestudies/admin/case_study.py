"""A case study by hand: its story, a look at the page it would make, and the moves that are an editor's.

Whoever judges it does so on the reviewers' page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casestudies import access, workflow
from casestudies.admin.corrected import Asking
from casestudies.admin.filters import ReviewBy, Waiting
from casestudies.desk.being_open import mark_changed
from casestudies.editions import publish as editions
from casestudies.editions import render as rendering
from casestudies.models import CaseStudy, Picture, Quote, User
from outcomes.admin.remembered import Remembered


class QuoteInline(admin.StackedInline):
    model = Quote
    extra = 0


class PictureInline(admin.StackedInline):
    model = Picture
    extra = 0


class MoveForm(forms.Form):
    """What is said about a move, and why words of it that may tell of very few people can stand."""

    words = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    words_checked = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class MovePage:
    """One move as a page: the verb, its button, what it does, and what may be said about it."""

    act: Callable[[CaseStudy, User, dict[str, str]], object]
    button: str
    explains: str
    asks: str = ""
    asks_why: str = ""


MOVES = {
    "submit": MovePage(
        lambda case_study, by, said: workflow.submit(case_study, by=by, note=said["words"]),
        "Send for review",
        "Somebody who has not written it reads it, approves it and publishes it.",
        "What readers are told has changed since the live edition",
    ),
    "reopen": MovePage(
        lambda case_study, by, said: workflow.reopen(case_study, by=by),
        "Open as a new draft",
        "Readers keep the live edition until the next one is published.",
    ),
    "withdraw": MovePage(
        lambda case_study, by, said: workflow.withdraw(
            case_study, by=by, reason=said["words"], words_checked=said["words_checked"]
        ),
        "Withdraw",
        "Every address of this case study will say that it was withdrawn, when, and the reason you give here. It cannot"
        " be published again.",
        "What readers are told about it",
        asks_why="Why words in it that may tell of very few people can stand (asked for only when there are any)",
    ),
}


@admin.register(CaseStudy)
class CaseStudyAdmin(Asking, Remembered):
    list_display = ["slug", "reference", "project", "status", "submitted_at", "reviewer", "stale", "review_by"]
    list_filter = ["status", Waiting, ReviewBy, "stale", "project__invented", "theme"]
    list_select_related = ["project", "reviewer"]
    search_fields = ["slug", "reference", "headline", "project__name", "project__provider__name"]
    date_hierarchy = "submitted_at"
    autocomplete_fields = ["project", "theme", "sources"]
    readonly_fields = ["status", "reference", "submitted_at", "reviewer", "publish_at", "scheduled_by", "stale"]
    inlines = [QuoteInline, PictureInline]
    change_form_template = "admin/casestudies/casestudy/change_form.html"

    def get_readonly_fields(self, request: HttpRequest, obj: CaseStudy | None = None) -> list[str]:
        """An address never changes once there is an edition at it."""
        published = obj is not None and obj.editions.exists()
        return [*self.readonly_fields, "slug", "project"] if published else list(self.readonly_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseStudy]:
        """What its editors have not sent is for no reviewer, here as little as on their own pages."""
        seen = access.visible_to(request.user) if isinstance(request.user, User) else CaseStudy.objects.none()
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))

    def has_view_permission(self, request: HttpRequest, obj: CaseStudy | None = None) -> bool:
        """Also of its history, which simple-history finds without asking the above."""
        by = request.user
        seen = obj is None or (isinstance(by, User) and access.can_see(by, obj))
        return seen and super().has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: CaseStudy | None = None) -> bool:
        """What was published is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.editions.exists())

    def save_model(self, request: HttpRequest, obj: CaseStudy, form: forms.ModelForm[CaseStudy], change: bool) -> None:
        """Save what was changed and no other column: meanwhile somebody may have moved it."""
        if change:
            columns = {field.name for field in obj._meta.concrete_fields}
            obj._change_reason = form.cleaned_data.get("why") or None  # type: ignore[attr-defined]
            obj.save(update_fields=[*columns.intersection(form.changed_data), "changed_at"])
        else:
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Quotations, pictures and the list of sources keep no history: whoever saves here had a hand in it."""
        super().save_related(request, form, formsets, change)
        if any(part.has_changed() for part in (form, *formsets)) and isinstance(request.user, User):
            mark_changed(form.instance, by=request.user)

    def get_urls(self) -> list[URLPattern]:
        """Our own pages before Django's."""
        pages: dict[str, Callable[..., HttpResponse]] = {"preview": require_safe(self.preview)}
        form_page = require_http_methods(["GET", "HEAD", "POST"])
        pages |= {verb: form_page(partial(self.move, verb=verb)) for verb in MOVES}
        own = [
            path(f"<int:pk>/{page}/", self.admin_site.admin_view(view), name=f"casestudies_casestudy_{page}")
            for page, view in pages.items()
        ]
        return own + super().get_urls()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the moves that can be made now."""
        case_study, by = kwargs.get("obj"), request.user
        if case_study is not None and isinstance(by, User):
            moves = workflow.allowed(case_study, by=by)
            context["moves"] = [
                (reverse(f"admin:casestudies_casestudy_{verb}", args=[case_study.pk]), MOVES[verb].button)
                for verb in moves
                if verb in MOVES
            ]
            context["can_review"] = access.reviewable_by(by).filter(pk=case_study.pk).exists()
        return super().render_change_form(request, context, *args, **kwargs)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as it would be published today."""
        case_study = self._found(self.get_queryset(request), request, pk)
        document = editions.composed(case_study, published=timezone.localdate())
        return HttpResponse(rendering.preview(document))

    def move(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Say what the move does, ask for what is to be said about it, then make it."""
        by = request.user
        if not isinstance(by, User):
            raise PermissionDenied
        open_to = access.withdrawable_by(by) if verb == "withdraw" else access.visible_to(by)
        case_study = self._found(open_to, request, pk)
        if not workflow.may(verb, case_study, by=by):
            raise PermissionDenied
        form = MoveForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                MOVES[verb].act(case_study, by, form.cleaned_data)
            except workflow.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, f"Done: {MOVES[verb].button}, “{case_study}”.")
                return redirect("admin:casestudies_casestudy_change", case_study.pk)
        context = self.admin_site.each_context(request)
        context |= {"title": f"{MOVES[verb].button}: {case_study}", "form": form, "move": MOVES[verb]}
        context |= {"case_study": case_study, "missing": workflow.missing(case_study) if verb == "submit" else []}
        return render(request, "admin/casestudies/casestudy/move.html", context)

    def _found(self, open_to: QuerySet[CaseStudy], request: HttpRequest, pk: int) -> CaseStudy:
        """The one of this number among those `open_to` whoever asks; for all others there is no such page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(open_to.select_related("project", "theme"), pk=pk)
