"""Sources, organisations, places, themes, measures, referral sources: what case studies have in common."""

from django.contrib import admin

from outcomes.admin.counting import Counting
from outcomes.admin.refusals import GuardedAdmin
from outcomes.admin.remembered import Remembered
from outcomes.models import Band, Measure, Organisation, Place, ReferralSource, Source, Theme


@admin.register(Source)
class SourceAdmin(Counting, Remembered):
    list_display = ["title", "publisher", "published"]
    list_filter = [("address", admin.EmptyFieldListFilter)]
    counted = ("cohorts", "fundings", "other_outcomes")
    date_hierarchy = "accessed"
    search_fields = ["title", "publisher", "key"]
    key_proposed_from = ("title",)


@admin.register(Organisation)
class OrganisationAdmin(Counting, Remembered):
    counted = ("projects", "fundings")
    list_display = ["name", "org_id", "is_provider", "is_funder", "is_commissioner", "invented"]
    list_filter = ["is_provider", "is_funder", "is_commissioner", "invented"]
    search_fields = ["name", "names_used", "org_id", "key"]
    key_proposed_from = ("name",)


@admin.register(Place)
class PlaceAdmin(Counting, Remembered):
    counted = ("parts", "project_places")
    list_display = ["name", "kind", "parent", "gss_code"]
    list_filter = ["kind", ("replaced_by", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "names_used", "gss_code"]
    autocomplete_fields = ["parent", "replaced_by"]


@admin.register(Theme)
class ThemeAdmin(Counting, Remembered):
    counted = ("projects",)
    list_display = ["name", "description"]
    search_fields = ["name", "names_used", "key"]
    key_proposed_from = ("name",)


@admin.register(ReferralSource)
class ReferralSourceAdmin(Counting, Remembered):
    counted = ("routes",)
    list_display = ["name", "key"]
    search_fields = ["name", "key"]
    key_proposed_from = ("name",)


class BandInline(admin.StackedInline):
    model = Band
    extra = 0


@admin.register(Measure)
class MeasureAdmin(Counting, GuardedAdmin):
    counted = ("cohorts",)
    list_display = [
        "short_name",
        "version",
        "name",
        "minimum",
        "maximum",
        "higher_is_better",
        "cut_off",
        "reliable_change",
    ]
    list_filter = ["higher_is_better", ("cut_off", admin.EmptyFieldListFilter)]
    search_fields = ["name", "short_name", "key"]
    key_proposed_from = ("short_name", "version")
    autocomplete_fields = [
        "source",
        "cut_off_source",
        "reliability_source",
        "reference_mean_source",
        "reference_sd_source",
        "reliable_change_source",
        "replaced_by",
    ]
    inlines = [BandInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "short_name",
                    "version",
                    "key",
                    "description",
                    "source",
                    "licence_note",
                    "replaced_by",
                ]
            },
        ),
        ("Scale", {"fields": ["minimum", "maximum", "step", "higher_is_better"]}),
        (
            "What is published about it",
            {
                "description": "Leave empty what no source says; each value needs the source that says it.",
                "fields": [
                    ("cut_off", "cut_off_meaning", "cut_off_source"),
                    ("reliable_change", "reliable_change_source"),
                    ("reliability", "reliability_kind", "reliability_note", "reliability_source"),
                    ("reference_mean", "reference_mean_source"),
                    ("reference_sd", "reference_sd_source"),
                ],
            },
        ),
    ]
