"""The public schema on disk: what was once published is read for ever, and written in one way only."""

import json
import re
from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from casestudies.editions import document
from outcomes.figures import Absent, Hidden, Shown

SAMPLES = Path(__file__).parent / "samples"
SCHEMA_1 = (SAMPLES / "schema-1.json").read_text(encoding="utf-8").rstrip("\n")


def sample(**changes: object) -> str:
    """The sample of schema 1 with some keys changed."""
    return json.dumps(json.loads(SCHEMA_1) | changes)


# --- read for ever --------------------------------------------------------------------------------------------------


def test_there_is_a_sample_of_every_schema_there_ever_was() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {f"schema-{n}.json" for n in range(1, document.SCHEMA + 1)}


def test_a_document_of_schema_1_says_what_it_said_when_it_was_published() -> None:
    read = document.load(SCHEMA_1)
    assert (read.schema, read.slug, read.edition, read.published) == (1, "oxpip", 1, date(2026, 11, 23))
    assert (read.case_number, read.area, read.theme, read.invented) == (1, "Oxfordshire", "Early years", False)
    assert read.project.provider is not None
    assert read.project.provider.name == "Oxford Parent Infant Project"
    assert {place.name for place in read.project.places} == {
        *("Oxfordshire", "Reading", "West Oxfordshire", "Oxford", "Lambeth")
    }
    individual, groups = read.cohorts
    assert isinstance(individual.block.improved, Shown)
    assert (individual.block.improved.value.low, individual.block.improved.value.high) == (122, 123)
    assert isinstance(groups.block.improved, Shown)
    assert (groups.block.improved.value.low, groups.block.improved.value.high) == (55, 55)
    assert individual.block.means == Hidden(Absent.FROM_SUMMARY)
    assert (individual.measure.minimum, individual.measure.maximum) == (Decimal(1), Decimal(100))
    assert (individual.period.start, individual.period.end) == (date(2014, 4, 1), date(2015, 3, 31))
    assert [part.total.low for part in read.funding.parts][:2] == [Decimal(110_000), Decimal(100_000)]
    assert read.funding.incomes[0].breakdown.remainder.low == Decimal(290_000)
    (made_up, _) = (cohort for strand in read.worked_example for cohort in strand.cohorts)
    assert made_up.provenance == "simulated"
    assert isinstance(made_up.block.improved, Shown)
    assert made_up.block.improved.value.high == 122


@pytest.mark.parametrize(
    "text",
    [
        sample(schema=document.SCHEMA + 1),
        sample(schema=0),
        sample(schema="1"),
        sample(schema=None),
        "{}",
        "[]",
        "null",
        "1",
        '"schema"',
    ],
)
def test_an_unknown_schema_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"schema .* is unknown; this version reads up to 1"):
        document.load(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "Expecting value"),
        (SCHEMA_1[:-1], "delimiter"),
        (sample(published="yesterday"), "published"),
        (sample(strands=None), "strands"),
        (sample(strands=[{"key": "individual"}]), "strands"),
        (json.dumps({key: value for key, value in json.loads(SCHEMA_1).items() if key != "story"}), "story"),
    ],
)
def test_a_broken_document_is_refused_and_not_half_read(text: str, where: str) -> None:
    with pytest.raises(ValueError, match=where):
        document.load(text)


def test_a_bare_number_is_no_figure_about_people() -> None:
    """The schema itself refuses a count that has not been through `protect`."""
    data: dict[str, Any] = json.loads(SCHEMA_1)
    data["strands"][0]["cohorts"][0]["block"]["improved"] = 122
    with pytest.raises(ValueError, match="improved"):
        document.load(json.dumps(data))


# --- written in one way ---------------------------------------------------------------------------------------------


def test_reading_and_writing_again_gives_the_same_bytes() -> None:
    assert document.dump(document.load(SCHEMA_1)) == SCHEMA_1


def test_the_order_and_spacing_of_what_is_read_do_not_matter() -> None:
    data = json.loads(SCHEMA_1)
    shuffled = json.dumps(dict(reversed(data.items())), indent=3, ensure_ascii=True)
    assert shuffled != SCHEMA_1
    assert document.dump(document.load(shuffled)) == SCHEMA_1


def test_the_form_is_canonical() -> None:
    written = document.dump(replace(document.load(SCHEMA_1), note="Café – “ä”\n"))
    assert '"note":"Café – “ä”\\n"' in written, "letters as they are, control characters escaped"
    assert list(json.loads(written)) == sorted(json.loads(written))
    assert "\n" not in written
    assert not re.search(r'": |, "', written), "no space between parts"


def test_the_hash_is_of_the_bytes() -> None:
    assert document.digest(SCHEMA_1) == "c3c05ca594a5b00b5d2b1adf5be85300ef376e735c554a5eb21e2b5e78ace945"
    assert document.digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert document.digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        document.load(SCHEMA_1).headline = "Another"  # type: ignore[misc]


def test_what_has_been_shown_is_handed_to_disclosure_without_the_worked_example() -> None:
    shown = document.protected(document.load(SCHEMA_1))
    assert [block.key for block in shown.cohorts] == ["oxpip-individual-2014", "oxpip-groups-2014"]
    assert shown.splits == ()
    assert [block.key for block in shown.heads] == ["oxpip-recovery-2013", "yearly reach"]
