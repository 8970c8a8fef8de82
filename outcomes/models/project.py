from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Substr
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, PartialDateField


class Project(Keyed):
    """What a provider offers to families. Anything not known stays empty and reads as "not stated"."""

    class Offered(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no longer"
        NOT_KNOWN = "", "not known"

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    purpose = models.TextField(blank=True)
    provider = models.ForeignKey(
        "outcomes.Organisation", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    started = PartialDateField(help_text="When the project began: 1998, 1998-04 or 1998-04-01.")
    ended = PartialDateField()
    themes = models.ManyToManyField("outcomes.Theme", blank=True, related_name="projects")
    places = models.ManyToManyField("outcomes.Place", through="ProjectPlace", related_name="projects")
    ages_served = models.CharField(
        max_length=200, blank=True, help_text="In words: “before birth to the second birthday”."
    )
    age_from_months = models.SmallIntegerField(
        null=True, blank=True, help_text="Child's age in months; before birth is negative."
    )
    age_to_months = models.SmallIntegerField(null=True, blank=True)
    who_can_be_referred = models.TextField(blank=True)
    referral_reasons = models.CharField(max_length=300, blank=True, help_text="Why families are referred, in words.")
    capacity = models.CharField(max_length=200, blank=True)
    waiting_time = models.CharField(max_length=200, blank=True)
    session_pattern = models.CharField(max_length=300, blank=True)
    staff = models.CharField(max_length=300, blank=True)
    yearly_reach = models.PositiveIntegerField(null=True, blank=True, help_text="People served in a year.")
    yearly_reach_is_about = models.BooleanField(default=False)
    reach_unit = models.CharField(max_length=40, blank=True, help_text="“parents”, “families”")
    training = models.CharField(max_length=300, blank=True)
    approaches = models.TextField(blank=True, help_text="One a line.")
    contact = models.CharField(max_length=300, blank=True, help_text="Public: an office, never a private person.")
    still_offered = models.CharField(max_length=3, choices=Offered, default=Offered.NOT_KNOWN, blank=True)
    invented = models.BooleanField(default=False, help_text="Made up for an example; tagged wherever it shows.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                # as far as both are known: 2014-05 begins before an end in 2014
                condition=Q(started="") | Q(ended="") | Q(ended__gte=Substr("started", 1, Length("ended"))),
                name="project_dates_in_order",
                violation_error_message="The project ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(age_from_months__lte=F("age_to_months")) | Q(age_from_months=None) | Q(age_to_months=None),
                name="project_ages_in_order",
                violation_error_message="The highest age lies below the lowest.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class ProjectPlaceManager(models.Manager["ProjectPlace"]):
    use_in_migrations = True

    def get_by_natural_key(self, project: str, gss_code: str, role: str) -> "ProjectPlace":
        """What the project called `project` does in a place."""
        return self.get(project__key=project, place__gss_code=gss_code, role=role)


class ProjectPlace(models.Model):
    """What a project does in a place; the lead place names its area."""

    class Role(models.TextChoices):
        LEAD = "lead", "lead area"
        DELIVERY = "delivery", "delivery"
        TRAINING = "training", "training"
        OFFICE = "office", "office"

    project = models.ForeignKey(Project, models.CASCADE, related_name="project_places")
    place = models.ForeignKey("outcomes.Place", models.PROTECT, related_name="project_places")
    role = models.CharField(max_length=8, choices=Role, default=Role.DELIVERY)
    detail = models.CharField(max_length=200, blank=True, help_text="“10 children's centres”")

    objects = ProjectPlaceManager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "place", "role"], name="project_place_role_once"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(role="lead"),
                name="project_one_lead_place",
                violation_error_message="There is a lead place already: a project has one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.get_role_display()})"

    def natural_key(self) -> tuple[str, str, str]:
        """What fixtures call this row."""
        return (self.project.key, self.place.gss_code, self.role)
