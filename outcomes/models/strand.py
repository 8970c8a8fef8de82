from django.db import models
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, refuse_another_project


class Strand(Keyed):
    """A part of a project with its own attendance: individual therapy, groups."""

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="strands")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    unit = models.CharField(
        max_length=40, default="people", help_text="Whom it counts, in the plural: parents, families, dyads."
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="strand_name_once_a_project")]

    def clean(self) -> None:
        """A strand stays in its project, with its cohorts."""
        super().clean()
        refuse_another_project(self, "project", self.project_id)

    def __str__(self) -> str:
        return f"{self.project}: {self.name}"
