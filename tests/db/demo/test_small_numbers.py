"""What a printed page may say of very few people, and a portal may not, is in no fixture: no figure and no words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "fixtures"
WORDS_FOR_FEW = re.compile(r"\b(one|two|three|four|five|six|seven|twenty-seven|both|sole|couple)\b", re.IGNORECASE)


def rows(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


def prose(name: str) -> str:
    """Everything in words: texts with a space in them, which keys, dates, codes and amounts never have."""
    return "\n".join(
        value for row in rows(name) for value in row["fields"].values() if isinstance(value, str) and " " in value
    )


def test_m_powers_words_tell_no_small_number() -> None:
    text = prose("m-power.json")
    assert set(re.findall(r"\d+", text)) == {"2011", "2012", "2015"}
    assert {word.lower() for word in WORDS_FOR_FEW.findall(text)} == {"three"}
    assert re.findall(r"\S+ \S+ three \S+", text) == ["up to three outcomes"]
    assert not re.search(r"\bmen\b|\bfathers?\b|\b(?:a|an|another) (?:pregnan|order|client|mother|baby)", text)
    assert re.findall(r"(\w+) women", text) == ["pregnant", "pregnant"], "whom it is for, not whom it has seen"


def test_m_powers_fields_hold_no_small_number() -> None:
    fields = [row["fields"] for row in rows("m-power.json")]
    counts = [field.get(name) for field in fields for name in ("numerator", "count", "yearly_reach", "started")]
    assert {count for count in counts if isinstance(count, int)} == set()
    assert {field["denominator"] for field in fields if "denominator" in field} == {33}


def test_oxpips_words_tell_no_small_number() -> None:
    text = prose("oxpip.json")
    assert set(re.findall(r"\d+", text)) == {"1998", "2014", "2015", "3", "8", "10", "12", "204"}
    assert re.findall(r"\b[38] \S+", text) == ["8 to", "3 centres"]
    assert len(WORDS_FOR_FEW.findall(text)) == 4
    assert re.findall(r"(?:Two|two|both) \w+", text) == ["Two case", "two thirds", "two months", "both ratings"]


@pytest.mark.parametrize("name", [path.name for path in sorted(FOLDER.glob("*.json"))])
def test_no_count_of_people_below_eight_in_any_fixture(name: str) -> None:
    counted = ("started", "still_attending", "scored", "improved", "numerator", "denominator", "count", "yearly_reach")
    for row in rows(name):
        for field in counted:
            value = row["fields"].get(field)
            assert not isinstance(value, int) or value >= 8, f"{name}: {field} of {row['fields'].get('key')}"
