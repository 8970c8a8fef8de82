"""A place by its name: searched while one types, told apart from its neighbours."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from outcomes.models import Place


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
