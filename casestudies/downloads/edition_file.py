"""An edition as JSON: the document itself, with what it takes to use, check and cite it. The API answers with the same.

`FORMAT` changes when a program that reads the file would have to. The document has a schema number of its own; older
documents are brought up to the newest before they are handed out.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import TypeAdapter

from casestudies.editions import citing
from casestudies.editions.document import EditionDocument
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, Licence, absolute

FORMAT: Literal["edition-1"] = "edition-1"
SCHEMA_PATH = f"/schemas/{FORMAT}.json"


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One edition, whole. `document.worked_example` holds made-up scores; nothing of it belongs to the results."""

    format: Literal["edition-1"]
    schema: str  # address of this file's JSON Schema
    address: str  # where this edition stands for good
    citation: str
    licence: Licence
    edition: int
    published: date
    published_at: datetime
    current: bool
    invented: bool
    provenance: tuple[str, ...]  # of its results: "recorded", "summary" or "invented"
    figures_retired: bool
    figures_replaced_by: int | None
    sha256: str | None  # of `document` as canonical JSON, as it was published; None where figures were retired
    document: EditionDocument


_adapter = TypeAdapter(EditionFile)


def of(published: Published) -> EditionFile:
    """The edition as a reader meets it, in its envelope."""
    document = published.document
    return EditionFile(
        format=FORMAT,
        schema=absolute(SCHEMA_PATH),
        address=citing.address(document),
        citation=f"{citing.plain(document)} {citing.address(document)}",
        licence=LICENCE,
        edition=document.edition,
        published=document.published,
        published_at=published.published_at,
        current=published.current,
        invented=document.invented,
        provenance=tuple(sorted({cohort.provenance for cohort in document.cohorts})),
        figures_retired=published.figures_retired,
        figures_replaced_by=published.figures_replaced_by,
        sha256=None if published.figures_retired else published.sha256,
        document=document,
    )


def as_data(published: Published) -> dict[str, Any]:
    """The file as plain values, ready for JSON."""
    data: dict[str, Any] = _adapter.dump_python(of(published), mode="json")
    return data


def as_json(published: Published) -> str:
    """The file itself."""
    return json.dumps(as_data(published), ensure_ascii=False, indent=1)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file, made from the dataclasses that the file is made from."""
    made = _adapter.json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(SCHEMA_PATH),
        "title": "An edition of a case study",
        **made,
    }
