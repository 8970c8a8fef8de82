from django.conf import settings
from django.db import models


class OneTimeKey(models.Model):
    """A form that makes something, sent: the key it carried, and the address of what it made.

    Sending the form again, by a second click or by going back, leads to the same address and makes nothing.
    """

    key = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made = models.CharField(max_length=300, help_text="Address.")
    spent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-spent_at"]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="one_time_key_once")]

    def __str__(self) -> str:
        return self.made
