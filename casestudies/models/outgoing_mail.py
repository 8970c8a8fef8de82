from django.db import models
from django.db.models import Q


class OutgoingMail(models.Model):
    """One message on its way to one person: written in the transaction that caused it, sent afterwards by the worker.

    A body may hold a link that lets its reader in, so it is emptied as soon as it has been sent or given up, and the
    admin never shows it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        GIVEN_UP = "given up", "given up"

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(help_text="When it may be tried next.")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True, help_text="When it was given up.")
    error = models.CharField(
        max_length=100, blank=True, help_text="What kind of failure the last attempt met; never its words."
    )

    class Meta:
        verbose_name_plural = "outgoing mail"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="mail_sent_or_given_up"),
            models.CheckConstraint(
                condition=Q(body="") | Q(sent_at=None, failed_at=None), name="mail_body_only_while_waiting"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="mail_newest_first"),
            models.Index(fields=["due_at"], condition=Q(sent_at=None, failed_at=None), name="mail_still_to_send"),
        ]

    def __str__(self) -> str:
        return f"“{self.subject}” to {self.to}"

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.sent_at is not None:
            return self.State.SENT
        return self.State.GIVEN_UP if self.failed_at is not None else self.State.WAITING
