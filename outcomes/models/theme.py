from django.db import models
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed


class Theme(Keyed):
    """A field of work a commissioner looks for: early years, social care."""

    name = models.CharField(max_length=80, unique=True)
    names_used = models.TextField(blank=True, help_text="Other names it goes by, one a line; they stay searchable.")
    description = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
