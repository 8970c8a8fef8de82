from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

UNDONE_WITHIN = timedelta(days=30)


class Merge(models.Model):
    """Two rows that meant the same thing have become one; for 30 days it remembers enough to be undone.

    Written by `casestudies.corrections` alone.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "organisations"
        PLACE = "place", "places"
        THEME = "theme", "themes"

    kind = models.CharField(max_length=12, choices=Kind)
    gone_key = models.CharField(max_length=80, help_text="Editions still carry it.")
    gone_name = models.CharField(max_length=200)
    kept_id = models.BigIntegerField()
    kept_key = models.CharField(max_length=80)
    kept_name = models.CharField(max_length=200)
    moved = models.PositiveIntegerField(default=0, help_text="How many rows named the one that went.")
    remembered = models.JSONField(
        default=dict, blank=True, encoder=DjangoJSONEncoder, help_text="What undoing needs; emptied after 30 days."
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} into {self.kept_name}"

    @property
    def undone_until(self) -> datetime:
        """When it can no longer be undone."""
        return self.at + UNDONE_WITHIN

    @property
    def stands(self) -> str:
        """Why it can no longer be undone; empty where it can."""
        if self.undone_at is not None:
            return "It has been taken back already."
        if not self.remembered or timezone.now() >= self.undone_until:
            return "A merge can be taken back for 30 days; these are over."
        return ""
