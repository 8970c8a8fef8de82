"""Cohorts, what was published of them, and outcomes without a scale."""

from django.contrib import admin

from outcomes.admin.counting import Counting
from outcomes.admin.refusals import GuardedAdmin
from outcomes.admin.remembered import Remembered
from outcomes.models import Cohort, OtherOutcome, PublishedResult


class PublishedResultInline(admin.StackedInline):
    model = PublishedResult
    extra = 0
    autocomplete_fields = ["source"]


@admin.register(Cohort)
class CohortAdmin(Counting, GuardedAdmin):
    counted = ("uploads",)
    date_hierarchy = "period_start"
    list_display = ["key", "strand", "measure", "period_start", "period_end", "started", "provenance", "standing"]
    list_filter = ["provenance", "standing", "measure"]
    list_select_related = ["strand__project", "measure"]
    search_fields = ["key", "strand__name", "strand__project__name"]
    autocomplete_fields = ["strand", "measure", "source"]
    inlines = [PublishedResultInline]


@admin.register(OtherOutcome)
class OtherOutcomeAdmin(Remembered):
    list_display = ["label", "project", "kind"]
    list_filter = ["kind"]
    list_select_related = ["project"]
    search_fields = ["label", "project__name", "key"]
    autocomplete_fields = ["project", "strand", "source"]
