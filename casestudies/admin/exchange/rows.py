"""One kind of row on its way in or out: a form checks it as the desk would, then it is saved with who and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from import_export.resources import ModelResource
from import_export.widgets import Widget

from casestudies.forms.strict import Choice, Day, Paragraphs, PartialDate, Points, Whole, Words
from outcomes.models.fields import PartialDateField

YES_NO = [("yes", "yes"), ("no", "no")]
IN_WORDS = re.compile(r"constraint failed: \w+: (.+)")
REASON = "imported from {}"  # stands in the history of each row


class YesNo(Choice):
    """Yes or no; empty is no, or not stated where that is something else."""

    def __init__(self, *, empty: bool | None, **kwargs: Any) -> None:
        self.empty_means = empty
        super().__init__([("", ""), *YES_NO], **kwargs)

    def clean(self, value: Any) -> bool | None:
        """True, False or None. Raises ValidationError."""
        said = super().clean(str(value or "").strip().lower())
        return {"yes": True, "no": False}.get(said, self.empty_means)


def key_of(model: type[models.Model]) -> str:
    """The field that names a row of `model` for good."""
    return "gss_code" if hasattr(model, "gss_code") else "key"


def field_for(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The field of a form that takes a cell for `field`: those of the desk, stricter than Django's own."""
    said: Any = {"label": kwargs.get("label") or field.verbose_name, "required": not field.blank}
    if isinstance(field, models.ForeignKey):
        to = field.related_model
        key = key_of(to)
        problem = {"invalid_choice": f"There is no {to._meta.verbose_name} with the {key} “%(value)s”."}
        return forms.ModelChoiceField(to._default_manager.all(), to_field_name=key, error_messages=problem, **said)
    if isinstance(field, models.BooleanField):
        has_to_be_said = not field.null and not field.has_default()
        return YesNo(empty=None if field.null else False, label=said["label"], required=has_to_be_said)
    if field.choices:
        return Choice(list(field.flatchoices), **said)
    for kind, make in STRICT.items():
        if isinstance(field, kind):
            return make(field, said)
    return field.formfield(**kwargs)


STRICT: dict[type[models.Field[Any, Any]], Any] = {
    models.DateField: lambda _, said: Day(**said),
    models.DecimalField: lambda field, said: (Points if field.decimal_places < 3 else forms.DecimalField)(**said),
    models.IntegerField: lambda _, said: Whole(**said),
    PartialDateField: lambda _, said: PartialDate(label=said["label"]),
    models.SlugField: lambda field, said: forms.SlugField(max_length=field.max_length, **said),
    models.URLField: lambda field, said: forms.URLField(max_length=field.max_length, **said),
    models.CharField: lambda field, said: Words(field.max_length, **said),
    models.TextField: lambda _, said: Paragraphs(5_000, **said),
}


class Cell(Widget):
    """A value as the text of a cell, the same whether it comes from the database or was just typed."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """What the key of a row is looked up by."""
        return str(value or "").strip()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Yes and no; days as YYYY-MM-DD; numbers without needless noughts."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row: its key, whether it is new, and (column, before, after) of all that changes."""

    key: str
    is_new: bool
    changes: tuple[tuple[str, str, str], ...]


class Rows(ModelResource):
    """What the library asks for, with the checking left to `form`. Columns a file lacks stay as they are."""

    form: ClassVar[type[forms.Form]]

    def __init__(self, file_name: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.file_name = file_name
        self.plan: list[Planned] = []

    @property
    def key(self) -> str:
        """The column that says which row is meant."""
        return str(self._meta.import_id_fields[0])

    def cells(self, instance: models.Model) -> dict[str, str]:
        """A row as a file has it."""
        fields = self.get_export_fields()
        return {field.column_name: str(self.export_field(field, instance)) for field in fields}

    def bound(self, instance: models.Model, cells: dict[str, str]) -> forms.Form:
        """The form with these cells typed in."""
        return self.form(cells, instance=instance)  # type: ignore[call-arg]

    def take(self, instance: models.Model, form: forms.Form) -> None:
        """Bring what was understood into the row. A form of a model has done so already."""

    def import_instance(self, instance: models.Model, row: Mapping[str, str], **kwargs: Any) -> None:
        """Check a row and bring it into `instance`. Raises ValidationError with the words for each column."""
        self.before = self.cells(instance)
        form = self.checked = self.bound(instance, self.before | dict(row))
        if form.is_valid():
            self.take(instance, form)
        if form.errors:
            raise ValidationError({name: list(told) for name, told in form.errors.items()})

    def skip_row(
        self, instance: models.Model, original: models.Model, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """What says the same as before is not saved, and leaves no trace in the history."""
        if import_validation_errors:
            return False
        after, is_new = self.after(instance), instance.pk is None
        changes = tuple((name, old, after[name]) for name, old in self.before.items() if old != after[name] or is_new)
        self.plan.append(Planned(after[self.key], is_new, tuple(change for change in changes if any(change[1:]))))
        return not is_new and not changes

    def after(self, instance: models.Model) -> dict[str, str]:
        """The row as it will be, in cells."""
        return self.cells(instance)

    def validate_instance(
        self, instance: models.Model, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """The form has done it."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def do_instance_save(self, instance: models.Model, is_create: bool) -> None:
        """Take back what the database refuses, so that the rows after it can be judged, too."""
        with transaction.atomic():
            super().do_instance_save(instance, is_create)

    def before_save_instance(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        """Let the history say where it comes from; who it was, it knows."""
        instance._change_reason = REASON.format(self.file_name)[:100]  # type: ignore[attr-defined]

    def save_m2m(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        """Nothing, but for kinds that say so."""


def told(error: Exception | ValidationError) -> list[tuple[str, str]]:
    """What is wrong with a row, as (column, words)."""
    if isinstance(error, ValidationError):
        return [
            ("" if column == NON_FIELD_ERRORS else column, words)
            for column, wrong in error.message_dict.items()
            for words in wrong
        ]
    found = IN_WORDS.search(str(error))
    return [("", found[1] if found else "The database refuses this: it contradicts what is there already.")]
