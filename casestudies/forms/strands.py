"""The parts of a project that are counted apart."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q

from casestudies.forms.facts import FactForm
from casestudies.forms.strict import Words
from outcomes.models import Project, Strand

LONGEST_DESCRIPTION = 2_000  # characters


class StrandForm(FactForm):
    """A part of the project with its own attendance."""

    REFUSED = {"strand_name_once_a_project": "name", "outcomes_strand.name": "name"}

    class Meta:
        model = Strand
        fields = ["name", "unit", "description"]
        field_classes = {"name": Words, "unit": Words, "description": Words}
        labels = {"name": "Name of the strand", "unit": "Whom it counts, in the plural"}
        help_texts = {
            "name": "A part of the project with its own attendance: individual therapy, groups.",
            "unit": "Parents, families, dyads.",
            "description": "What happens in it, in a sentence or two.",
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_DESCRIPTION})}

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = self.instance.project = project
        self.fields["description"].validators.append(MaxLengthValidator(LONGEST_DESCRIPTION))

    def clean_name(self) -> str:
        """The name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean(self) -> dict[str, Any] | None:
        """Refuse a name that another strand of the project has."""
        self.instance.key = self.instance.key or self.new_key(self.project)
        same = Q(project=self.project, name__iexact=self.cleaned_data.get("name", "")) & ~Q(key=self.instance.key)
        if Strand.objects.filter(same).exists():
            self.add_error("name", "The project has a strand of this name already.")
        return super().clean()

    def lock(self) -> None:
        """Of the project."""
        Project.objects.select_for_update().only("pk").get(pk=self.project.pk)

    def current(self) -> Strand | None:
        """By its key, which came with the form where the strand is new."""
        return Strand.objects.filter(key=self.instance.key, project=self.project).first()
