"""The outbox: what waits, went out or was given up. Nobody reads a body here: its link may let its reader in."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from casestudies.models import OutgoingMail
from outcomes.admin.people import LookedAtOnly

State = OutgoingMail.State
STATES = {
    State.WAITING: {"sent_at": None, "failed_at": None},
    State.SENT: {"sent_at__isnull": False},
    State.GIVEN_UP: {"failed_at__isnull": False},
}


class StateFilter(admin.SimpleListFilter):
    """By where a mail stands."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[OutgoingMail]) -> list[tuple[str, str]]:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
        return queryset.filter(**STATES.get(self.value(), {}))  # type: ignore[call-overload]


@admin.register(OutgoingMail)
class OutgoingMailAdmin(LookedAtOnly):
    list_display = ["subject", "to", "state", "created_at", "due_at", "attempts", "error"]
    list_filter = [StateFilter]
    search_fields = ["to", "subject"]
    exclude = ["body"]
