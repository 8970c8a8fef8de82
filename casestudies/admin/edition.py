"""What has been published, retired and withdrawn: to look at. It is made by `workflow`, never by hand."""

from django.contrib import admin

from casestudies.models import Decision, Edition, Retirement, Tombstone
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
