"""One line of evidence: what an edition shows of one strand, period and measure. The index keeps them as rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from pydantic import TypeAdapter

from casestudies.editions.document import Cohort
from casestudies.models import EvidenceRow
from outcomes.figures import Count, Figure, Means, Rate, Span


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """The figures of a cohort that pages about many projects use, as its document has them."""

    scored: Figure[Count]
    improved: Figure[Count]
    not_scored: Figure[Count]
    rate: Figure[Rate]
    coverage: Figure[Span]
    possible: Figure[Span]
    means: Figure[Means]

    @classmethod
    def of(cls, cohort: Cohort) -> "ShownFigures":
        """Those of a cohort of a document."""
        block, derived = cohort.block, cohort.derived
        return cls(
            scored=block.scored,
            improved=block.improved,
            not_scored=block.not_scored,
            rate=derived.rate,
            coverage=derived.coverage,
            possible=derived.possible_range,
            means=block.means,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the index with its figures opened; `slug` and `cohort` lead to where it stands on its page."""

    slug: str
    project: str
    strand: str
    unit: str
    cohort: str
    measure: str
    version: str
    start: date | None
    end: date | None
    provenance: str
    invented: bool
    figures: ShownFigures


_adapter = TypeAdapter(ShownFigures)


def written(figures: ShownFigures) -> str:
    """The figures as a row keeps them."""
    return _adapter.dump_json(figures).decode()


def of_measure(key: str, *, examples: bool) -> list[Evidence]:
    """Everything current editions show on a measure, invented projects only where asked for. One query."""
    rows = EvidenceRow.objects.filter(measure=key)
    return [_opened(row) for row in (rows if examples else rows.filter(invented=False))]


def measured(*, examples: bool) -> QuerySet[EvidenceRow]:
    """The rows that the list of measures counts."""
    return EvidenceRow.objects.all() if examples else EvidenceRow.objects.filter(invented=False)


def _opened(row: EvidenceRow) -> Evidence:
    return Evidence(
        slug=row.slug,
        project=row.project,
        strand=row.strand,
        unit=row.unit,
        cohort=row.cohort,
        measure=row.measure,
        version=row.version,
        start=row.period_start,
        end=row.period_end,
        provenance=row.provenance,
        invented=row.invented,
        figures=_adapter.validate_json(row.figures),
    )
