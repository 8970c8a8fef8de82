from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, KeyedManager


class OrganisationManager(KeyedManager):
    def called(self, name: str) -> "Organisation | None":
        """The organisation of that name, or that goes by it, however it is spelled with capitals."""
        rows: models.QuerySet[Organisation] = self.get_queryset()  # type: ignore[assignment]
        used = (one for one in rows.filter(names_used__icontains=name) if name.casefold() in _lines(one.names_used))
        return rows.filter(name__iexact=name).first() or next(used, None)


def _lines(text: str) -> list[str]:
    return [line.strip().casefold() for line in text.splitlines()]


class Organisation(Keyed):
    """Whoever provides, funds or commissions a project; often more than one of these."""

    name = models.CharField(max_length=200, unique=True)
    org_id = models.CharField(
        "organisation id",
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z]{2}-[A-Z]{2,6}-[A-Za-z0-9-]+$", "Like GB-CHC-230102; leave empty if not verified.")
        ],
        help_text="In the org-id scheme, like GB-CHC-230102. Empty when nobody has verified it.",
    )
    names_used = models.TextField(blank=True, help_text="Other names it goes by, one a line; they stay searchable.")
    is_provider = models.BooleanField(default=False)
    is_funder = models.BooleanField(default=False)
    is_commissioner = models.BooleanField(default=False)
    website = models.URLField(blank=True)
    invented = models.BooleanField(default=False, help_text="Made up for an example; never mixed with real ones.")

    objects = OrganisationManager()  # type: ignore[misc]  # finds by names as well
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_id"],
                condition=~Q(org_id=""),
                name="organisation_org_id_once",
                violation_error_message="Another organisation has this organisation id.",
            ),
            models.CheckConstraint(
                condition=Q(invented=False) | Q(org_id=""),
                name="organisation_invented_has_no_real_id",
                violation_error_message="An invented organisation has no real organisation id.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse to take back that it does what a record says it does, and that what it provides is real or made up."""
        super().clean()
        before = Organisation.objects.filter(pk=self.pk).first()
        if before is None:
            return
        said = {}
        if before.is_provider and not self.is_provider and self.projects.exists():
            said["is_provider"] = "It provides a project."
        if before.is_funder and not self.is_funder and self.fundings.exists():
            said["is_funder"] = "It pays for a project."
        if before.invented != self.invented:
            other = "real" if self.invented else "made up"
            if self.projects.exclude(invented=self.invented).exists():
                said["invented"] = f"It provides a project that is {other}."
            elif self.fundings.exclude(project__invented=self.invented).exists():
                said["invented"] = f"It pays for a project that is {other}."
        if said:
            raise ValidationError(said)


class FunderManager(OrganisationManager):
    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(is_funder=True)


class Funder(Organisation):
    """An organisation seen as the one who pays."""

    objects = FunderManager()  # type: ignore[misc]  # a narrower view of the same rows

    class Meta:
        proxy = True
        ordering = ["name"]
