"""Rows of a list against the records that hold them: what is gone goes, what is new is made."""

import hashlib
import re
import secrets
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from typing import Any

from django.db.models import Model

# What a task's facts are: the name of an answer → its value, the name of a list → one such dict a row.
type Facts = dict[str, Any]


def change(record: Model, **values: Any) -> None:
    """Write those of `values` that differ; a record that says the same already gets no new line in its history."""
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(record, name, value)
        record.save(update_fields=changed)


def keep[M: Model](
    records: Iterable[M],
    rows: Sequence[Facts],
    *,
    key: Callable[[M], Hashable],
    row_key: Callable[[Facts], Hashable],
    make: Callable[[Facts], M],
) -> list[tuple[M, Facts, bool]]:
    """Delete the records no row stands for, make those that are missing; each row's record, and whether it is new."""
    held = {key(record): record for record in records}
    wanted = {row_key(row) for row in rows}
    for found, record in held.items():
        if found not in wanted:
            record.delete()
    return [(held[k], row, False) if (k := row_key(row)) in held else (make(row), row, True) for row in rows]


def key_of_row(row: Facts, owner: str, held: Container[str]) -> str:
    """The lasting key of a row: its own where there is such a record of this owner, else one made of its token.

    `row["row"]` is the key of a record, or a token the page has given a new row; it was typed by a browser, so a key
    that belongs to another owner is never taken from it. The same row gets the same key however often it is sent.
    """
    said = str(row["row"])
    if said in held:
        return said
    token = said if re.fullmatch(r"[0-9a-f]{8}", said) else hashlib.sha256(said.encode()).hexdigest()[:8]
    return f"{owner[:60]}-{token if said else secrets.token_hex(4)}"
