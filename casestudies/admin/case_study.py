"""A case study by hand: its story, a look at the page it would make, and the moves `workflow` allows."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from casestudies import access, workflow
from casestudies.editions import publish as editions
from casestudies.editions import render as rendering
from casestudies.models import CaseStudy, Picture, Quote, User


class QuoteInline(admin.StackedInline):
    model = Quote
    extra = 0


class PictureInline(admin.StackedInline):
    model = Picture
    extra = 0


class MoveForm(forms.Form):
    """Why a case study moves, and who else answers for retiring figures."""

    reason = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label="What readers are told about it"
    )
    second_checker = forms.ModelChoiceField(
        User.objects.filter(is_staff=True),
        required=False,
        label="Second person, if the figures of all earlier editions are to be taken down",
        help_text="Only when published figures were wrong. Leave empty otherwise.",
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
        """Ask what changed, then publish."""
        return self._move(request, pk, "publish")

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then withdraw."""
        return self._move(request, pk, "withdraw")

    def _move(self, request: HttpRequest, pk: int, move: str) -> HttpResponse:
        case_study = self._visible(request, pk)
        allowed = {"publish": access.can_publish, "withdraw": access.can_withdraw}[move]
        by = request.user
        if not isinstance(by, User) or not allowed(by):
            raise PermissionDenied
        form = MoveForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                self._act(case_study, move, by, **form.cleaned_data)
            except workflow.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                done = {"publish": "published", "withdraw": "withdrawn"}[move]
                messages.success(request, f"“{case_study}” is {done}.")
                return redirect(reverse("admin:casestudies_casestudy_change", args=[pk]))
        context = self.admin_site.each_context(request) | {
            "title": f"{move.capitalize()} {case_study}",
            "form": form,
            "move": move,
            "case_study": case_study,
            "opts": self.opts,
            "missing": workflow.missing(case_study) if move == "publish" else [],
        }
        return render(request, "admin/casestudies/casestudy/move.html", context)

    def _act(self, case_study: CaseStudy, move: str, by: User, *, reason: str, second_checker: User | None) -> None:
        if move == "publish":
            workflow.publish(case_study, by=by, note=reason, second_checker=second_checker)
        else:
            workflow.withdraw(case_study, by=by, reason=reason)

    def _visible(self, request: HttpRequest, pk: int) -> CaseStudy:
        case_study = get_object_or_404(CaseStudy.objects.select_related("project", "theme"), pk=pk)
        if not self.has_view_permission(request, case_study):
            raise PermissionDenied
        return case_study
