from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from casestudies.models.case_study import CaseStudy


class Edition(models.Model):
    """One published version of a case study: a frozen document that readers, files and citations use.

    The database refuses to alter `document` (see `casestudies.triggers`); erasure alone may empty it, and its hash
    stays. The readers' side reads this table, `Retirement` and `Tombstone`, and nothing else.
    """

    case_study = models.ForeignKey("casestudies.CaseStudy", models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    document = models.TextField(null=True, help_text="The public document as canonical JSON; empty once erased.")
    sha256 = models.CharField(max_length=64, help_text="Of the document's bytes.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="What changed, for readers.")
    invented = models.BooleanField(default=False)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["slug", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["slug"], condition=Q(current=True), name="edition_one_current"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
        ]
        indexes = [models.Index(fields=["current", "invented", "-published_at"], name="edition_for_lists")]

    def __str__(self) -> str:
        return f"{self.slug}, edition {self.number}"


class Retirement(models.Model):
    """An edition's figures taken down because newer ones may not stand beside them; story and citation stay."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="retirement")
    replaced_by = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=models.F("second_checker")), name="retirement_checked_by_two_people")
        ]

    def __str__(self) -> str:
        return f"figures of {self.edition}"


class Tombstone(models.Model):
    """What is left at the address of a withdrawn case study: that it was here, since when it is gone, and why.

    An admin can put the wording of the reason right; the database refuses to alter anything else, and the history
    says who did.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=500, help_text="Public.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-withdrawn_at", "-id"]

    def __str__(self) -> str:
        return self.slug


class Decision(models.Model):
    """One move of a case study: who, when, from where to where, and why.

    What is decided about an approval leaves it approved: its `kind` says what that was.
    """

    class Kind(models.TextChoices):
        MOVE = "", "move"
        CONFIRMED = "confirmed", "confirmed by a second checker"
        SCHEDULED = "scheduled", "to be published at a set time"
        CANCELLED = "cancelled", "not to be published by itself any more"
        FAILED = "failed", "not published at its time"

    case_study = models.ForeignKey("casestudies.CaseStudy", models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    from_status = models.CharField(max_length=20, choices=CaseStudy.Status)
    to_status = models.CharField(max_length=20, choices=CaseStudy.Status)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MOVE, blank=True)
    reason = models.TextField(blank=True)
    words_checked = models.TextField(blank=True, help_text="Why words that may tell of very few people can stand.")
    let_stand = models.TextField(
        blank=True, help_text="What of an approval needs a second checker: one override of the rules a line."
    )
    approved_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the document that was approved, but for its day: see `fingerprint`."
    )
    retires_earlier = models.BooleanField(
        default=False, help_text="Approved so that the figures of all earlier editions are retired."
    )
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="decisions")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="decision_newest_first")]

    def __str__(self) -> str:
        return f"{self.case_study}: {self.get_from_status_display()} → {self.get_to_status_display()}"

    @property
    def what(self) -> str:
        """What was decided, in words."""
        return str(self.get_kind_display() if self.kind else self.get_to_status_display())
