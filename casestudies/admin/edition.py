"""What has been published, retired and withdrawn: to look at. It is made by `workflow`, never by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from casestudies import access
from casestudies.admin import asking
from casestudies.corrections import audit
from casestudies.models import Decision, Edition, Retirement, Tombstone, User
from outcomes.admin.people import LookedAtOnly


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
    list_select_related = ["edition", "replaced_by", "by", "second_checker"]


@admin.register(Tombstone)
class TombstoneAdmin(LookedAtOnly):
    list_display = ["slug", "title", "withdrawn_at", "reason"]


@admin.register(Decision)
class DecisionAdmin(LookedAtOnly):
    list_display = ["case_study", "from_status", "to_status", "by", "at", "reason"]
    list_select_related = ["case_study", "by"]
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
