from django.db import models
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed, PartialDateField


class Source(Keyed):
    """Where a fact comes from, so that a reader can go and look."""

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    published = PartialDateField(help_text="When it appeared: 2014, 2014-04 or 2014-04-01.")
    address = models.URLField(max_length=500, blank=True)
    accessed = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
