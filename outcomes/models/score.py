from django.db import models
from django.db.models import F, Q

from outcomes.models.upload import Upload


class ScoreUpload(Upload):
    """One file of a cohort's scores."""

    OWNER, RECORDS = "cohort", "scores"

    cohort = models.ForeignKey("outcomes.Cohort", models.CASCADE, related_name="uploads")
    pair_count = models.PositiveIntegerField(help_text="Clients with a score before and after.")

    class Meta(Upload.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=Q(state="confirmed"), name="score_upload_one_confirmed_a_cohort"
            ),
            models.CheckConstraint(condition=Q(pair_count__lte=F("row_count")), name="score_upload_pairs_among_rows"),
            models.CheckConstraint(
                condition=Q(staged_rows__isnull=True) | Q(state="staged"), name="score_upload_rows_only_while_staged"
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk} for {self.cohort.key}"


class Score(models.Model):
    """One client's scores before and after. Pseudonymous, append-only through uploads, never public."""

    upload = models.ForeignKey(ScoreUpload, models.CASCADE, related_name="scores")
    cohort = models.ForeignKey("outcomes.Cohort", models.CASCADE, related_name="scores")
    client_reference = models.CharField(max_length=20)
    before = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    before_on = models.DateField(null=True, blank=True)
    after = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)
    referral = models.ForeignKey("outcomes.Referral", models.SET_NULL, null=True, blank=True, related_name="scores")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "client_reference"], name="score_one_a_client_a_cohort"),
            models.CheckConstraint(
                condition=Q(before_on__lte=F("after_on")) | Q(before_on=None) | Q(after_on=None),
                name="score_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="score_says_something"
            ),
        ]

    def __str__(self) -> str:
        # never the client's reference: this text ends up in logs and messages
        return f"score {self.pk}"
