"""What has been published, retired and withdrawn: to look at. It is made by `workflow`, never by hand.

One thing can be put right: the wording of a tombstone's reason, by an admin.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from casestudies import access
from casestudies.admin import asking
from casestudies.admin.filters import Overrides, RetiredLately
from casestudies.corrections import audit
from casestudies.models import Decision, Edition, Retirement, Tombstone, User
from outcomes.admin.people import LookedAtOnly
from outcomes.admin.remembered import Remembered
from outcomes.disclosure import marks


@admin.register(Edition)
class EditionAdmin(LookedAtOnly):
    list_display = ["slug", "number", "current", "published_at", "published_by", "note"]
    list_filter = ["current", "invented"]
    list_select_related = ["published_by"]
    search_fields = ["slug"]
    date_hierarchy = "published_at"


@admin.register(Retirement)
class RetirementAdmin(LookedAtOnly):
    list_display = ["edition", "replaced_by", "at", "by", "second_checker"]
    list_filter = [RetiredLately]
    list_select_related = ["edition", "replaced_by", "by", "second_checker"]
    search_fields = ["edition__slug"]
    date_hierarchy = "at"


class ReasonForm(forms.ModelForm[Tombstone]):
    """A better wording, looked at for few people as the first one was."""

    words_checked = forms.CharField(
        required=False,
        max_length=80,
        label="Why words in it that may tell of very few people can stand",
        help_text="Asked for only when there are any; kept in the history.",
    )

    class Meta:
        model = Tombstone
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any]:
        """Refuse words that may tell of very few people, unless somebody says why they can stand."""
        said = self.cleaned_data
        marked = marks(said.get("reason", ""), (), (), small=settings.PORTAL_SMALL)
        if marked and not said.get("words_checked", "").strip():
            raise ValidationError([f"In the reason: {mark.reason}." for mark in marked])
        return said


@admin.register(Tombstone)
class TombstoneAdmin(Remembered):
    list_display = ["slug", "title", "withdrawn_at", "reason"]
    search_fields = ["slug", "title"]
    date_hierarchy = "withdrawn_at"
    form = ReasonForm
    fields = ["slug", "title", "withdrawn_at", "reason", "words_checked"]
    readonly_fields = ["slug", "title", "withdrawn_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: withdrawing makes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Tombstone | None = None) -> bool:
        """An admin: readers of the address see what is written here at once."""
        return isinstance(request.user, User) and access.is_admin(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Tombstone | None = None) -> bool:
        """Nobody: what was withdrawn stays withdrawn."""
        return False

    def save_model(self, request: HttpRequest, obj: Tombstone, form: Any, change: bool) -> None:
        """Only the wording, with why it may stand."""
        checked = form.cleaned_data["words_checked"].strip()
        obj._change_reason = f"Words checked: {checked}" if checked else None  # type: ignore[attr-defined]
        obj.save(update_fields=["reason"])


@admin.register(Decision)
class DecisionAdmin(LookedAtOnly):
    list_display = ["at", "case_study", "what", "by", "reason"]
    list_filter = ["to_status", Overrides]
    list_select_related = ["case_study", "by"]
    search_fields = ["case_study__slug", "case_study__reference"]
    date_hierarchy = "at"

    def get_urls(self) -> list[URLPattern]:
        """The file for whoever checks, before the list's own."""
        view = self.admin_site.admin_view(require_safe(self.audit))
        return [path("audit.csv", view, name="casestudies_decision_audit"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the file offered to those who may have it."""
        offered = isinstance(request.user, User) and access.is_admin(request.user)
        return super().changelist_view(request, {**(extra_context or {}), "is_admin": offered})

    def audit(self, request: HttpRequest) -> HttpResponse:
        """All that was decided, retired, erased and merged, as CSV."""
        asking.staff(request, access.is_admin)
        name = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
        return HttpResponse(audit.as_csv(), content_type="text/csv; charset=utf-8", headers=name)
