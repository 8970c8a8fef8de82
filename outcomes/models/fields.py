"""Small field kinds the facts share."""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

FIRST_YEAR, LAST_YEAR = 1900, 2100
_LINES = {"\n", "\t"}
# They make one picture of several, or join letters: families, the flag of Wales, Persian. All else unseen goes.
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}", *map(chr, range(0xE0020, 0xE0080))}
PARTIAL_DATE = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?", re.ASCII)


def as_kept(text: str) -> str:
    """Text as it is kept: lines end in one way, and letters nobody can see, which nobody meant to type, are left out:
    control characters, direction marks, half a character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    seen = (c for c in text if c in _LINES or c in _JOINERS or not unicodedata.category(c).startswith("C"))
    return "".join(seen)


def as_one_line(text: str) -> str:
    """Text as it is kept where there is room for one line."""
    return re.sub(r"[\n\t\u2028\u2029]+", " ", as_kept(text)).strip()


def validate_day(value: date) -> None:
    """Refuse a day that only a slip of the keyboard can have meant."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(f"Write a day from {FIRST_YEAR} to {LAST_YEAR}.", code="day")


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


def refuse_another_project(row: models.Model, path: str, project: int | None) -> None:
    """Raise ValidationError where `row` would leave the project that `path` ("strand__project") leads to.

    What an edition told of people is compared with later editions of the same case study alone, and a client's records
    are looked for in one project.
    """
    before = type(row)._base_manager.filter(pk=row.pk).values_list(path, flat=True).first()
    if None not in (before, project) and before != project:
        field, _, _ = path.partition("__")
        raise ValidationError({field: "It stays in its project. Enter it anew where it belongs, and take this out."})


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
