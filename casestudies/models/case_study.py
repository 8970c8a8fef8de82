from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

# Words that mean something else after /desk/, and some that may come to.
RESERVED_SLUGS = (
    "start",
    "places",
    "organisations",
    "new",
    "review",
    "results",
    "pictures",
    "admin",
    "account",
    "help",
)


class CaseStudy(models.Model):
    """The story of a project, as its editors and reviewers work on it. Readers never see this row, only editions.

    `status` is moved by `casestudies.workflow` alone.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        SUBMITTED = "submitted", "waiting for review"
        IN_REVIEW = "in_review", "in review"
        CHANGES_REQUESTED = "changes_requested", "changes requested"
        REJECTED = "rejected", "turned down"
        APPROVED = "approved", "approved"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"

    project = models.OneToOneField("outcomes.Project", models.PROTECT, related_name="case_study")
    slug = models.SlugField(max_length=80, unique=True, help_text="Its address, for ever: /case-studies/…/")
    number = models.PositiveIntegerField(
        null=True, blank=True, unique=True, help_text="“Case study 1”; empty for invented ones."
    )
    headline = models.CharField(max_length=160, blank=True, help_text="The project's own claim, in one sentence.")
    theme = models.ForeignKey(
        "outcomes.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The one in the running header.",
    )
    background = models.TextField(blank=True)
    action = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    reference = models.CharField(
        max_length=20, null=True, blank=True, unique=True, editable=False, help_text="Given when it is first sent."
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When it was last sent.")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Who has claimed it.",
    )
    publish_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When what was approved is to be published."
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Who said so, and in whose name it is published.",
    )
    stale = models.BooleanField(
        default=False, editable=False, help_text="The facts have changed since the live edition."
    )
    review_by = models.DateField(null=True, blank=True, help_text="When its live edition is to be looked at again.")
    reminded_for = models.DateField(
        null=True, blank=True, editable=False, help_text="The review-by date that a reminder was sent of."
    )
    sources = models.ManyToManyField("outcomes.Source", blank=True, related_name="+")
    agreed_at = models.DateTimeField(
        null=True, editable=False, help_text="When an editor said that everybody named or shown has agreed."
    )
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "case studies"
        ordering = ["number", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="case_study_slug_is_free",
                violation_error_message="This address is the portal's own. Choose another.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        *("draft", "submitted", "in_review", "changes_requested", "rejected"),
                        *("approved", "published", "withdrawn"),
                    ]
                ),
                name="case_study_status_is_known",
                violation_error_message="There is no such state of a case study.",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_review") | Q(reviewer__isnull=False),
                name="case_study_in_review_by_somebody",
                violation_error_message="What is in review has a reviewer.",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None, scheduled_by=None) | Q(status="approved", scheduled_by__isnull=False),
                name="case_study_scheduled_by_somebody_once_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Quote(models.Model):
    """A sentence or two from a named professional, with their consent."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="quotes")
    words = models.TextField()
    speaker = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True)
    consent = models.BooleanField(default=False, help_text="The speaker has agreed to be quoted and named here.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["case_study", "position", "id"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.words[:40]}…"


class Picture(models.Model):
    """A picture with words for those who cannot see it."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="pictures")
    image = models.ImageField(upload_to="pictures/")
    alt_text = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    consent = models.BooleanField(default=False, help_text="Everybody who can be recognised has agreed.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["case_study", "position", "id"]

    def __str__(self) -> str:
        return self.alt_text
