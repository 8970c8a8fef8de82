"""A cohort of the first case study's kind, and two people who send scores of it."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from outcomes.models import Cohort, Measure, Project, Strand
from outcomes.score_files import Checked, ScoreRow


@pytest.fixture
def cohort(db: None) -> Cohort:
    measure = Measure.objects.create(
        key="pir", name="PIR-GAS", short_name="PIR", minimum=1, maximum=100, step=1, higher_is_better=True
    )
    project = Project.objects.create(key="example", name="Example: a project")
    strand = Strand.objects.create(key="example-one", project=project, name="One to one")
    return Cohort.objects.create(
        key="example-2014",
        strand=strand,
        measure=measure,
        period_start=date(2014, 4, 1),
        period_end=date(2015, 3, 31),
        started=30_000,
        provenance=Cohort.Provenance.INVENTED,
    )


@pytest.fixture
def olive(db: None) -> object:
    return get_user_model().objects.create_user("olive@example.org")


@pytest.fixture
def piet(db: None) -> object:
    return get_user_model().objects.create_user("piet@example.org")


@pytest.fixture
def score_file(tmp_path: Path) -> Path:
    path = tmp_path / "scores.csv"
    path.write_text(
        "client,before,after,before date,after date\nA1,35,55,2014-05-01,2014-11-30\nA2,40,,,\nA3,60,52,,\n"
    )
    return path


def checked_file(rows: int, name: str = "a") -> Checked:
    """A checked file of this many pairs; another `name` stands for another content."""
    from decimal import Decimal

    taken = (ScoreRow(f"{name}{number}", Decimal(35), None, Decimal(55), None) for number in range(rows))
    return Checked(tuple(taken), name.ljust(64, "0"), f"{name}.csv")
