from django.conf import settings
from django.db import models


class TaskDraft(models.Model):
    """What an editor has typed into one task of a case study, with the version that two tabs or two people meet at.

    Facts go to their own tables as soon as they validate; `data` is everything as it was typed, valid or not, and
    stands for the facts on the page until `whole` says that all of it has gone there. Written by `casestudies.desk`.
    """

    class Task(models.TextChoices):
        PROJECT = "project", "project"
        STORY = "story", "story"
        FUNDING = "funding", "funding"
        REFERRALS = "referrals", "referrals"
        SOURCES = "sources", "sources and consent"

    case_study = models.ForeignKey("casestudies.CaseStudy", models.CASCADE, related_name="drafts")
    task = models.CharField(max_length=10, choices=Task)
    data = models.JSONField(default=dict, help_text="Name of a field → what was typed into it.")
    whole = models.BooleanField(default=True, help_text="Nothing in it waits to be put right.")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case_study", "task"]
        constraints = [models.UniqueConstraint(fields=["case_study", "task"], name="task_draft_once")]

    def __str__(self) -> str:
        return f"{self.case_study}: {self.task}, version {self.version}"
