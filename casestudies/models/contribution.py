from django.conf import settings
from django.db import models


class Contribution(models.Model):
    """That somebody has worked on a case study at the desk, and when last.

    Not every row an editor changes has a history (quotations and pictures have none), and what is taken out leaves
    none; whoever wrote anything must not be the one who judges it. Written by `casestudies.desk`.
    """

    case_study = models.ForeignKey("casestudies.CaseStudy", models.CASCADE, related_name="contributions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["case_study", "-at"]
        constraints = [models.UniqueConstraint(fields=["case_study", "by"], name="contribution_once_a_person")]

    def __str__(self) -> str:
        return f"{self.by} on {self.case_study}"
