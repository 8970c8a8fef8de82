from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed
from outcomes.models.upload import Upload


class ReferralSource(Keyed):
    """Who can send a family: health visitor, midwife, the parents themselves."""

    name = models.CharField(max_length=80, unique=True, help_text="In the plural, as a route reads: health visitors.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReferralRoute(models.Model):
    """A source that refers to a project: named only, or with a count for a period."""

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="referral_routes")
    referral_source = models.ForeignKey(ReferralSource, models.PROTECT, related_name="routes")
    count = models.PositiveIntegerField(null=True, blank=True, help_text="People referred in the period, if stated.")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "referral_source", "period_start"], name="referral_route_once_a_period"
            ),
            models.UniqueConstraint(
                fields=["project", "referral_source"],
                condition=Q(period_start=None),
                name="referral_route_once_undated",
                violation_error_message="This way in is here already, without a period.",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) | Q(period_start=None) | Q(period_end=None),
                name="referral_route_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_source} to {self.project}"


class ReferralUpload(Upload):
    """One file of a project's referrals."""

    OWNER, RECORDS = "project", "referrals"

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="referral_uploads")

    class Meta(Upload.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="confirmed"), name="referral_upload_one_confirmed_a_project"
            ),
            models.CheckConstraint(
                condition=Q(staged_rows__isnull=True) | Q(state="staged"),
                name="referral_upload_rows_only_while_staged",
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk} of referrals to {self.project.key}"


class Referral(models.Model):
    """One person's way in, under a pseudonym. Never public."""

    class Result(models.TextChoices):
        STARTED = "started", "started"
        DECLINED = "declined", "declined"
        NOT_SUITABLE = "unsuitable", "not suitable"
        WAITING = "waiting", "waiting"
        NOT_STATED = "", "not stated"

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="referrals")
    upload = models.ForeignKey(
        ReferralUpload,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="referrals",
        help_text="The file it came in; empty where the portal made it itself.",
    )
    client_reference = models.CharField(max_length=20)
    referral_source = models.ForeignKey(ReferralSource, models.PROTECT, related_name="referrals")
    received_on = models.DateField(null=True, blank=True)
    reasons = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.NOT_STATED, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "client_reference", "received_on"], name="referral_once_a_day"),
            models.UniqueConstraint(
                fields=["project", "client_reference"], condition=Q(received_on=None), name="referral_once_undated"
            ),
        ]

    def __str__(self) -> str:
        # never the client's reference: this text ends up in logs and messages
        return f"referral {self.pk}"
