"""Which rows name a row, and letting them name another one: for merging twins, whatever table the twins are in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, QuerySet

from casestudies.models import User


@dataclass(frozen=True)
class Column:
    """A column of a table whose values name rows of another: also of the tables behind many-to-many fields."""

    model: type[Model]
    name: str

    @property
    def label(self) -> str:
        """What its rows are called on a page."""
        owner = self.model._meta.auto_created or self.model
        return str(owner._meta.verbose_name_plural)  # type: ignore[union-attr]

    def rows(self, named: Model) -> QuerySet[Any]:
        """The rows that name it, in a lasting order."""
        return self.model._base_manager.filter(**{self.name: named.pk}).order_by("pk")


def columns_naming(model: type[Model]) -> Iterator[Column]:
    """Every column that names rows of `model`; copies in histories are not among them, for they say what was."""
    for other in apps.get_models(include_auto_created=True):
        if other._meta.proxy or hasattr(other, "instance_type"):
            continue
        for field in other._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model._meta.concrete_model is model:
                yield Column(other, field.name)


@dataclass
class Moved:
    """What came of it, ready to be remembered: rows by table and column, and those dropped beside another."""

    rows: list[tuple[str, str, list[int]]]
    dropped: list[dict[str, Any]]


def move(gone: Model, kept: Model, *, by: User, why: str) -> Moved:
    """Let all rows that name `gone` name `kept`; to be called in a transaction.

    A row that the database refuses beside one that is there (a membership of the same person, a place with the same
    role) is dropped. A row that would come to name itself names nothing instead.
    """
    found = Moved([], [])
    for column in columns_naming(type(gone)):
        moved = []
        for row in column.rows(gone):
            before = dump(row)
            if renamed(row, column.name, None if row == kept else kept, by=by, why=why):
                moved.append(row.pk)
            else:
                found.dropped.append(before)
                row.delete()
        if moved:
            found.rows.append((column.model._meta.label, column.name, moved))
    return found


def renamed(row: Any, column: str, named: Model | None, *, by: User, why: str) -> bool:
    """Let one row name another, and its history say who did and why; False where the database refuses."""
    setattr(row, column, named)
    row._history_user, row._change_reason = by, why[:100]  # simple-history asks for them by these names
    try:
        with transaction.atomic():
            row.save(update_fields=[column])
    except IntegrityError:
        return False
    return True


def dump(row: Model) -> dict[str, Any]:
    """All columns of a row, as plain values."""
    (plain,) = serializers.serialize("python", [row])
    # in full: as JSON a moment would lose its microseconds
    days = {name: value.isoformat() for name, value in plain["fields"].items() if isinstance(value, date)}
    return {**plain, "fields": plain["fields"] | days}


def put_back(plain: dict[str, Any], *, by: User, why: str) -> bool:
    """Make a dumped row again under its old id; False where the database refuses it now."""
    (found,) = serializers.deserialize("python", [plain], ignorenonexistent=True)
    row: Any = found.object
    row._history_user, row._change_reason = by, why[:100]
    try:
        with transaction.atomic():
            if hasattr(row, "history"):
                row.save(force_insert=True)
            else:  # its dates as they were, which saving would set to now
                row.save_base(raw=True, force_insert=True)
    except IntegrityError:
        return False
    return True
