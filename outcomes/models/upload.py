from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """One file of records about single clients: who, when, what came of it. Uploads are the history of their records.

    Checked rows wait in `staged_rows` until confirmed or 24 hours have passed; then the column is emptied.
    """

    class State(models.TextChoices):
        STAGED = "staged", "waiting for confirmation"
        CONFIRMED = "confirmed", "confirmed"
        SUPERSEDED = "superseded", "superseded by a later upload"
        UNDONE = "undone", "undone"
        EXPIRED = "expired", "not confirmed in time"

    # the field that says whose records they are, and what their rows are called from here
    OWNER: ClassVar[str]
    RECORDS: ClassVar[str]

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.STAGED)
    state_at = models.DateTimeField(auto_now_add=True)
    state_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField(help_text="Clients in the file.")
    staged_rows = models.JSONField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-at"]

    @property
    def owner(self) -> Any:
        """Whose records they are."""
        return getattr(self, self.OWNER)
