"""Small field kinds the facts share."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

PARTIAL_DATE = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?", re.ASCII)


def validate_partial_date(value: str) -> None:
    """Refuse what is not "2014", "2014-04" or "2014-04-01", or no day of the calendar."""
    first_day = value + "-01-01"[len(value) - 4 :]
    try:
        if not PARTIAL_DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(first_day)
    except ValueError:
        raise ValidationError(
            "Write a year, a month or a day: 2014, 2014-04 or 2014-04-01.", code="partial_date"
        ) from None


class PartialDateField(models.CharField):
    """A date known to the year, the month or the day, kept as its ISO beginning; empty when not stated."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        kwargs |= {"max_length": 10, "blank": True}
        super().__init__(*args, **kwargs)


class KeyedManager(models.Manager):
    """Finds rows by key, so that fixtures and demo content match rows instead of numbering them."""

    use_in_migrations = True

    def get_by_natural_key(self, key: str) -> models.Model:
        """The row called `key`."""
        return self.get(key=key)


class Keyed(models.Model):
    """A row with a lasting key."""

    key = models.SlugField(max_length=80, unique=True, help_text="Small letters, digits and hyphens; never changes.")

    objects = KeyedManager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse another key: editions, erasures and addresses know the row by the one it has."""
        super().clean()
        if self.pk and type(self)._base_manager.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": "A key is for good: editions and addresses know this by it."})

    def natural_key(self) -> tuple[str]:
        """What fixtures call this row."""
        return (self.key,)
