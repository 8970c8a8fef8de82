from django.conf import settings
from django.db import models


class Membership(models.Model):
    """What a person may do for an organisation."""

    class Role(models.TextChoices):
        EDITOR = "editor", "editor"
        OWNER = "owner", "owner"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("outcomes.Organisation", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role, default=Role.EDITOR)

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.organisation}"
