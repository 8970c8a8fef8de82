"""The parts of a comparison: the case studies by letter, and rows that ask the same of each."""

from dataclasses import dataclass

from casestudies.editions.document import Cohort, EditionDocument, Strand
from casestudies.editions.shelf import Published

LETTERS = "ABCD"  # as many as are compared at once


@dataclass(frozen=True, slots=True)
class Cell:
    """What one case study says in a row: a line or several, and the working behind them."""

    lines: tuple[str, ...]
    working: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One question asked of every case study; `unfair` says why the answers may not be compared, where so."""

    name: str
    cells: tuple[Cell, ...]
    unfair: str = ""

    @property
    def lettered(self) -> list[tuple[str, Cell]]:
        """Each cell with the letter of its case study."""
        return list(zip(LETTERS, self.cells, strict=False))


@dataclass(frozen=True, slots=True)
class Case:
    """One case study of a comparison and the letter it goes by."""

    letter: str
    published: Published

    @property
    def document(self) -> EditionDocument:
        """Its current edition."""
        return self.published.document

    @property
    def results(self) -> list[tuple[Strand, Cohort]]:
        """Its cohorts, or none where its figures are retired."""
        if self.published.figures_retired:
            return []
        return [(strand, cohort) for strand in self.document.strands for cohort in strand.cohorts]


def likeness(strand: Strand, cohort: Cohort) -> tuple[str, str, str]:
    """Two rates may be compared where measure, version and unit are the same."""
    return cohort.measure.short_name, cohort.measure.version, strand.unit


def scale(cohort: Cohort) -> str:
    name, version = cohort.measure.short_name, cohort.measure.version
    return f"{name} ({version})" if version else name
