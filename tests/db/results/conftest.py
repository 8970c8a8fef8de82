"""Olive edits for an organisation, Piet is her colleague, Stella works elsewhere, Rita reviews."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from casestudies.models import CaseStudy, User
from outcomes.models import Cohort
from tests import factories as make
from tests.people import signed_in

type Address = Callable[..., str]


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> Path:
    """Where files wait to be read, looked at by tests; there must be none left in the end."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def study(db: None) -> CaseStudy:
    return make.CaseStudyFactory(slug="open-door", project__name="Open Door")


@pytest.fixture
def olive(study: CaseStudy) -> User:
    return make.MembershipFactory(organisation=study.project.provider, user__email="olive@example.org").user


@pytest.fixture
def piet(study: CaseStudy) -> User:
    return make.MembershipFactory(organisation=study.project.provider, user__email="piet@example.org").user


@pytest.fixture
def stella(db: None) -> User:
    other = make.CaseStudyFactory(slug="elsewhere")
    return make.MembershipFactory(organisation=other.project.provider, user__email="stella@example.org").user


@pytest.fixture
def rita(db: None) -> User:
    return make.ReviewerFactory(email="rita@example.org")


@pytest.fixture
def cohort(study: CaseStudy) -> Cohort:
    """334 parents on PIR-GAS, as in the first case study."""
    measure = make.MeasureFactory(key="pir-gas", short_name="PIR-GAS", minimum=1, maximum=100)
    strand = make.StrandFactory(project=study.project, name="One to one", unit="parents")
    return make.CohortFactory(
        strand=strand,
        measure=measure,
        period_start=date(2014, 4, 1),
        period_end=date(2015, 3, 31),
        started=334,
        provenance="recorded",
    )


@pytest.fixture
def client(olive: User) -> Client:
    """Olive, signed in."""
    return signed_in(olive, second_factor=False)


def at(*parts: object) -> str:
    """An address below the results of the case study: at("cohorts", 7, "upload")."""
    return "/".join(["/desk/open-door/results", *map(str, parts), ""])


def the_worker_reads() -> None:
    """Do what the queue's worker would, in its place."""
    for queued in DBTaskResult.objects.ready():
        queued.task.call(*queued.args_kwargs["args"], **queued.args_kwargs["kwargs"])
