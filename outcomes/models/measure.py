from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed


def _score_field(**kwargs) -> models.DecimalField:  # type: ignore[no-untyped-def]
    return models.DecimalField(max_digits=6, decimal_places=2, **kwargs)


CALLED = {
    "cut_off": "cut-off",
    "reliability": "reliability",
    "reference_mean": "mean of a general population",
    "reference_sd": "standard deviation of a general population",
    "reliable_change": "reliable change",
}


def _sourced(field: str) -> models.CheckConstraint:
    """A published property is held together with where it was published, or not at all."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}_source__isnull": False}),
        name=f"measure_{field}_has_source",
        violation_error_message=f"The {CALLED[field]} needs the source it was published in.",
    )


def _source_key() -> models.ForeignKey:
    return models.ForeignKey("outcomes.Source", models.PROTECT, null=True, blank=True, related_name="+")


class Measure(Keyed):
    """A scale that turns a family's state into a number, with what is published about it.

    Thresholds whose source is not certain stay empty rather than guessed.
    """

    class Reliability(models.TextChoices):
        TEST_RETEST = "test_retest", "test–retest"
        INTER_RATER = "inter_rater", "between raters"
        INTERNAL = "internal", "internal consistency"

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    version = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    minimum = _score_field()
    maximum = _score_field()
    step = _score_field(default=1)
    higher_is_better = models.BooleanField()
    cut_off = _score_field(
        null=True,
        blank=True,
        help_text="The published line between concern and none; the score itself is on the side of concern.",
    )
    cut_off_meaning = models.CharField(max_length=120, blank=True, help_text="“a disordered relationship”")
    cut_off_source = _source_key()
    reliability = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    reliability_kind = models.CharField(max_length=12, choices=Reliability, blank=True)
    reliability_note = models.CharField(max_length=200, blank=True, help_text="“one study of 53”")
    reliability_source = _source_key()
    reference_mean = _score_field(null=True, blank=True, help_text="Of a general population.")
    reference_mean_source = _source_key()
    reference_sd = _score_field(null=True, blank=True)
    reference_sd_source = _source_key()
    reliable_change = _score_field(
        null=True, blank=True, help_text="Published threshold in points; a change of at least this."
    )
    reliable_change_source = _source_key()
    source = _source_key()
    licence_note = models.CharField(max_length=300, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    history = HistoricalRecords()

    class Meta:
        ordering = ["short_name", "version"]
        constraints = [
            models.UniqueConstraint(fields=["short_name", "version"], name="measure_version_once"),
            models.CheckConstraint(
                condition=Q(minimum__lt=F("maximum")),
                name="measure_range_in_order",
                violation_error_message="The lowest score lies above the highest.",
            ),
            models.CheckConstraint(
                condition=Q(step__gt=0),
                name="measure_step_positive",
                violation_error_message="The step between two scores is more than nought.",
            ),
            models.CheckConstraint(
                condition=Q(cut_off=None) | Q(cut_off__gte=F("minimum"), cut_off__lte=F("maximum")),
                name="measure_cut_off_within_range",
                violation_error_message="The cut-off lies outside the range of scores.",
            ),
            models.CheckConstraint(
                condition=Q(reliability=None) | (Q(reliability__gte=0, reliability__lte=1) & ~Q(reliability_kind="")),
                name="measure_reliability_is_a_share_of_a_kind",
                violation_error_message="A reliability lies from 0 to 1, and needs its kind.",
            ),
            models.CheckConstraint(
                condition=Q(reference_sd=None) | Q(reference_sd__gt=0),
                name="measure_reference_sd_positive",
                violation_error_message="A standard deviation is more than nought.",
            ),
            models.CheckConstraint(
                condition=Q(reliable_change=None) | Q(reliable_change__gt=0),
                name="measure_reliable_change_positive",
                violation_error_message="A reliable change is more than nought points.",
            ),
            *map(_sourced, CALLED),
        ]

    def clean(self) -> None:
        """Refuse a measure that would, in the end, be replaced by itself."""
        super().clean()
        seen, successor = {self.pk}, self.replaced_by
        while successor is not None:
            if successor.pk in seen:
                raise ValidationError({"replaced_by": f"{successor} is itself replaced by this one."})
            seen.add(successor.pk)
            successor = successor.replaced_by

    def __str__(self) -> str:
        return f"{self.short_name} ({self.version})" if self.version else self.short_name


class BandManager(models.Manager["Band"]):
    use_in_migrations = True

    def get_by_natural_key(self, measure: str, low: str) -> "Band":
        """The band of the measure called `measure` that begins at `low`."""
        return self.get(measure__key=measure, low=low)


class Band(models.Model):
    """A named stretch of a measure's scores, both ends included."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="bands")
    label = models.CharField(max_length=80)
    low = _score_field()
    high = _score_field()

    objects = BandManager()

    class Meta:
        ordering = ["measure", "low"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "low"], name="band_begins_once"),
            models.UniqueConstraint(fields=["measure", "label"], name="band_label_once"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="band_range_in_order",
                violation_error_message="The band ends below its beginning.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.low:g}–{self.high:g})"

    def natural_key(self) -> tuple[str, str]:
        """What fixtures call this row."""
        return (self.measure.key, str(self.low))
