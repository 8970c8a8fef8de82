"""Rows of a fixture that are not in the database yet; `loaddata` would write over what somebody has edited."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import transaction

REFERENCE = ("sources", "themes", "referral_sources", "organisations", "places", "measures")
CASE_STUDIES = ("oxpip", "m-power")

# What a row is known by. A row without such a key belongs to one that has it, and is created together with it.
KEY_OF = {"outcomes.place": "gss_code", "casestudies.casestudy": "slug"}
OWNER_OF = {
    "outcomes.band": ("outcomes.measure", "measure"),
    "outcomes.projectplace": ("outcomes.project", "project"),
    "outcomes.publishedresult": ("outcomes.cohort", "cohort"),
    "outcomes.referralroute": ("outcomes.project", "project"),
}

type Row = dict[str, Any]


@transaction.atomic
def load(names: Iterable[str]) -> int:
    """Create the missing rows of `fixtures/<name>.json`, all or none, and return how many there were."""
    rows = [row for name in names for row in _read(name)]
    known = {label: known_keys(label) for label in {row["model"] for row in rows} - set(OWNER_OF)}
    created: set[tuple[str, str]] = set()
    missing = []
    for row in rows:
        if row["model"] in OWNER_OF:
            owner, field = OWNER_OF[row["model"]]
            if (owner, row["fields"][field][0]) in created:
                missing.append(row)
            continue
        key = row["fields"][_key_field(row["model"])]
        if key not in known[row["model"]]:
            created.add((row["model"], key))
            missing.append(row)
    for deserialized in serializers.deserialize("python", missing):
        # not `deserialized.save()`: a raw save leaves out the time of creation and the history
        deserialized.object.save(force_insert=True)
        for name, values in (deserialized.m2m_data or {}).items():
            getattr(deserialized.object, name).set(values)
    return len(missing)


def known_keys(label: str) -> set[str]:
    """The keys of the rows of "outcomes.project", or any `label`, that are there or that somebody has deleted."""
    model, key = apps.get_model(label), _key_field(label)
    deleted = model.history.filter(history_type="-")
    return {*model._default_manager.values_list(key, flat=True), *deleted.values_list(key, flat=True)}


def _read(name: str) -> list[Row]:
    rows: list[Row] = json.loads((settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _key_field(label: str) -> str:
    return KEY_OF.get(label, "key")
