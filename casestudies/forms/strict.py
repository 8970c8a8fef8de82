"""The kinds of answer: each takes text from a browser and refuses, in words, what it does not understand.

Numbers and dates are matched in ASCII before Python sees them: `int` would take "1_0" for ten, and the digits of any
script; `Decimal` would take "NaN".
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from outcomes.models.fields import FIRST_YEAR, LAST_YEAR, as_kept, as_one_line, validate_partial_date

_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}", re.ASCII)
_POUNDS = re.compile(r"£? ?(\d{1,3}(,\d{3})+|\d{1,10})(\.\d{1,2})?", re.ASCII)
_POINTS = re.compile(r"[-\N{MINUS SIGN}]?\d{1,4}(\.\d{1,2})?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


class Words(forms.CharField):
    """A line of text, or several where the widget is a box for them."""

    def __init__(self, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **{"required": False} | kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is kept; "" for nothing."""
        kept = as_kept if isinstance(self.widget, forms.Textarea) else as_one_line
        return str(super().to_python(kept(str(value or ""))))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength` where there are several lines: a browser would cut what is pasted without a word."""
        return {} if isinstance(widget, forms.Textarea) else super().widget_attrs(widget)


class Paragraphs(Words):
    """Text of several lines."""

    def __init__(self, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Typed(forms.Field):
    """What is typed into a short box and then understood: a number, a day. Nothing typed is None."""

    widget: Any = forms.TextInput(attrs={"class": "short"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value: Any) -> Any:
        """The value, or None. Raises ValidationError."""
        text = value.strip() if isinstance(value, str) else value
        if text in (None, ""):
            return None
        return self.understood(text) if isinstance(text, str) else text

    def understood(self, text: str) -> Any:
        """What these letters mean. Raises ValidationError."""
        raise NotImplementedError


class Whole(Typed):
    """A whole number from `min_value` to `max_value`; thousands may have their commas."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def __init__(self, min_value: int = 0, max_value: int = 10_000_000, **kwargs: Any) -> None:
        self.least, self.most = min_value, max_value
        super().__init__(**kwargs)

    def understood(self, text: str) -> int:
        """A number in digits."""
        digits = text.removeprefix("-") if self.least < 0 else text
        number = int(digits.replace(",", "")) if _WHOLE.fullmatch(digits) else self.most + 1
        number = -number if digits != text else number
        if not self.least <= number <= self.most:
            raise ValidationError(f"Write a whole number from {self.least} to {self.most:,}, in digits.")
        return number


class Pounds(Typed):
    """An amount of money: 36,000 or £36,000.50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def understood(self, text: str) -> Decimal:
        """Pounds and pence."""
        if not _POUNDS.fullmatch(text):
            raise ValidationError("Write an amount in pounds, like 36,000 or 36000.50.")
        return Decimal(text.lstrip("£ ").replace(",", ""))


class Points(Typed):
    """Points of a measure, to two decimals; below nought where things got worse."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def __init__(self, max_digits: int | None = None, decimal_places: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # the two are what a model's field says; _POINTS is narrower

    def understood(self, text: str) -> Decimal:
        """The number with the decimals it was typed with."""
        if not _POINTS.fullmatch(text):
            raise ValidationError("Write a number in digits, such as 12 or 12.5.")
        return Decimal(text.replace("\N{MINUS SIGN}", "-"))


class Day(Typed):
    """A day from 1900 to 2100."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def understood(self, text: str) -> date:
        """As a browser sends it, or as it is written here."""
        british = _BRITISH.fullmatch(text)
        try:
            if british:
                day = date(int(british[3]), int(british[2]), int(british[1]))
            elif _ISO.fullmatch(text):
                day = date.fromisoformat(text)
            else:
                raise ValueError
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValueError
        except ValueError:
            raise ValidationError("Write a day of the calendar, such as 31/05/2014.") from None
        return day


class PartialDate(Words):
    """A year, a month or a day, as far as it is known."""

    default_validators = [validate_partial_date]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(10, widget=forms.TextInput(attrs={"class": "short"}), **kwargs)


class Choice(forms.ChoiceField):
    """One of a few, named where it is another; nothing chosen reads "not stated"."""

    def __init__(self, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        values = ", ".join(str(value) for value, _ in choices if value)
        usual: dict[str, Any] = {
            "required": False,
            "error_messages": {"invalid_choice": f"“%(value)s” is none of: {values}."},
        }
        super().__init__(choices=choices, **usual | kwargs)


class Tick(forms.BooleanField):
    """Yes when ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class RowToken(forms.CharField):
    """What a row is called between the page and the desk: a record's key, or a token of a row not saved yet."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=80)

    def clean(self, value: Any) -> str:
        """Nothing a person typed, so nothing to put right: what is not a token becomes none."""
        text = str(value or "")
        return text if re.fullmatch(r"[-\w]{1,80}", text, re.ASCII) else ""
