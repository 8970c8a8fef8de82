from django.conf import settings
from django.db import models
from django.db.models import Q


class JoinRequest(models.Model):
    """Somebody asks to work for an organisation, or for the one they have just created to be accepted."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "waiting"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    organisation = models.ForeignKey("outcomes.Organisation", models.CASCADE, related_name="join_requests")
    created_it = models.BooleanField(
        default=False, help_text="They created it; until this is approved the organisation does not count."
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(answer="waiting"), name="join_request_waits_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(created_it=True), name="join_request_created_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_by=None, answered_at=None)
                | (~Q(answer="waiting") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="join_request_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} and {self.organisation}, {self.answer}"
