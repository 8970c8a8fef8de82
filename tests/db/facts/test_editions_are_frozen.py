"""The database refuses to alter an edition's document, on both engines, whichever way somebody tries."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Concat

from casestudies.models import Edition
from tests.factories import CaseStudyFactory, EditionFactory

FROZEN = '{"headline":"Therapy helps parents"}'
ALTERED = '{"headline":"Therapy cures parents"}'
HASH = "c0ffee" * 10 + "c0ff"


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(document=FROZEN, sha256=HASH)


def _save(edition: Edition) -> None:
    edition.document = ALTERED
    edition.save()


def _save_that_field(edition: Edition) -> None:
    edition.document = ALTERED
    edition.save(update_fields=["document"])


def _queryset_update(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(document=ALTERED)


def _update_with_an_expression(edition: Edition) -> None:
    Edition.objects.update(document=Concat(F("document"), Value(" ")))


def _bulk_update(edition: Edition) -> None:
    edition.document = ALTERED
    Edition.objects.bulk_update([edition], ["document"])


def _upsert(edition: Edition) -> None:
    edition.document = ALTERED
    Edition.objects.bulk_create([edition], update_conflicts=True, unique_fields=["id"], update_fields=["document"])


def _sql(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casestudies_edition SET document = %s WHERE id = %s", [ALTERED, edition.pk])


def _sql_replace(edition: Edition) -> None:
    """SQLite's own way to write over a row; elsewhere a row of the same id is refused by the primary key."""
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    columns = [field.column for field in Edition._meta.concrete_fields]
    listed = ", ".join("%s" if column == "document" else column for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO casestudies_edition ({', '.join(columns)}) SELECT {listed} FROM casestudies_edition",
            [ALTERED],
        )


def _another_hash(edition: Edition) -> None:
    Edition.objects.update(sha256="0" * 64)


def _another_number(edition: Edition) -> None:
    Edition.objects.update(number=2)


def _another_address(edition: Edition) -> None:
    Edition.objects.update(slug="somewhere-else")


def _another_day(edition: Edition) -> None:
    Edition.objects.update(published_at=datetime(2020, 1, 1, tzinfo=UTC))


def _another_case_study(edition: Edition) -> None:
    Edition.objects.update(case_study=CaseStudyFactory())


def _no_longer_invented(edition: Edition) -> None:
    Edition.objects.update(invented=~F("invented"))


def _delete(edition: Edition) -> None:
    edition.delete()


def _delete_all(edition: Edition) -> None:
    Edition.objects.all().delete()


def _sql_delete(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casestudies_edition")


ALTERATIONS = [
    *(_save, _save_that_field, _queryset_update, _update_with_an_expression, _bulk_update, _upsert, _sql, _sql_replace),
    *(_another_hash, _another_number, _another_address, _another_day, _another_case_study, _no_longer_invented),
    *(_delete, _delete_all, _sql_delete),
]


@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__.strip("_"))
def test_an_edition_is_never_altered(edition: Edition, alter: Callable[[Edition], None]) -> None:
    before = Edition.objects.values().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        alter(edition)
    assert Edition.objects.values().get() == before


def test_a_newer_edition_takes_the_current_place(edition: Edition) -> None:
    edition.current = False
    edition.save(update_fields=["current"])
    newer = EditionFactory(case_study=edition.case_study, number=2)
    assert list(Edition.objects.filter(current=True)) == [newer]


def test_erasure_empties_the_document_and_keeps_its_hash(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(document=None)
    edition.refresh_from_db()
    assert (edition.document, edition.sha256) == (None, HASH)


@pytest.mark.parametrize("document", [FROZEN, ALTERED, ""])
def test_what_was_erased_never_comes_back(edition: Edition, document: str) -> None:
    Edition.objects.update(document=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(document=document)


def test_a_case_study_with_an_edition_and_the_person_who_published_it_stay(edition: Edition) -> None:
    for row in (edition.case_study, edition.case_study.project, edition.published_by):
        with pytest.raises(ProtectedError):
            row.delete()
