"""What is asked before records are erased or twins merged. Staff alone fill these in, in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Field, Model

from casestudies.models import CaseStudy
from outcomes.models import Cohort, Project, ProjectPlace, Score


def _reason(help_text: str) -> forms.CharField:
    return forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}), help_text=help_text)


def _one_of(model: type[Model], named_by: Any, *, label: str, **options: Any) -> forms.ModelChoiceField:
    """A row found by typing, as the admin finds it for the column `named_by`."""
    return forms.ModelChoiceField(
        model._default_manager.all(), label=label, widget=AutocompleteSelect(named_by, admin.site), **options
    )


class EraseForm(forms.Form):
    """Whose records, where, and why."""

    reference = forms.CharField(
        max_length=20,
        label="The client's reference",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="As the project writes it; capitals do not matter. It is not kept.",
    )
    project = _one_of(Project, CaseStudy._meta.get_field("project"), label="Project")
    cohort = _one_of(
        Cohort,
        Score._meta.get_field("cohort"),
        label="Cohort",
        required=False,
        help_text="Only where the project uses the same reference for somebody else in another cohort.",
    )
    reason = _reason("Kept for good, so without the reference and without names.")

    def clean(self) -> dict[str, Any]:
        """Refuse a cohort of another project."""
        said = super().clean() or self.cleaned_data
        cohort, project = said.get("cohort"), said.get("project")
        if cohort and project and cohort.strand.project_id != project.pk:
            self.add_error("cohort", "This cohort belongs to another project.")
        return said


class ReasonForm(forms.Form):
    """Why, and nothing else."""

    reason = _reason("Kept for good.")


class MergeForm(forms.Form):
    """Which of two goes, which stays, and why."""

    reason = _reason("Kept for good.")

    def __init__(self, *args: Any, named_by: Field[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model: Any = named_by.related_model
        self.fields["gone"] = _one_of(model, named_by, label="This one goes")
        self.fields["kept"] = _one_of(model, named_by, label="This one stays")
        self.order_fields(["gone", "kept", "reason"])


# what names a row of the kind, for finding one by typing
NAMED_BY: dict[str, Field[Any, Any]] = {
    "organisation": Project._meta.get_field("provider"),
    "place": ProjectPlace._meta.get_field("place"),
    "theme": CaseStudy._meta.get_field("theme"),
}
