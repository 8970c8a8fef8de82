from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, refuse_another_project


class OtherOutcome(Keyed):
    """An outcome without a scale: a goal met, a head count, a share, or words."""

    class Kind(models.TextChoices):
        GOAL = "goal", "goal met"
        HEAD_COUNT = "heads", "head count"
        SHARE = "share", "share"
        QUALITATIVE = "words", "in words"

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="other_outcomes")
    strand = models.ForeignKey("outcomes.Strand", models.CASCADE, null=True, blank=True, related_name="other_outcomes")
    kind = models.CharField(max_length=5, choices=Kind)
    label = models.CharField(max_length=200, help_text="What was reached: “achieved all the outcomes they chose”.")
    unit = models.CharField(max_length=40, default="people")
    numerator = models.PositiveIntegerField(null=True, blank=True)
    numerator_is_small = models.BooleanField(
        default=False, help_text="Fewer than 8; the number itself is then not held."
    )
    denominator = models.PositiveIntegerField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True, help_text="As published, a whole number.")
    around = models.BooleanField(default=False, help_text="The source says “around”.")
    words = models.TextField(blank=True, help_text="What may be said in words.")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    source = models.ForeignKey("outcomes.Source", models.PROTECT, null=True, blank=True, related_name="other_outcomes")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__lte=F("denominator")) | Q(numerator=None) | Q(denominator=None),
                name="other_outcome_numerator_among_denominator",
                violation_error_message="More people reached it than there were.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100) | Q(percent=None),
                name="other_outcome_percent_is_one",
                violation_error_message="A percentage is at most 100.",
            ),
            models.CheckConstraint(
                condition=Q(numerator_is_small=False) | Q(numerator=None),
                name="other_outcome_small_is_not_held",
                violation_error_message="A number of fewer than 8 people is not held: leave it empty.",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) | Q(period_start=None) | Q(period_end=None),
                name="other_outcome_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
        ]

    def clean(self) -> None:
        """An outcome stays in its project."""
        super().clean()
        refuse_another_project(self, "project", self.project_id)

    def __str__(self) -> str:
        return self.label
