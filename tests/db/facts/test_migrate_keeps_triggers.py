"""The database's own guards are there after every migrate, also after one that rebuilds their tables."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.db.migrations import AddField
from django.db.migrations.state import ProjectState

from casestudies import triggers
from casestudies.models import Edition
from outcomes.models import Cohort, Referral, Score, ScoreImport, ScoreUpload, Theme
from tests.db.facts.contradictions import our_models
from tests.factories import EditionFactory

WRITTEN_ONCE = {
    *("casestudies_decision", "casestudies_submission", "casestudies_retirement", "casestudies_erasure"),
    *("casestudies_cohortrecord", "casestudies_historicalcasestudy", "casestudies_historicaltombstone"),
    *("outcomes_historicalcohort", "outcomes_historicalfunding", "outcomes_historicalmeasure"),
    *("outcomes_historicalorganisation", "outcomes_historicalotheroutcome", "outcomes_historicalplace"),
    *("outcomes_historicalproject", "outcomes_historicalprojectplace", "outcomes_historicalpublishedresult"),
    *("outcomes_historicalreferralroute", "outcomes_historicalreferralsource", "outcomes_historicalsource"),
    *("outcomes_historicalstatedincome", "outcomes_historicalstrand", "outcomes_historicaltheme"),
}
EXPECTED = {
    "edition_document_is_frozen",
    "edition_is_never_deleted",
    *("score_within_measure_range_insert", "score_within_measure_range_update"),
    *("measure_range_covers_its_scores", "cohort_measure_covers_its_scores", "cohort_with_scores_takes_no_successor"),
    *("score_belongs_to_its_uploads_cohort_insert", "score_belongs_to_its_uploads_cohort_update"),
    *("score_upload_pairs_among_started_insert", "score_upload_pairs_among_started_update"),
    *("cohorts_do_not_overlap_insert", "cohorts_do_not_overlap_update"),
    *("published_scored_among_started_insert", "published_scored_among_started_update"),
    "cohort_started_covers_scored",
    *("funding_parts_within_stated_income_insert", "funding_parts_within_stated_income_update"),
    "stated_income_covers_its_parts",
    *(f"{table}_never_{done}" for table in WRITTEN_ONCE for done in ("altered", "deleted")),
    *("tombstone_names_what_is_gone", "tombstone_is_never_deleted"),
}
GUARDED = [model for model in our_models() if model._meta.db_table in {t.table for t in triggers.TRIGGERS}]
# a history's guards read no other table, so one of them stands for all
REBUILT = [model for model in GUARDED if not hasattr(model, "instance_type")] + [Theme.history.model]


@pytest.fixture
def _put_back() -> Iterator[None]:
    yield
    triggers.create(connection)


def _rebuild(model: type[models.Model]) -> None:
    """Migrate a new column in and out again. SQLite makes the whole table anew for either."""
    label = model._meta.app_label
    before = ProjectState.from_apps(apps)
    operation = AddField(model._meta.model_name, "for_a_moment", models.IntegerField(default=0, db_index=True))
    after = before.clone()
    operation.state_forwards(label, after)
    with connection.schema_editor() as editor:
        operation.database_forwards(label, editor, before, after)
    with connection.schema_editor() as editor:
        operation.database_backwards(label, editor, after, before)


def test_all_are_there_after_all_migrations() -> None:
    assert triggers.names(connection) == EXPECTED


def test_every_history_is_written_once_and_no_score_has_one() -> None:
    histories = {model._meta.db_table for model in our_models() if hasattr(model, "instance_type")}
    assert histories == {table for table in WRITTEN_ONCE if "_historical" in table}
    assert not any(hasattr(model, "history") for model in (Score, Referral, ScoreUpload, ScoreImport))


def test_a_migrate_with_nothing_to_do_leaves_them_all() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    assert triggers.names(connection) == EXPECTED


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_put_back")
@pytest.mark.parametrize("model", REBUILT, ids=lambda model: model.__name__)
def test_a_migration_may_rebuild_a_guarded_table(model: type[models.Model]) -> None:
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    _rebuild(model)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.names(connection) == EXPECTED
    edition = EditionFactory(document="{}")
    with pytest.raises(IntegrityError, match="edition_document_is_frozen"), transaction.atomic():
        Edition.objects.update(document="altered")
    edition.refresh_from_db()
    assert edition.document == "{}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_put_back")
def test_editions_stay_guarded_while_migrations_run() -> None:
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.names(connection) >= {"edition_document_is_frozen", "edition_is_never_deleted"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_put_back")
def test_why_triggers_step_aside() -> None:
    """SQLite will not rebuild a table that another table's trigger reads; PostgreSQL does not mind."""
    if connection.vendor == "postgresql":
        _rebuild(Cohort)
        assert triggers.names(connection) == EXPECTED
    else:
        with pytest.raises(OperationalError, match="error in trigger"):
            _rebuild(Cohort)
