"""The outbox: what waits, went out or was given up. Nobody reads a body here: its link may let its reader in."""

from django.contrib import admin

from casestudies.admin.filters import MailState
from casestudies.models import OutgoingMail
from outcomes.admin.people import LookedAtOnly


@admin.register(OutgoingMail)
class OutgoingMailAdmin(LookedAtOnly):
    list_display = ["subject", "to", "state", "created_at", "due_at", "attempts", "error"]
    list_filter = [MailState]
    search_fields = ["to", "subject"]
    date_hierarchy = "created_at"
    exclude = ["body"]
