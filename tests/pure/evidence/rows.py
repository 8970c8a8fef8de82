"""Evidence as the index gives it, composed and protected from pairs of scores like everybody's."""

from datetime import date

from casestudies.editions.compose import compose
from casestudies.editions.document import EditionDocument
from casestudies.editions.facts import CohortFacts
from casestudies.evidence.rows import Evidence, ShownFigures
from tests.pure.editions.cases import case, cohort

TODAY = date(2026, 11, 23)


def counted(improved: int, scored: int, started: int, **changes: object) -> CohortFacts:
    """A cohort of `scored` people of whom `improved` rose by 4 points and the others fell by one."""
    pairs = [(8, 12)] * improved + [(8, 7)] * (scored - improved)
    return cohort(pairs, started=started, **changes)  # type: ignore[arg-type]


def document(*cohorts: CohortFacts, **changes: object) -> EditionDocument:
    """The document of a case study with these cohorts."""
    return compose(case(*cohorts, **changes), edition=1, published=TODAY, small=7)


def evidence(slug: str, facts: CohortFacts, **changes: object) -> Evidence:
    """The row of the index for a project with this one cohort."""
    shown = document(facts, slug=slug)
    (strand,), (found,) = shown.strands, shown.cohorts
    plain: dict[str, object] = {
        "slug": slug,
        "project": slug,
        "strand": strand.name,
        "unit": strand.unit,
        "cohort": found.key,
        "measure": found.measure.key,
        "version": found.measure.version,
        "start": found.period.start,
        "end": found.period.end,
        "provenance": found.provenance,
        "invented": False,
        "figures": ShownFigures.of(found),
    }
    return Evidence(**(plain | changes))  # type: ignore[arg-type]
