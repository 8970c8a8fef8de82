from django.conf import settings
from django.db import models


class ShortlistNote(models.Model):
    """What somebody with an account wrote to themselves about a case study on their shortlist.

    Nobody else ever reads it, and it goes with the account. It names the case study by its lasting name, as the list
    itself does, so that it outlives new editions; an empty note is no row.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shortlist_notes")
    slug = models.SlugField(max_length=80)
    words = models.TextField(max_length=2_000)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["by", "slug"]
        constraints = [models.UniqueConstraint(fields=["by", "slug"], name="shortlist_note_once")]

    def __str__(self) -> str:
        return f"a note about {self.slug}"
