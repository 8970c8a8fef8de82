"""Who asks to work for an organisation and who is invited, to look at. Answers are given on the desk."""

from django.contrib import admin
from django.http import HttpRequest

from casestudies.models import Invitation, JoinRequest
from outcomes.admin.people import WithoutHistory


class ReadOnlyAdmin(WithoutHistory):
    """Shows rows that change through `casestudies.organisations` alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody."""
        return False


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnlyAdmin):
    list_display = ["user", "organisation", "created_it", "asked_at", "answer", "answered_by"]
    list_filter = ["answer", "created_it"]
    list_select_related = ["user", "organisation", "answered_by"]
    search_fields = ["user__email", "organisation__name"]
    date_hierarchy = "asked_at"


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["email", "organisation", "role", "invited_by", "invited_at", "used_at"]
    list_filter = ["role", ("used_at", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation", "invited_by"]
    search_fields = ["email", "organisation__name"]
    date_hierarchy = "invited_at"
