"""The public schema: what one edition of a case study says, whole and frozen.

Figures about people enter only as `Shown | Hidden` (see `outcomes.figures`), so an unprotected count does not
type-check. Pages, files and the API are made from this and from nothing else. `load` upgrades documents of older
schemas in memory; stored rows are never rewritten.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from casestudies.editions.document.money import Funding, FundingPart, Income, PerPerson
from casestudies.editions.document.project import Named, Organisation, Period, Place, Project, Reach, Source
from casestudies.editions.document.results import (
    Cohort,
    Measure,
    Nearest,
    OtherOutcome,
    Pitfall,
    Reported,
    State,
    Strand,
)
from casestudies.editions.document.story import Picture, Quote, Referrals, Route, Story
from outcomes.figures import CohortBlock, HeadBlock, ProtectedFigures, SplitBlock

__all__ = [
    "SCHEMA",
    "Cohort",
    "EditionDocument",
    "Funding",
    "FundingPart",
    "Income",
    "Measure",
    "Named",
    "Nearest",
    "Organisation",
    "OtherOutcome",
    "PerPerson",
    "Period",
    "Picture",
    "Pitfall",
    "Place",
    "Project",
    "Quote",
    "Reach",
    "Referrals",
    "Reported",
    "Route",
    "Source",
    "State",
    "Story",
    "Strand",
    "blocks",
    "digest",
    "dump",
    "dump_figures",
    "load",
    "load_figures",
    "protected",
    "without_figures",
]

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """One edition, whole. `worked_example` has made-up scores; nothing of it enters anything else."""

    schema: int
    slug: str
    edition: int
    published: date
    note: str
    case_number: int | None
    area: str
    theme: str
    headline: str
    invented: bool
    project: Project
    strands: tuple[Strand, ...]
    other_outcomes: tuple[OtherOutcome, ...]
    referrals: Referrals
    funding: Funding
    story: Story
    sources: tuple[Source, ...]
    worked_example: tuple[Strand, ...]

    @property
    def cohorts(self) -> tuple[Cohort, ...]:
        """All cohorts of all strands, in order."""
        return tuple(cohort for strand in self.strands for cohort in strand.cohorts)


_adapter = TypeAdapter(EditionDocument)
_figures = TypeAdapter(ProtectedFigures)


def dump(document: EditionDocument) -> str:
    """The document as canonical JSON: the same document is the same bytes, on every machine and database."""
    return json.dumps(
        _adapter.dump_python(document, mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def digest(text: str) -> str:
    """SHA-256 of a dumped document, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def load(text: str) -> EditionDocument:
    """A stored document of any schema there ever was. Raises ValueError when it is of a newer schema or broken."""
    data = json.loads(text)
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise ValueError(f"schema {schema} is unknown; this version reads up to {SCHEMA}")
    return _adapter.validate_python(data)


def dump_figures(figures: ProtectedFigures) -> str:
    """What an edition has shown of people, as JSON of its own."""
    return _figures.dump_json(figures).decode()


def load_figures(text: str) -> ProtectedFigures:
    """What `dump_figures` wrote."""
    return _figures.validate_json(text)


def protected(document: EditionDocument) -> ProtectedFigures:
    """The figures an edition has shown, as `outcomes.disclosure` compares them with newer ones."""
    return ProtectedFigures(
        cohorts=tuple(cohort.block for cohort in document.cohorts),
        splits=(document.referrals.split,) if document.referrals.split else (),
        heads=(
            *(outcome.block for outcome in document.other_outcomes),
            *((document.project.reach.block,) if document.project.reach else ()),
        ),
    )


def blocks(document: EditionDocument) -> tuple[CohortBlock | SplitBlock | HeadBlock, ...]:
    """Every block of protected figures of an edition but the worked example's."""
    figures = protected(document)
    return (*figures.cohorts, *figures.splits, *figures.heads)


def without_figures(document: EditionDocument) -> EditionDocument:
    """What stays readable of an edition whose figures were retired: the story, the project, the money, the sources."""
    return replace(
        document,
        project=replace(document.project, reach=None),
        strands=(),
        other_outcomes=(),
        referrals=replace(document.referrals, split=None),
        funding=replace(document.funding, per_person=PerPerson(None, None, "")),
        worked_example=(),
    )
