from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class PublishedResult(models.Model):
    """What a report says of a cohort, held when its scores are not, or beside them."""

    class Base(models.TextChoices):
        IMPROVED = "improved", "those who improved"
        ALL = "all", "all scored"
        NOT_STATED = "not_stated", "not stated"

    cohort = models.OneToOneField("outcomes.Cohort", models.CASCADE, related_name="published_result")
    scored = models.PositiveIntegerField(null=True, blank=True, help_text="How many had a score before and after.")
    improved = models.PositiveIntegerField(
        null=True, blank=True, help_text="Only if the report gives the count itself."
    )
    improved_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    mean_change = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, help_text="In points; better is positive."
    )
    mean_change_decimals = models.PositiveSmallIntegerField(default=0, help_text="Decimals the report prints.")
    mean_change_base = models.CharField(max_length=10, choices=Base, default=Base.NOT_STATED)
    base_is_our_reading = models.BooleanField(
        default=False, help_text="The report is ambiguous; this is how we read it."
    )
    source = models.ForeignKey(
        "outcomes.Source", models.PROTECT, null=True, blank=True, related_name="published_results"
    )

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(improved__lte=F("scored")) | Q(improved=None) | Q(scored=None),
                name="published_result_improved_among_scored",
                violation_error_message="More people improved than were scored.",
            ),
            models.CheckConstraint(
                condition=Q(improved_percent__lte=100) | Q(improved_percent=None),
                name="published_result_percent_is_one",
                violation_error_message="A percentage is at most 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"published result of {self.cohort.key}"
