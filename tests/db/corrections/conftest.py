"""A published case study with the scores of sixty-odd clients, and the people who put things right."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from casestudies import access
from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Score
from tests import factories as make
from tests import lives

REFERENCE = "QZ-4711"
PERSON = (41, 63)  # scored before and after
# 41 improved, 20 the same, 19 worse, and 20 more who started and were not scored twice
OTHERS = [(40 + n % 7, 55 + n % 5) for n in range(40)] + [(50, 50)] * 20 + [(60, 50 - n % 3) for n in range(19)]

type InGroup = Callable[[str], User]


@pytest.fixture
def in_group() -> InGroup:
    """Makes somebody in a group."""
    ensure_groups()

    def made(name: str) -> User:
        user = make.UserFactory(is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        return user

    return made


@pytest.fixture
def officer(in_group: InGroup) -> User:
    return in_group(access.DATA_PROTECTION_OFFICER)


@pytest.fixture
def second_officer(in_group: InGroup) -> User:
    return in_group(access.DATA_PROTECTION_OFFICER)


@pytest.fixture
def curator(in_group: InGroup) -> User:
    return in_group(access.CURATOR)


@pytest.fixture
def admin_person(in_group: InGroup) -> User:
    return in_group(access.ADMIN)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOADS_ROOT = tmp_path / "uploads"


def with_scores(case_study: CaseStudy, pairs: Sequence[tuple[int, int]], *, started: int) -> Cohort:
    """A cohort of it with these pairs, under the references A001, A002, …"""
    # no number in a name: whether words may stand depends on the numbers in them
    named = {"strand__name": "Groups", "measure__name": "A scale", "measure__short_name": "Scale"}
    cohort = make.CohortFactory(strand__project=case_study.project, started=started, **named)
    upload = make.ScoreUploadFactory(cohort=cohort, row_count=len(pairs), pair_count=len(pairs))
    Score.objects.bulk_create(
        Score(upload=upload, cohort=cohort, client_reference=f"A{n:03}", before=before, after=after)
        for n, (before, after) in enumerate(pairs, 1)
    )
    return cohort


@pytest.fixture
def study() -> CaseStudy:
    """Published, with 80 clients scored twice of 100, one of them under REFERENCE."""
    study = make.CaseStudyFactory(slug="open-door", project__key="open-door", project__name="Open Door")
    cohort = with_scores(study, OTHERS, started=100)
    upload = cohort.uploads.get()
    make.ScoreFactory(upload=upload, client_reference=REFERENCE, before=PERSON[0], after=PERSON[1])
    upload.row_count = upload.pair_count = 80
    upload.save()
    lives.publish(study)
    return study


@pytest.fixture
def cohort(study: CaseStudy) -> Cohort:
    return Cohort.objects.get(strand__project=study.project)
