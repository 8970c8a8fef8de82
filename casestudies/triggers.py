"""What the database itself refuses: rules that no CHECK can say because they look at other rows or at the old row.

SQLite drops a table's triggers silently when a migration rebuilds the table, and refuses to rebuild one that a trigger
of another table reads. So the latter step aside before every migrate and all are put back after it (see
`casestudies.apps`). A broken rule is an IntegrityError that names it, on both engines.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Trigger:
    """`refuse` is SQL over NEW and OLD, true when the row must not be written; the same text serves both engines.

    `words` say to whoever tried what is wrong; the error carries them behind the trigger's name.
    """

    name: str
    table: str
    event: str  # INSERT, UPDATE or DELETE
    refuse: str
    words: str

    @property
    def when(self) -> str:
        """Writes are judged afterwards, when a new row's id is known; deletions before."""
        return f"{'BEFORE' if self.event == 'DELETE' else 'AFTER'} {self.event}"

    @property
    def error(self) -> str:
        """The text of the IntegrityError."""
        return f"constraint failed: {self.name}: {self.words}"

    @property
    def reads_tables(self) -> bool:
        """Whether it looks at other rows than the one that is written."""
        return " FROM " in self.refuse


def _on_write(name: str, table: str, refuse: str, words: str) -> tuple[Trigger, Trigger]:
    return (
        Trigger(f"{name}_insert", table, "INSERT", refuse, words),
        Trigger(f"{name}_update", table, "UPDATE", refuse, words),
    )


# what says who did what, when and why: written once
KEPT_FOR_EVER = (
    *("casestudies_decision", "casestudies_submission", "casestudies_retirement", "casestudies_erasure"),
    *("casestudies_cohortrecord", "casestudies_historicalcasestudy", "casestudies_historicaltombstone"),
    *(
        f"outcomes_historical{noun}"
        for noun in (
            *("cohort", "funding", "measure", "organisation", "otheroutcome", "place", "project", "projectplace"),
            *("publishedresult", "referralroute", "referralsource", "source", "statedincome", "strand", "theme"),
        )
    ),
)


def _kept(table: str) -> tuple[Trigger, Trigger]:
    return (
        Trigger(f"{table}_never_altered", table, "UPDATE", "1 = 1", "What has happened is not altered."),
        Trigger(f"{table}_never_deleted", table, "DELETE", "1 = 1", "What has happened is not deleted."),
    )


TRIGGERS: tuple[Trigger, ...] = (
    *(trigger for table in KEPT_FOR_EVER for trigger in _kept(table)),
    Trigger(
        "edition_document_is_frozen",
        "casestudies_edition",
        "UPDATE",
        "NEW.slug <> OLD.slug OR NEW.number <> OLD.number OR NEW.sha256 <> OLD.sha256"
        " OR NEW.published_at <> OLD.published_at OR NEW.case_study_id <> OLD.case_study_id"
        " OR NEW.invented <> OLD.invented"
        " OR (NEW.document IS NOT NULL AND (OLD.document IS NULL OR NEW.document <> OLD.document))",
        "An edition is never altered; publish a new one.",
    ),
    Trigger(
        "edition_is_never_deleted",
        "casestudies_edition",
        "DELETE",
        "1 = 1",
        "An edition is never deleted; withdraw the case study, or erase the document.",
    ),
    Trigger(
        "tombstone_names_what_is_gone",
        "casestudies_tombstone",
        "UPDATE",
        "NEW.slug <> OLD.slug OR NEW.title <> OLD.title OR NEW.withdrawn_at <> OLD.withdrawn_at",
        "Of what was withdrawn only the wording of the reason can be put right.",
    ),
    Trigger(
        "tombstone_is_never_deleted",
        "casestudies_tombstone",
        "DELETE",
        "1 = 1",
        "What was withdrawn keeps its tombstone.",
    ),
    *_on_write(
        "score_within_measure_range",
        "outcomes_score",
        "EXISTS (SELECT 1 FROM outcomes_cohort c JOIN outcomes_measure m ON m.id = c.measure_id"
        " WHERE c.id = NEW.cohort_id AND (NEW.before < m.minimum OR NEW.before > m.maximum"
        " OR NEW.after < m.minimum OR NEW.after > m.maximum))",
        "A score lies outside its measure's range.",
    ),
    Trigger(
        "measure_range_covers_its_scores",
        "outcomes_measure",
        "UPDATE",
        "(NEW.minimum > OLD.minimum OR NEW.maximum < OLD.maximum) AND EXISTS (SELECT 1 FROM outcomes_cohort c"
        " JOIN outcomes_score s ON s.cohort_id = c.id WHERE c.measure_id = NEW.id AND (s.before < NEW.minimum"
        " OR s.before > NEW.maximum OR s.after < NEW.minimum OR s.after > NEW.maximum))",
        "Scores that are held lie outside this range.",
    ),
    Trigger(
        "cohort_measure_covers_its_scores",
        "outcomes_cohort",
        "UPDATE",
        "NEW.measure_id <> OLD.measure_id AND EXISTS (SELECT 1 FROM outcomes_measure m, outcomes_score s"
        " WHERE m.id = NEW.measure_id AND s.cohort_id = NEW.id AND (s.before < m.minimum OR s.before > m.maximum"
        " OR s.after < m.minimum OR s.after > m.maximum))",
        "Scores that are held of this cohort lie outside the range of this measure.",
    ),
    Trigger(
        "cohort_with_scores_takes_no_successor",
        "outcomes_cohort",
        "UPDATE",
        # a measure that replaces another counts differently, also where its range happens to hold the scores
        "EXISTS (SELECT 1 FROM outcomes_measure m, outcomes_score s WHERE m.id = OLD.measure_id"
        " AND m.replaced_by_id = NEW.measure_id AND NEW.measure_id <> OLD.measure_id AND s.cohort_id = NEW.id)",
        "Scores of this cohort are held on the measure before, and are not converted.",
    ),
    *_on_write(
        "score_belongs_to_its_uploads_cohort",
        "outcomes_score",
        "NOT EXISTS (SELECT 1 FROM outcomes_scoreupload u WHERE u.id = NEW.upload_id AND u.cohort_id = NEW.cohort_id)",
        "A score belongs to the cohort its upload is for.",
    ),
    *_on_write(
        "score_upload_pairs_among_started",
        "outcomes_scoreupload",
        "NEW.state = 'confirmed' AND EXISTS (SELECT 1 FROM outcomes_cohort c"
        " WHERE c.id = NEW.cohort_id AND NEW.pair_count > c.started)",
        "More clients have two scores than have started.",
    ),
    *_on_write(
        "cohorts_do_not_overlap",
        "outcomes_cohort",
        "EXISTS (SELECT 1 FROM outcomes_cohort c WHERE c.id <> NEW.id AND c.strand_id = NEW.strand_id"
        " AND c.measure_id = NEW.measure_id AND (c.provenance = 'simulated') = (NEW.provenance = 'simulated')"
        " AND c.period_start <= NEW.period_end AND NEW.period_start <= c.period_end)",
        "Its period overlaps that of another cohort of the same strand and measure.",
    ),
    *_on_write(
        "published_scored_among_started",
        "outcomes_publishedresult",
        "EXISTS (SELECT 1 FROM outcomes_cohort c WHERE c.id = NEW.cohort_id AND NEW.scored > c.started)",
        "The published result counts more people scored than have started.",
    ),
    Trigger(
        "cohort_started_covers_scored",
        "outcomes_cohort",
        "UPDATE",
        "EXISTS (SELECT 1 FROM outcomes_publishedresult p WHERE p.cohort_id = NEW.id AND p.scored > NEW.started)"
        " OR NEW.started < (SELECT count(*) FROM outcomes_score s WHERE s.cohort_id = NEW.id"
        " AND s.before IS NOT NULL AND s.after IS NOT NULL)",
        "More people are scored than this number who started.",
    ),
    *_on_write(
        "funding_parts_within_stated_income",
        "outcomes_funding",
        # only exact parts of an exact income can contradict it; "about" leaves room
        "NEW.income_id IS NOT NULL AND NEW.basis = 'exact' AND EXISTS (SELECT 1 FROM outcomes_statedincome i"
        " WHERE i.id = NEW.income_id AND i.basis = 'exact' AND i.amount < NEW.amount + coalesce((SELECT sum(f.amount)"
        " FROM outcomes_funding f WHERE f.income_id = i.id AND f.basis = 'exact' AND f.id <> NEW.id), 0))",
        "The parts add up to more than the income they are part of.",
    ),
    Trigger(
        "stated_income_covers_its_parts",
        "outcomes_statedincome",
        "UPDATE",
        "NEW.basis = 'exact' AND NEW.amount < (SELECT sum(f.amount) FROM outcomes_funding f"
        " WHERE f.income_id = NEW.id AND f.basis = 'exact')",
        "Its parts add up to more than this income.",
    ),
)


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _sqlite(trigger: Trigger) -> list[str]:
    attach = (
        f"CREATE TRIGGER {trigger.name} {trigger.when} ON {trigger.table} FOR EACH ROW WHEN {trigger.refuse}"
        f" BEGIN SELECT RAISE(ABORT, '{_quoted(trigger.error)}'); END"
    )
    return [f"DROP TRIGGER IF EXISTS {trigger.name}", attach]


def _postgresql(trigger: Trigger) -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {trigger.refuse} THEN"
        f" RAISE EXCEPTION '{_quoted(trigger.error)}' USING ERRCODE = '23514'; END IF;"
        f" RETURN {'OLD' if trigger.event == 'DELETE' else 'NEW'}; END $$"
    )
    attach = (
        f"CREATE TRIGGER {trigger.name} {trigger.when} ON {trigger.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {trigger.name}()"
    )
    return [function, f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}", attach]


DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def create(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger (back) into the database behind `connection`, where its table exists."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in TRIGGERS:
            if trigger.table in tables:
                for statement in DIALECTS[connection.vendor](trigger):
                    cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, *triggers: Trigger) -> None:
    """Take these triggers out of the database, whether or not it holds them."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers:
            if trigger.table in tables:
                on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")


def names(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers of ours that the database holds now."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def drop_before_migrate(*, using: str, **kwargs: Any) -> None:
    """Signal receiver: SQLite cannot rebuild a table that a trigger on another table reads, so those step aside."""
    if connections[using].vendor == "sqlite":
        drop(connections[using], *(trigger for trigger in TRIGGERS if trigger.reads_tables))


def create_after_migrate(*, using: str, **kwargs: Any) -> None:
    """Signal receiver: see the module's docstring."""
    create(connections[using])
