"""As much as a portal may come to hold, written by the database: each row a copy of one, with a number of its own."""

from typing import Any

from django.db import connection
from django.db.models import Model

from casestudies import models as stories
from outcomes import models as facts
from tests import factories as make

FIRST = 1_000_000  # the keys of what is made lie above all others
SCORES_A_COHORT = 100


def copies(row: Model, number: int, each: int = 1, /, **columns: str) -> None:
    """Write `number` × `each` copies of `row`; `columns` are SQL over `t`, the row, and n, the number of the copy.

    A column of another table's row is given by `OWN` where the copy of the same number is meant.
    """
    meta = row._meta
    names = [field.column for field in meta.concrete_fields]
    values = [{"id": f"{FIRST} + n", **columns}.get(name, f't."{name}"') for name in names]
    total = number * each
    series = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %s)"
    into = f'INSERT INTO "{meta.db_table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)})'
    select = f'SELECT {", ".join(values)} FROM "{meta.db_table}" t CROSS JOIN s WHERE t.id = %s'
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {series} {select}", [total, row.pk])


OWN = f"{FIRST} + n"


def _text(column: str) -> str:
    return f"t.{column} || '-' || n"


def fill(number: int) -> None:
    """`number` case studies with all that belongs to them, and a hundred times as many scores."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # a million rows at once take longer than any page may
            cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers: they have seen the first row
    study: Any = make.CaseStudyFactory(status="submitted")
    project = study.project
    upload: Any = make.ScoreUploadFactory(cohort__strand__project=project, cohort__started=None)
    cohort, strand = upload.cohort, upload.cohort.strand
    score: Any = make.ScoreFactory(upload=upload)
    edition: Any = make.EditionFactory(case_study=study, slug=study.slug)
    for row in (make.SourceFactory(), make.ThemeFactory(), make.ReferralSourceFactory(), make.OrganisationFactory()):
        names = {"name": _text("name")} if hasattr(row, "name") else {}
        copies(row, number, key=_text("key"), **names)
    copies(make.MeasureFactory(), number, key=_text("key"), version="'v' || n")
    copies(make.PlaceFactory(), number, gss_code="'X' || n", name=_text("name"))
    copies(make.UserFactory(), number, email="'copy-' || n || '@example.org'")
    copies(project, number, key=_text("key"), name=_text("name"))
    copies(study, number, slug=_text("slug"), project_id=OWN, number="NULL", reference="'PA-' || n")
    copies(edition, number, slug=_text("slug"), case_study_id=OWN)
    copies(make.DecisionFactory(case_study=study), number, 3, case_study_id=f"{FIRST} + 1 + n %% {number}")
    copies(make.RetirementFactory(edition=edition), number, edition_id=OWN)
    copies(make.TombstoneFactory(), number, slug=_text("slug"))
    copies(strand, number, key=_text("key"), project_id=OWN)
    copies(cohort, number, key=_text("key"), strand_id=OWN)
    copies(make.PublishedResultFactory(cohort=cohort, scored=60, improved_percent=85), number, cohort_id=OWN)
    copies(upload, number, cohort_id=OWN)
    copies(make.ScoreImportFactory(cohort=cohort), number, cohort_id=OWN, key=_uuid())
    owner = f"{FIRST} + 1 + n %% {number}"
    copies(score, number, SCORES_A_COHORT, client_reference="'C' || n", upload_id=owner, cohort_id=owner)
    copies(make.FundingFactory(project=project), number, key=_text("key"), project_id=OWN)
    copies(make.StatedIncomeFactory(project=project), number, key=_text("key"), project_id=OWN)
    copies(make.OtherOutcomeFactory(project=project), number, key=_text("key"), project_id=OWN)
    copies(make.ReferralUploadFactory(project=project), number, project_id=OWN)
    copies(make.ReferralFactory(project=project), number, client_reference="'R' || n", project_id=OWN)
    copies(make.ErasureFactory(), number)
    copies(make.ErasureRequestFactory(edition=edition), number, edition_id=OWN)
    copies(make.MergeFactory(), number)
    copies(make.OutgoingMailFactory(), number)
    copies(make.JoinRequestFactory(), number, user_id=OWN)
    copies(make.InvitationFactory(), number, email="'invited-' || n || '@example.org'")
    _analyze()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = origin")
    assert stories.CaseStudy.objects.count() > number
    assert facts.Score.objects.count() > number * SCORES_A_COHORT


def _analyze() -> None:
    """As each database does by itself in time: without it PostgreSQL plans for tables without rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _uuid() -> str:
    if connection.vendor == "postgresql":
        return "gen_random_uuid()"
    return "lower(hex(randomblob(16)))"
