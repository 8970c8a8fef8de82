import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class ScoreImport(models.Model):
    """The reading of one file of scores, from the moment it arrives until it is an upload or is refused.

    It holds how far the reading is and what was wrong, never a cell of the file. The file itself waits in a private
    folder while the state is WAITING or READING and is deleted whatever comes of it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be read"
        READING = "reading", "being read"
        READ = "read", "read"
        REFUSED = "refused", "refused"
        STOPPED = "stopped", "stopped half-way"

    cohort = models.ForeignKey("outcomes.Cohort", models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Came with the form: a second click meets the first."
    )
    file_name = models.CharField(max_length=255, blank=True, help_text="Emptied where the file held personal data.")
    stored_as = models.CharField(max_length=40, blank=True, help_text="In the private folder; empty once deleted.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    state_at = models.DateTimeField(auto_now_add=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0, help_text="About how many there are; 0 while not known.")
    problems = models.JSONField(default=list, help_text="Row, column and words of each; never a cell.")
    unlisted = models.PositiveIntegerField(default=0, help_text="Problems beyond those that are listed.")
    private = models.BooleanField(default=False, help_text="The file seemed to hold personal data.")
    upload = models.ForeignKey(
        "outcomes.ScoreUpload",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="imports",
        help_text="What it became.",
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stored_as="") | Q(state__in=["waiting", "reading"]),
                name="score_import_file_only_until_read",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk} for {self.cohort_id}"

    @property
    def is_going_on(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.state in {self.State.WAITING, self.State.READING}
