"""A shelf with averages and funnels of real case studies: the demonstration, and recorded ones on one scale."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from casestudies import workflow
from casestudies.models import CaseStudy
from outcomes.models import Cohort, Measure, Place, ScoreUpload
from tests import factories as make
from tests import lives
from tests.db.portfolio.published import Json, editions
from tests.db.readers import shelf

# (started, scored, improved) of projects with exact rates
EXACT = [
    *((90, 60, 45), (120, 80, 44), (64, 48, 30), (210, 150, 96), (75, 50, 33), (400, 260, 175)),
    *((88, 61, 49), (130, 99, 58), (70, 44, 27), (160, 120, 93), (95, 70, 20)),
]


@pytest.fixture(scope="module")
def on_the_shelf(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that all tests of a module see and none can change for the others."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0, stdout=StringIO())
        scale = make.MeasureFactory(key="a-scale", short_name="SCALE", name="A scale")
        for number, (started, scored, improved) in enumerate(EXACT):
            _publish(_draft(f"exact-{number}", scale, started, scored, improved))
        for number, (started, scored, improved) in enumerate(EXACT[:6]):
            carers = _draft(f"carers-{number}", scale, started, scored, improved)
            carers.project.strands.update(unit="carers")
            _publish(carers)
        _publish(_draft("at-least", scale, 70, 40, 37, worse=3))
        _publish(_draft("too-few", scale, 30, 15, 4))
        _publish(_draft("in-a-summary", scale, provenance="summary"))
        _publish(_with_a_newer_year(_draft("two-years", scale)))
        _publish(_rescored(_publish(_draft("second-edition", scale)), 140, 100, 70))
        gone = _publish(_draft("withdrawn", scale))
        workflow.withdraw(gone, by=shelf.reviewer(), reason="The charity that ran it has closed.")
        yield
        transaction.set_rollback(True)


def _draft(
    slug: str,
    scale: Measure,
    started: int = 90,
    scored: int = 60,
    improved: int = 45,
    *,
    worse: int = 10,
    provenance: str = "recorded",
) -> CaseStudy:
    study = _rescored(shelf.case_study(slug), started, scored, improved, worse)
    Cohort.objects.filter(strand__project=study.project).update(measure=scale, provenance=provenance)
    Place.objects.filter(parent=None, name="Midshire").update(parent=Place.objects.get(gss_code="E12000006"))
    return study


def _rescored(study: CaseStudy, started: int, scored: int, improved: int, worse: int = 10) -> CaseStudy:
    cohort = Cohort.objects.get(strand__project=study.project)
    ScoreUpload.objects.filter(cohort=cohort).delete()
    Cohort.objects.filter(pk=cohort.pk).update(started=started)
    shelf.add_scores(cohort, scored=scored, improved=improved, worse=worse)
    return study


def _with_a_newer_year(study: CaseStudy) -> CaseStudy:
    """A newer year that is hidden beside an older one that is not: neither enters an average."""
    older = Cohort.objects.get(strand__project=study.project)
    newer = make.CohortFactory(
        strand=older.strand,
        measure=older.measure,
        started=25,
        period_start=date(2030, 4, 1),
        period_end=date(2031, 3, 31),
    )
    shelf.add_scores(newer, scored=12, improved=9, worse=1)
    return study


def _publish(study: CaseStudy) -> CaseStudy:
    lives.publish(study, by=shelf.reviewer())
    return CaseStudy.objects.get(pk=study.pk)


@pytest.fixture
def public(on_the_shelf: None, client: Client) -> list[Json]:
    """Every current edition as the API gives it, invented examples too."""
    return editions(client)
