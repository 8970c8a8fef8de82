"""Projects with their places, strands and ways in."""

from django.contrib import admin

from outcomes.admin.counting import Counting
from outcomes.admin.remembered import Remembered
from outcomes.models import Project, ProjectPlace, ReferralRoute, Strand


class ProjectPlaceInline(admin.StackedInline):
    model = ProjectPlace
    extra = 0
    autocomplete_fields = ["place"]


class StrandInline(admin.StackedInline):
    model = Strand
    extra = 0
    can_delete = False  # cohorts and scores go along with one: its own page says so, and to whom it is open
    fields = ["name", "key", "unit", "description", "position"]


class ReferralRouteInline(admin.StackedInline):
    model = ReferralRoute
    extra = 0
    autocomplete_fields = ["referral_source"]


@admin.register(Project)
class ProjectAdmin(Counting, Remembered):
    counted = ("strands", "fundings")
    list_display = ["name", "provider", "started", "still_offered", "invented"]
    list_filter = ["invented", "themes", "still_offered"]
    list_select_related = ["provider"]
    search_fields = ["name", "short_name", "key", "provider__name"]
    key_proposed_from = ("name",)
    autocomplete_fields = ["provider", "themes"]
    inlines = [ProjectPlaceInline, StrandInline, ReferralRouteInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "short_name",
                    "key",
                    "purpose",
                    "provider",
                    ("started", "ended"),
                    "themes",
                    "invented",
                ]
            },
        ),
        (
            "For whom",
            {
                "fields": [
                    "ages_served",
                    ("age_from_months", "age_to_months"),
                    "who_can_be_referred",
                    "referral_reasons",
                    ("capacity", "waiting_time"),
                    ("yearly_reach", "yearly_reach_is_about", "reach_unit"),
                ]
            },
        ),
        ("How", {"fields": ["session_pattern", "staff", "training", "approaches", "still_offered", "contact"]}),
    ]


@admin.register(Strand)
class StrandAdmin(Counting, Remembered):
    list_display = ["name", "project", "unit"]
    list_filter = ["project__invented"]
    counted = ("cohorts",)
    list_select_related = ["project"]
    search_fields = ["name", "project__name", "key"]
    key_proposed_from = ("name",)
    autocomplete_fields = ["project"]
