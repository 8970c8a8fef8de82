"""The database's own guards are there after every migrate, also after one that rebuilds their tables."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_migrate, pre_migrate

from casestudies import triggers
from casestudies.apps import CasestudiesConfig
from django.apps import apps
from casestudies.models import Edition
from tests.db.facts import rows
from tests.db.facts.contradictions import our_models

EXPECTED = {
    "edition_document_is_frozen",
    "edition_is_never_deleted",
    *("score_within_measure_range_insert", "score_within_measure_range_update"),
    *("measure_range_covers_its_scores", "cohort_measure_covers_its_scores"),
    *("score_belongs_to_its_uploads_cohort_insert", "score_belongs_to_its_uploads_cohort_update"),
    *("score_upload_pairs_among_started_insert", "score_upload_pairs_among_started_update"),
    *("cohorts_do_not_overlap_insert", "cohorts_do_not_overlap_update"),
    *("published_scored_among_started_insert", "published_scored_among_started_update"),
    "cohort_started_covers_scored",
    *("funding_parts_within_stated_income_insert", "funding_parts_within_stated_income_update"),
    "stated_income_covers_its_parts",
}
GUARDED = {trigger.table for trigger in triggers.TRIGGERS}


def test_all_are_there_after_all_migrations() -> None:
    assert triggers.names(connection) == EXPECTED


def test_a_migrate_with_nothing_to_do_leaves_them_all() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    assert triggers.names(connection) == EXPECTED


@pytest.fixture
def portal() -> Iterator[CasestudiesConfig]:
    """The app on whose behalf migrate speaks; the triggers are put back however a test ends."""
    yield apps.get_app_config("casestudies")
    triggers.create(connection)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [m for m in our_models() if m._meta.db_table in GUARDED], ids=lambda m: m.__name__)
def test_a_migration_may_rebuild_a_guarded_table(portal: CasestudiesConfig, model: type[models.Model]) -> None:
    """SQLite alters a column by making the table anew, under another name first."""
    pre_migrate.send(portal, using="default")
    pk = model._meta.pk
    wider = models.DecimalField(max_digits=30, decimal_places=0, primary_key=True)
    wider.set_attributes_from_name(pk.name)
    wider.model = model
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model)
        else:
            editor.alter_field(model, _one_longer(model, 0), _one_longer(model, 1))
    post_migrate.send(portal, using="default")
    assert triggers.names(connection) == EXPECTED
    edition = rows.edition()
    with pytest.raises(IntegrityError, match="edition_document_is_frozen"), transaction.atomic():
        Edition.objects.update(document="")
    assert Edition.objects.get() == edition


@pytest.mark.django_db(transaction=True)
def test_an_edition_is_guarded_even_between_the_two(portal: CasestudiesConfig) -> None:
    pre_migrate.send(portal, using="default")
    assert triggers.names(connection) >= {"edition_document_is_frozen", "edition_is_never_deleted"}
    post_migrate.send(portal, using="default")


@pytest.mark.django_db(transaction=True)
def test_without_stepping_aside_sqlite_could_not_rebuild(portal: CasestudiesConfig) -> None:
    """The reason for the receiver before migrate: if this stops failing, the receiver can go."""
