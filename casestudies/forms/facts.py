"""What the forms of facts share: nobody's save is lost under another's, and what the database refuses is said."""

import hashlib
import json
import re
import uuid
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db import IntegrityError, models
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from outcomes.models import Project, Source

# a trigger's error: its name, then what is wrong, in words for whoever tried
IN_WORDS = re.compile(r"constraint failed: (\w+?)(?:_insert|_update)?: (.+)")
CONTRADICTION = "This contradicts what is held already."


class FactForm(forms.ModelForm):
    """A form of one row of facts.

    `seen` is the fingerprint of what the row said when the form was opened. Saving the same twice is one save; saving
    over somebody else's change is refused with both texts. `once` becomes the key of a row that is made, so that a
    second click finds what the first has made.
    """

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    # name of a constraint or trigger, or SQLite's words for one → the field that is to be put right
    REFUSED: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.fingerprint(self.instance) if self.instance.pk else ""
        self.initial["once"] = uuid.uuid4()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self.layout()

    def layout(self) -> Layout:
        """Which field stands where."""
        return Layout(*self.fields)

    def lock(self) -> None:
        """Hold the row above until the transaction ends, so that one save comes after another."""
        raise NotImplementedError

    def current(self) -> models.Model | None:
        """The row as it is now that nobody else can change it; None where there is none yet."""
        raise NotImplementedError

    def new_key(self, project: Project) -> str:
        """The lasting key of a row to be made: it came with the form, so that a second click has the same."""
        once = self.cleaned_data.get("once") or uuid.uuid4()
        return f"{project.key[:40]}-{once.hex}"

    def take_the_place_of(self, row: models.Model | None) -> None:
        """Save over `row` instead of making another."""
        if row is not None:
            self.instance.pk, self.instance._state.adding = row.pk, False

    def fingerprint(self, row: models.Model) -> str:
        """Short for everything this form can change in a row."""
        values = model_to_dict(row, self._meta.fields)
        return hashlib.sha256(json.dumps(values, sort_keys=True, default=_plain).encode()).hexdigest()

    def differs_from(self, row: models.Model) -> bool:
        """Whether what was typed is not what the row says."""
        return self.fingerprint(self.instance) != self.fingerprint(row)

    def is_behind(self, row: models.Model) -> bool:
        """Whether somebody has changed the row since this form was opened."""
        return self.cleaned_data["seen"] != self.fingerprint(row)

    def show_both(self, row: models.Model) -> None:
        """Keep what was typed and say beside it what is saved now; whoever saves again has seen both."""
        self.data = {**self.data.dict(), self.add_prefix("seen"): self.fingerprint(row)}  # type: ignore[attr-defined]
        typed, saved = (model_to_dict(one, self._meta.fields) for one in (self.instance, row))
        for name in saved:
            if typed[name] != saved[name]:
                self.add_error(name, f"Somebody has saved “{_as_shown(row, name)}” here since you opened this page.")
        self.add_error(None, "This was changed while you worked on it. Look at both; save again to keep yours.")

    def refuse(self, error: IntegrityError) -> None:
        """Say what the database refused, at the field that is to be put right."""
        found = IN_WORDS.search(str(error))
        name, words = (found[1], found[2]) if found else ("", CONTRADICTION)
        field = next((field for rule, field in self.REFUSED.items() if rule == name or rule in str(error)), None)
        self.add_error(field if field in self.fields else None, words)


def _plain(value: object) -> object:
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _as_shown(row: models.Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "nothing" if value in (None, "") else {True: "yes", False: "no"}.get(value, str(value))


def sources_to_choose(listed: QuerySet[Source], chosen: int | None) -> QuerySet[Source]:
    """The sources listed for the case study, and the one that is chosen already."""
    return Source.objects.filter(Q(pk__in=listed.values("pk")) | Q(pk=chosen))
