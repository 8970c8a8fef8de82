from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from casestudies.models.membership import Membership

SALT = "casestudies.invitation"


class Invitation(models.Model):
    """A place in an organisation, offered to whoever reads the mail of one address; for once, and for some days."""

    organisation = models.ForeignKey("outcomes.Organisation", models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=6, choices=Membership.Role, default=Membership.Role.EDITOR)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=Q(used_at=None), name="invitation_open_once"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_lower_case"),
            models.CheckConstraint(
                condition=Q(used_by=None, used_at=None) | Q(used_by__isnull=False, used_at__isnull=False),
                name="invitation_used_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, to be {self.role} of {self.organisation}"

    @property
    def token(self) -> str:
        """What the link carries: this invitation as it was last sent, signed."""
        return signing.dumps([self.pk, self.invited_at.isoformat()], salt=SALT)

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.used_at is None and timezone.now() < self.ends_at

    @property
    def ends_at(self) -> datetime:
        """When it can no longer be accepted."""
        return self.invited_at + timedelta(days=settings.INVITATION_DAYS)
