"""What editors and reviewers say to one another about a case study."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Section(models.TextChoices):
    """The parts of a case study, as the editors' tasks are called."""

    PROJECT = "project", "project"
    STORY = "story", "story"
    FUNDING = "funding", "funding"
    REFERRALS = "referrals", "referrals"
    RESULTS = "results", "results"
    SOURCES = "sources", "sources and consent"


class Submission(models.Model):
    """One sending of a case study for review, with the document as it was composed then.

    The next one is compared with it, so that a reviewer reads what is new and not everything again.
    """

    case_study = models.ForeignKey("casestudies.CaseStudy", models.CASCADE, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=500, blank=True, help_text="What changed since the live edition, for readers.")
    document = models.TextField(help_text="As canonical JSON, its figures protected.")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.case_study}, sent {self.at:%-d %B %Y}"


class Point(models.TextChoices):
    """What a reviewer looks at before approving, in the order of the checklist."""

    STORY = "story", "The story"
    CONSENT = "consent", "Consent"
    FUNDING = "funding", "The funding adds up"
    FIGURES = "figures", "The figures are plausible"
    DISCLOSURE = "disclosure", "Nobody can be found in it"


class ChecklistPoint(models.Model):
    """What a reviewer found about one point of what was sent. It is kept with that sending, and never public."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="checklist")
    point = models.CharField(max_length=10, choices=Point)
    sound = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    seen = models.CharField(max_length=64, help_text="The fingerprint of the document that was looked at.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(point__in=Point.values), name="checklist_point_is_known"),
            models.UniqueConstraint(fields=["submission", "point"], name="checklist_point_once_a_sending"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_point_display()}"


class Comment(models.Model):
    """What a reviewer asks about one part of a case study. It is between them and the editors, and never public."""

    case_study = models.ForeignKey("casestudies.CaseStudy", models.CASCADE, related_name="comments")
    section = models.CharField(max_length=9, choices=Section)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(section__in=Section.values), name="comment_section_is_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="comment_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.words[:40]}"
