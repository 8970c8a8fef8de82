"""A case study by hand: its story, a look at the page it would make, and the moves `workflow` allows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from casestudies import access, workflow
from casestudies.editions import publish as editions
from casestudies.editions import render as rendering
from casestudies.editions.wordcheck import marked_texts
from casestudies.models import CaseStudy, Picture, Quote, User


class QuoteInline(admin.StackedInline):
    model = Quote
    extra = 0


class PictureInline(admin.StackedInline):
    model = Picture
    extra = 0


class MoveForm(forms.Form):
    """What readers are told, and why words that may tell of very few people can stand."""

    reason = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label="What readers are told about it"
    )
    words_checked = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why the marked words may stand",
        help_text="Asked for only when there are any. Kept with the decision, never public.",
    )


@admin.register(CaseStudy)
class CaseStudyAdmin(SimpleHistoryAdmin):
    list_display = ["slug", "number", "project", "status", "stale", "review_by", "changed_at"]
    list_filter = ["status", "stale", "theme"]
    list_select_related = ["project"]
    search_fields = ["slug", "headline", "project__name"]
    autocomplete_fields = ["project", "theme", "sources"]
    readonly_fields = ["status", "stale"]
    inlines = [QuoteInline, PictureInline]
    change_form_template = "admin/casestudies/casestudy/change_form.html"

    def get_readonly_fields(self, request: HttpRequest, obj: CaseStudy | None = None) -> list[str]:
        """An address never changes once there is an edition at it."""
        published = obj is not None and obj.editions.exists()
        return [*self.readonly_fields, "slug", "project"] if published else list(self.readonly_fields)

    def has_delete_permission(self, request: HttpRequest, obj: CaseStudy | None = None) -> bool:
        """What was published is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.editions.exists())

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="casestudies_casestudy_preview"),
            path("<int:pk>/publish/", self.admin_site.admin_view(self.publish), name="casestudies_casestudy_publish"),
            path(
                "<int:pk>/withdraw/", self.admin_site.admin_view(self.withdraw), name="casestudies_casestudy_withdraw"
            ),
        ]
        return own + super().get_urls()

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as it would be published today."""
        case_study = self._visible(request, pk)
        document = editions.composed(case_study, published=timezone.localdate())
        return HttpResponse(rendering.preview(document))

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what the words may give away, ask what changed, then publish."""
        case_study, by = self._visible(request, pk), _who(request, access.can_publish)
        document = editions.composed(case_study, published=timezone.localdate())
        form = MoveForm(request.POST or None)
        extra = {
            "missing": workflow.missing(case_study),
            "marked": marked_texts(document, small=settings.PORTAL_SMALL),
        }
        return self._move(
            request,
            case_study,
            form,
            "publish",
            extra,
            lambda **said: workflow.publish(
                case_study, by=by, note=said["reason"], words_checked=said["words_checked"]
            ),
        )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then withdraw."""
        case_study, by = self._visible(request, pk), _who(request, access.can_withdraw)
        form = MoveForm(request.POST or None)
        return self._move(
            request,
            case_study,
            form,
            "withdraw",
            {},
            lambda **said: workflow.withdraw(
                case_study, by=by, reason=said["reason"], words_checked=said["words_checked"]
            ),
        )

    def _move(
        self,
        request: HttpRequest,
        case_study: CaseStudy,
        form: MoveForm,
        move: str,
        extra: dict[str, Any],
        act: Callable[..., object],
    ) -> HttpResponse:
        if request.method == "POST" and form.is_valid():
            try:
                act(**form.cleaned_data)
            except workflow.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, f"Done: {move} “{case_study}”.")
                return redirect("admin:casestudies_casestudy_change", case_study.pk)
        context = self.admin_site.each_context(request) | extra
        context |= {"title": f"{move.capitalize()} {case_study}", "form": form, "move": move, "case_study": case_study}
        return render(request, "admin/casestudies/casestudy/move.html", context)

    def _visible(self, request: HttpRequest, pk: int) -> CaseStudy:
        case_study = get_object_or_404(CaseStudy.objects.select_related("project", "theme"), pk=pk)
        if not self.has_view_permission(request, case_study):
            raise PermissionDenied
        return case_study


def _who(request: HttpRequest, may: Callable[[User], bool]) -> User:
    """The person asking, if they may."""
    by = request.user
    if not isinstance(by, User) or not may(by):
        raise PermissionDenied
    return by
