from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casestudies.models.edition import Edition


class CohortRecord(models.Model):
    """What a cohort's scores came to when an edition was published: enough to work its figures out again, and no score.

    Never shown to anybody. Written when an edition is frozen, so that what it says can be checked against the records
    as they were, whatever is corrected or erased later.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="records")
    cohort = models.CharField(max_length=80, help_text="Its key; the cohort itself may be taken out one day.")
    sha256 = models.CharField(max_length=64, help_text="Of the counted pairs of scores, without references.")
    figures = models.TextField(help_text="The unprotected figures as JSON.")

    class Meta:
        ordering = ["edition", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "cohort"], name="cohort_record_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.cohort} as of {self.edition_id}"


class ErasureRequest(models.Model):
    """One person asks for the document of an edition to be erased; it waits for a second one."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="erasure_request")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"document of {self.edition}"


class Erasure(models.Model):
    """That something was erased, by whom, when and why; never what. Written by `casestudies.corrections` alone."""

    class Kind(models.TextChoices):
        RECORDS = "records", "a client's records"
        DOCUMENT = "document", "an edition's document"

    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500)
    project = models.CharField(max_length=80, help_text="Its key.")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, blank=True, related_name="erasure")
    scores = models.PositiveIntegerField(default=0, help_text="Scores deleted.")
    referrals = models.PositiveIntegerField(default=0, help_text="Referrals deleted.")
    uploads = models.PositiveIntegerField(default=0, help_text="Uploads waiting for confirmation, thrown away whole.")
    files = models.PositiveIntegerField(default=0, help_text="Files waiting to be read, deleted.")
    names = models.PositiveIntegerField(default=0, help_text="Names of files that held the reference, replaced.")
    proof = models.JSONField(
        default=list,
        blank=True,
        help_text="Of each cohort: the edition its live figures date from, and the hash.",
    )
    figures = models.TextField(
        blank=True, help_text="What an erased document had shown of people: later editions are still compared with it."
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="records", edition=None, second_person=None)
                | (Q(kind="document", edition__isnull=False, second_person__isnull=False) & ~Q(by=F("second_person"))),
                name="erasure_of_a_document_by_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.project}"
