"""What is asked before records are erased or twins merged. Staff alone fill these in, in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from casestudies.models import Merge
from outcomes.models import Cohort, Organisation, Place, Project, Theme

LINE = {"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}


class RowField(forms.CharField):
    """A row by its key, or by its name where only one is called so: nothing to load, and no script."""

    widget = forms.TextInput(attrs=LINE)

    def __init__(self, model: type[Model], *named_by: str, **options: Any) -> None:
        super().__init__(**options)
        self.model, self.named_by = model, named_by

    def clean(self, value: Any) -> Any:
        """The row; None where nothing is typed and nothing has to be."""
        if not (typed := super().clean(value)):
            return None
        for column in self.named_by:
            found = list(self.model._default_manager.filter(**{f"{column}__iexact": typed})[:2])
            if len(found) == 1:
                return found[0]
            if found:
                raise ValidationError("Several are called so. Write the key of the one you mean.")
        raise ValidationError("There is none with this key or name.")


def _reason(help_text: str) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    return forms.CharField(max_length=500, widget=box, help_text=help_text)


class EraseForm(forms.Form):
    """Whose records, where, and why."""

    reference = forms.CharField(
        max_length=20,
        label="The client's reference",
        widget=forms.TextInput(attrs=LINE),
        help_text="As the project writes it; capitals do not matter. It is not kept.",
    )
    project = RowField(Project, "key", "name", label="Project", help_text="Its key or its name.")
    cohort = RowField(
        Cohort,
        "key",
        label="Cohort",
        required=False,
        help_text="Its key. Only where the project uses the same reference for somebody else in another cohort.",
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


# what can be merged, and what a row of it is named by
NAMED_BY: dict[str, tuple[type[Model], str, str]] = {
    Merge.Kind.ORGANISATION: (Organisation, "key", "name"),
    Merge.Kind.PLACE: (Place, "gss_code", "name"),
    Merge.Kind.THEME: (Theme, "key", "name"),
}


class MergeForm(forms.Form):
    """Which of two goes, which stays, and why."""

    reason = _reason("Kept for good.")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = "Its GSS code or its name." if kind == Merge.Kind.PLACE else "Its key or its name."
        self.fields["gone"] = RowField(*NAMED_BY[kind], label="This one goes", help_text=what)
        self.fields["kept"] = RowField(*NAMED_BY[kind], label="This one stays", help_text=what)
        self.order_fields(["gone", "kept", "reason"])
