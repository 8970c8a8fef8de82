"""Who paid: stated incomes and their parts.

What a part and its income have to agree on, the models check.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from outcomes.admin.counting import Counting
from outcomes.admin.refusals import GuardedAdmin
from outcomes.models import Funding, StatedIncome
from outcomes.models.fields import as_one_line
from outcomes.models.funding import amount_of
from outcomes.money import words, words_by_the_year


class Line(forms.CharField):
    """Words as the desk keeps them: what nobody can see is left out, and alone is nothing."""

    def to_python(self, value: Any) -> str:
        """The words, or ""."""
        return str(super().to_python(as_one_line(str(value or ""))))


class InWords(admin.ModelAdmin):
    """A list that says its money as readers have it."""

    @admin.display(description="amount", ordering="amount")
    def money(self, record: Funding | StatedIncome) -> str:
        """As "about £500,000"; of what is paid by the year with what it comes to."""
        amount, years = amount_of(record), getattr(record, "years", None)
        return words(amount) if years is None else words_by_the_year(amount, years)


class StatedIncomeForm(forms.ModelForm):
    """What a project had in all."""

    class Meta:
        field_classes = {"label": Line}


@admin.register(StatedIncome)
class StatedIncomeAdmin(InWords, Counting, GuardedAdmin):
    form = StatedIncomeForm
    list_filter = ["basis", "covers_whole_project"]
    counted = ("parts",)
    date_hierarchy = "period_start"
    list_display = ["project", "label", "money", "period_start", "period_end"]
    list_select_related = ["project"]
    search_fields = ["project__name", "label", "key"]
    autocomplete_fields = ["project", "source"]


class FundingForm(forms.ModelForm):
    """Money that somebody pays."""

    class Meta:
        field_classes = {"label": Line, "purpose": Line}

    def clean(self) -> dict[str, Any]:
        """Somebody is named, or it is said what to call them; nobody made up pays for a real project."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        funders, project = said.get("funders") or [], said.get("project")
        if not (funders or said.get("label") or said.get("others_included")) and "funders" not in self.errors:
            self.add_error("funders", "Who pays it? If that is not to be said, say what to call it.")
        if project and any(funder.invented != project.invented for funder in funders):
            self.add_error("funders", "One of them is made up for an example and the other is real.")
        return said


@admin.register(Funding)
class FundingAdmin(InWords, GuardedAdmin):
    form = FundingForm
    list_display = ["project", "who", "kind", "money"]
    list_filter = ["kind", "basis", "others_included"]
    date_hierarchy = "award_date"
    list_select_related = ["project"]
    search_fields = ["project__name", "label", "key", "funders__name"]
    autocomplete_fields = ["project", "funders", "income", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Funding]:
        """With the funders of the page's rows, in one query."""
        return super().get_queryset(request).prefetch_related("funders")

    @admin.display(description="who pays", ordering="label")
    def who(self, funding: Funding) -> str:
        """What it is called, or else the funders by name."""
        names = [funder.name for funder in funding.funders.all()]
        return funding.label or ", ".join(names + ["others"] * funding.others_included)
