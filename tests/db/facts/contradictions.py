"""What the database is asked to refuse, and what it must let through: rows of literal values for one table of tests."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

type Write = Callable[[], Any]


@dataclass(frozen=True)
class Rule:
    """`contradiction` breaks the rule called `name` and no other; `incomplete` says less, or something near, and is
    no contradiction."""

    name: str
    contradiction: Write
    incomplete: Write


def our_models() -> list[type[models.Model]]:
    """Every model of both apps with a table of its own, histories included."""
    return [
        m for app in ("outcomes", "casestudies") for m in apps.get_app_config(app).get_models() if not m._meta.proxy
    ]


@contextmanager
def refused(name: str):
    """Expect the database to refuse what happens inside because of the rule called `name`."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    words = str(refusal.value)
    assert name in words or words == _sqlites_words(name), words


def _sqlites_words(name: str) -> str:
    """SQLite names a broken UNIQUE by its columns."""
    for model in our_models():
        for rule in model._meta.constraints:
            if rule.name == name and isinstance(rule, models.UniqueConstraint) and connection.vendor == "sqlite":
                columns = (f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in rule.fields)
                return f"UNIQUE constraint failed: {', '.join(columns)}"
    return "no such rule"
