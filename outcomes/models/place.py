from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class PlaceManager(models.Manager["Place"]):
    use_in_migrations = True

    def get_by_natural_key(self, gss_code: str) -> "Place":
        """The place with this GSS code."""
        return self.get(gss_code=gss_code)


class Place(models.Model):
    """A country, region, county or local authority of the United Kingdom, by its GSS code."""

    class Kind(models.TextChoices):
        COUNTRY = "country", "country"
        REGION = "region", "region"
        COUNTY = "county", "county"
        UNITARY = "unitary", "unitary authority"
        BOROUGH = "borough", "borough"
        DISTRICT = "district", "district"

    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        unique=True,
        # nations and crown dependencies; J to M are of several nations at once
        validators=[RegexValidator(r"^[EJKLMNSW]\d{8}\Z", "A capital letter and eight digits, such as E07000178.")],
    )
    name = models.CharField(max_length=120)
    names_used = models.TextField(blank=True, help_text="Other names it goes by, one a line; they stay searchable.")
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = PlaceManager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_to=None) | Q(valid_from=None),
                name="place_validity_in_order",
                violation_error_message="The place ends before it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="place_not_its_own_parent",
                violation_error_message="A place does not lie in itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a place that would, in the end, lie in itself or be replaced by itself."""
        if self.pk and self in self.surroundings():
            itself = self.parent == self
            said = "A place does not lie in itself." if itself else f"{self.parent} itself lies in {self.name}."
            raise ValidationError({"parent": said})
        if self.pk and self in self._along("replaced_by"):
            raise ValidationError({"replaced_by": "A place is not replaced by itself, nor in a circle."})

    def surroundings(self) -> "list[Place]":
        """All it lies in, the smallest first. It ends also where two people at once have put A into B and B into A."""
        return self._along("parent")

    def _along(self, name: str) -> "list[Place]":
        found: list[Place] = []
        after = getattr(self, name)
        while after is not None and after not in found:
            found.append(after)
            after = getattr(after, name)
        return found

    def natural_key(self) -> tuple[str]:
        """What fixtures call this row."""
        return (self.gss_code,)
