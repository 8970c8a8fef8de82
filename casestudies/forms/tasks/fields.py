"""The kinds of answer: each takes text from a browser and refuses, in words, what it does not understand.

Numbers and dates are matched in ASCII before Python sees them: `int` would take "1_0" for ten, and the digits of any
script.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from outcomes.models import Place
from outcomes.models.fields import validate_partial_date

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_POUNDS = re.compile(r"£? ?(\d{1,3}(,\d{3})+|\d{1,10})(\.\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def as_kept(text: str) -> str:
    """Text as it is kept: lines end in one way, and control characters, which nobody meant to type, are left out."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Words(forms.CharField):
    """A line of text."""

    def __init__(self, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, required=kwargs.pop("required", False), **kwargs)


class Paragraphs(Words):
    """Text of several lines."""

    def __init__(self, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}


class Whole(forms.Field):
    """A whole number from `least` to `most`."""

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """None for nothing."""
        text = (value or "").strip().replace(",", "")
        if not text:
            return None
        sign = -1 if self.least < 0 and text.startswith("-") else 1
        digits = text.removeprefix("-") if sign < 0 else text
        if not _WHOLE.fullmatch(digits) or not self.least <= sign * int(digits) <= self.most:
            raise ValidationError(f"Write a whole number from {self.least} to {self.most:,}, in digits.")
        return sign * int(digits)


class Pounds(forms.Field):
    """An amount of money: 36,000 or £36,000.50."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """None for nothing."""
        text = (value or "").strip()
        if not text:
            return None
        if not _POUNDS.fullmatch(text):
            raise ValidationError("Write an amount in pounds, like 36,000 or 36000.50.")
        return Decimal(text.lstrip("£ ").replace(",", ""))


class Day(forms.Field):
    """A day of the calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """None for nothing."""
        text = (value or "").strip()
        if not text:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            day = date.fromisoformat(text)
        except ValueError:
            raise ValidationError("Write a day as year-month-day, like 2024-03-31.") from None
        if not 1900 <= day.year <= 2100:
            raise ValidationError("Write a day between 1900 and 2100.")
        return day


class PartialDate(Words):
    """A year, a month or a day, as far as it is known."""

    default_validators = [validate_partial_date]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(10, widget=forms.TextInput(attrs={"class": "short"}), **kwargs)


class Choice(forms.ChoiceField):
    """One of a few; nothing chosen reads "not stated"."""

    def __init__(self, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(choices=choices, required=kwargs.pop("required", False), **kwargs)


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


# ------------------------------------------------------------------------------------------------------------- places


def place_label(place: Place) -> str:
    """A place told apart from its neighbours: "Ipswich, district in Suffolk"; needs its parent."""
    within = f" in {place.parent.name}" if place.parent else ""
    until = f", until {place.valid_to.year}" if place.valid_to else ""
    return f"{place.name}, {place.get_kind_display()}{within}{until}"


def search_places(words: str, most: int = 8) -> list[Place]:
    """Places whose name, former name or county's name begins with or holds the words; the closest first."""
    wanted = _folded(words)
    if not wanted:
        return []
    ranked = []
    for place in Place.objects.select_related("parent"):
        own, label = _folded(place.name), _folded(place_label(place))
        rank = 0 if own == wanted else 1 if own.startswith(wanted) else 2 if wanted in own else 3
        if rank < 3 or wanted in label or wanted in _folded(place.names_used):
            ranked.append((rank, place.name, place))
    return [place for _, _, place in sorted(ranked, key=lambda found: found[:2])[:most]]


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:200].casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _meant(text: str, places: Iterable[Place]) -> list[Place]:
    return [place for place in places if _folded(text) in set(map(_folded, _names(place)))]


def _names(place: Place) -> list[str]:
    return [place.name, place_label(place), *place.names_used.splitlines()]


class PlaceField(forms.CharField):
    """A place by its name; where several are meant, the error's `candidates` are those to choose from."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "list": "places-known",
            "autocomplete": "off",
            # what has been typed so far goes out, options come back; without a script the button does the same
            "hx-get": reverse_lazy("desk-places"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#places-known",
        }
        super().__init__(max_length=200, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """The Place of that name or label."""
        text = super().clean(value)
        if not text:
            return None
        # a page that was saved before says the whole label: its first part is the name, which may hold commas itself
        names = [text, *(text[: comma.start()] for comma in re.finditer(",", text))]
        by_name = Place.objects.filter(name__in=names).select_related("parent")
        found = search_places(text) if len(meant := _meant(text, by_name)) != 1 else meant
        if len(meant := _meant(text, found)) == 1:
            return meant[0]
        words = "Choose which one you mean." if found else "There is no such place in our list. Try its county."
        raise ValidationError(words, code="place", params={"candidates": found})

    @staticmethod
    def label_of(place: Place) -> str:
        """How the page writes a place."""
        return place_label(place)

    @staticmethod
    def label_by_code(code: str) -> str:
        """The label of the place with this GSS code; empty where there is none."""
        place = Place.objects.select_related("parent").filter(gss_code=code).first()
        return place_label(place) if place else ""
