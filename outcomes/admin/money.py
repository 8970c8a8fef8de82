"""Who paid: stated incomes and their parts."""

from django.contrib import admin

from outcomes.admin.counting import Counting
from outcomes.admin.refusals import GuardedAdmin
from outcomes.models import Funding, StatedIncome


@admin.register(StatedIncome)
class StatedIncomeAdmin(Counting, GuardedAdmin):
    list_filter = ["basis", "covers_whole_project"]
    counted = ("parts",)
    date_hierarchy = "period_start"
    list_display = ["project", "label", "basis", "amount", "amount_max", "period_start", "period_end"]
    list_select_related = ["project"]
    search_fields = ["project__name", "label", "key"]
    autocomplete_fields = ["project", "source"]


@admin.register(Funding)
class FundingAdmin(GuardedAdmin):
    list_display = ["project", "label", "kind", "basis", "amount", "amount_max", "years"]
    list_filter = ["kind", "basis", "others_included"]
    date_hierarchy = "award_date"
    list_select_related = ["project"]
    search_fields = ["project__name", "label", "key", "funders__name"]
    autocomplete_fields = ["project", "funders", "income", "source"]
