from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, refuse_another_project


class Cohort(Keyed):
    """The people of one strand in one period, measured on one scale."""

    class Provenance(models.TextChoices):
        RECORDED = "recorded", "scores held by this portal"
        PUBLISHED_SUMMARY = "summary", "published summary"
        SIMULATED = "simulated", "worked example with made-up scores"
        INVENTED = "invented", "invented example"

    class Standing(models.TextChoices):
        PROVISIONAL = "provisional", "provisional"
        FINAL = "final", "final"
        NOT_STATED = "", "not stated"

    class ComparisonGroup(models.TextChoices):
        NONE = "none", "no comparison group"
        PRESENT = "present", "comparison group"
        NOT_STATED = "", "not stated"

    strand = models.ForeignKey("outcomes.Strand", models.CASCADE, related_name="cohorts")
    measure = models.ForeignKey("outcomes.Measure", models.PROTECT, related_name="cohorts")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    started = models.PositiveIntegerField(null=True, blank=True, help_text="How many started in the period.")
    still_attending = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of those, how many had not finished at its end."
    )
    provenance = models.CharField(max_length=10, choices=Provenance)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.NOT_STATED, blank=True)
    rated_by = models.CharField(
        max_length=120, blank=True, help_text="Who gave the scores: “the family's own therapist”."
    )
    rated_independently = models.BooleanField(null=True, blank=True, help_text="By somebody who did not give the help.")
    comparison_group = models.CharField(
        max_length=8, choices=ComparisonGroup, default=ComparisonGroup.NOT_STATED, blank=True
    )
    comparison_note = models.CharField(max_length=300, blank=True)
    follow_up_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Months after the end of help at which scores were taken again; 0 for none."
    )
    source = models.ForeignKey("outcomes.Source", models.PROTECT, null=True, blank=True, related_name="cohorts")

    history = HistoricalRecords()

    class Meta:
        ordering = ["strand__position", "period_start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) | Q(period_start=None) | Q(period_end=None),
                name="cohort_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(still_attending__lte=F("started")) | Q(still_attending=None) | Q(started=None),
                name="cohort_still_attending_among_started",
                violation_error_message="More people are still attending than have started.",
            ),
        ]

    def clean(self) -> None:
        """A cohort stays in its project, with the scores of its people; those are never a worked example."""
        super().clean()
        made_up = self.provenance == self.Provenance.SIMULATED
        before = type(self)._base_manager.filter(pk=self.pk).values_list("provenance", flat=True).first()
        if before is not None and made_up != (before == self.Provenance.SIMULATED):
            raise ValidationError({"provenance": "A worked example is made up from the start, and stays one."})
        if self.strand_id is not None:
            refuse_another_project(self, "strand__project", self.strand.project_id)

    def __str__(self) -> str:
        return f"{self.strand}, {self.measure.short_name}, {self.period_start} to {self.period_end}"
