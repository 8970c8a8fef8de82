"""Uploads of scores and referrals, and referrals: to look at, never to edit. Scores themselves have no page at all."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse

from outcomes.models import Referral, ReferralUpload, ScoreUpload


class WithoutHistory(admin.ModelAdmin):
    """Rows of which no history is kept: nothing offers one, and its address is none."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's would say that the row was not made in the admin."""
        raise Http404

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Without the link to it."""
        return super().render_change_form(request, context | {"without_history": True}, *args, **kwargs)


class LookedAtOnly(WithoutHistory):
    """A list and a page without a way to add, change or delete."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only the filters the list offers: one by any column would answer guesses about those that are not shown."""
        offered = {getattr(offer, "parameter_name", offer) for offer in (*self.list_filter, self.date_hierarchy)}
        return lookup.split("__", maxsplit=1)[0] in offered and super().lookup_allowed(lookup, value, request)


@admin.register(ScoreUpload)
class ScoreUploadAdmin(LookedAtOnly):
    list_display = ["id", "cohort", "state", "row_count", "pair_count", "by", "at"]
    list_filter = ["state"]
    list_select_related = ["cohort__strand__project", "cohort__measure", "by"]
    search_fields = ["cohort__key", "sha256"]
    date_hierarchy = "at"
    exclude = ["staged_rows"]


@admin.register(ReferralUpload)
class ReferralUploadAdmin(LookedAtOnly):
    list_display = ["id", "project", "state", "row_count", "by", "at"]
    list_filter = ["state"]
    list_select_related = ["project", "by"]
    search_fields = ["project__key", "sha256"]
    date_hierarchy = "at"
    exclude = ["staged_rows"]


@admin.register(Referral)
class ReferralAdmin(LookedAtOnly):
    list_display = ["id", "project", "referral_source", "received_on", "result"]
    list_filter = ["result", "referral_source"]
    show_full_result_count = False  # there may be a million
    list_select_related = ["project", "referral_source"]
    exclude = ["client_reference"]
