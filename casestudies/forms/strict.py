"""Fields that take what a person types and nothing that only Python would: no 1_0, no NaN, no unseen letters."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WHOLE = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}", re.ASCII)
POINTS = re.compile(r"[-\N{MINUS SIGN}]?\d{1,4}(\.\d{1,2})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
# seen in emoji of several people, and in scripts that join their letters
JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}


class PlainTextField(forms.CharField):
    """Text without invisible characters; lines and tabs only where several lines are asked for."""

    def clean(self, value: Any) -> str:
        """The text; raises ValidationError that says what is in it, never what it says."""
        text = str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")
        allowed = JOINERS | ({"\n", "\t"} if isinstance(self.widget, forms.Textarea) else set())
        if any(unicodedata.category(letter).startswith("C") and letter not in allowed for letter in text):
            raise ValidationError("There are invisible characters in this text. Type it instead of pasting it.")
        return text


class WholeNumberField(forms.IntegerField):
    """A whole number of people, months or per cent; thousands may have their commas."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 10_000_000} | kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number, or None for nothing."""
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        typed = str(value).strip()
        if typed and not WHOLE.fullmatch(typed):
            raise ValidationError("Write a whole number in digits, such as 144.")
        return int(typed.replace(",", "")) if typed else None


class PointsField(forms.DecimalField):
    """Points of a measure, to two decimals; below nought where things got worse."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number with the decimals it was typed with, or None for nothing."""
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        typed = str(value).strip()
        if typed and not POINTS.fullmatch(typed):
            raise ValidationError("Write a number in digits, such as 12 or 12.5.")
        return Decimal(typed.replace("\N{MINUS SIGN}", "-")) if typed else None


class DayField(forms.DateField):
    """A day from 1900 to 2100."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ("%Y-%m-%d", "%d/%m/%Y")

    def to_python(self, value: Any) -> date | None:
        """The day, or None for nothing."""
        wrong = ValidationError("Write a day of the calendar, such as 31/05/2014.")
        if isinstance(value, str) and value.strip() and not DAY.fullmatch(value.strip()):
            raise wrong
        try:
            day = super().to_python(value)
        except ValidationError:
            raise wrong from None
        if day is not None and not 1900 <= day.year <= 2100:
            raise wrong
        return day
