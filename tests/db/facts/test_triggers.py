"""What only a trigger can refuse: each with a write it stops and a write nearby that it lets through."""

from datetime import date
from typing import Any

import pytest

from casestudies.triggers import TRIGGERS
from outcomes.models import Cohort, Funding, PublishedResult, Score, ScoreUpload, StatedIncome, Strand
from tests.db.facts.contradictions import Rule, our_models, refused
from tests.factories import (
    CaseStudyFactory,
    CohortFactory,
    CohortRecordFactory,
    DecisionFactory,
    EditionFactory,
    ErasureFactory,
    FundingFactory,
    MeasureFactory,
    OrganisationFactory,
    OtherOutcomeFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    PublishedResultFactory,
    ReferralRouteFactory,
    ReferralSourceFactory,
    RetirementFactory,
    ScoreFactory,
    ScoreUploadFactory,
    SourceFactory,
    StatedIncomeFactory,
    StrandFactory,
    SubmissionFactory,
    ThemeFactory,
    TombstoneFactory,
)


def year(beginning: int) -> dict[str, date]:
    """A financial year as a period."""
    return {"period_start": date(beginning, 4, 1), "period_end": date(beginning + 1, 3, 31)}


def _change(row, **fields):
    """Write straight to the row, past every form and `full_clean`."""
    assert type(row).objects.filter(pk=row.pk).update(**fields) == 1


def _neighbours(beginning: int = 2014, **second):
    """A cohort of 2014–15 and another of the same strand and measure."""
    first = CohortFactory(**year(2014))
    shared = {"strand": first.strand, "measure": first.measure}
    return CohortFactory(**shared | year(beginning) | second)


def _income(basis: str = "exact", **fields) -> StatedIncome:
    return StatedIncomeFactory(basis=basis, amount=500_000, **fields)


def _part(income: StatedIncome, amount: int, basis: str = "exact") -> Funding:
    return FundingFactory(project=income.project, income=income, basis=basis, amount=amount)


def _scored(started: int | None = 2, *pairs: tuple[int | None, int | None]) -> Cohort:
    upload = ScoreUploadFactory(cohort=CohortFactory(started=started), row_count=len(pairs), pair_count=0)
    for before, after in pairs:
        ScoreFactory(upload=upload, before=before, after=after)
    return upload.cohort


def _replaced(cohort: Any) -> Any:
    """The cohort, its measure now replaced by a new one of the same range."""
    _change(cohort.measure, replaced_by=MeasureFactory())
    return cohort


SCORES = [
    Rule(
        "score_within_measure_range_insert", lambda: ScoreFactory(before=-1), lambda: ScoreFactory(before=0, after=100)
    ),
    Rule(
        "score_within_measure_range_insert",
        lambda: ScoreFactory(after=101),
        lambda: ScoreFactory(before=None, after=100),
    ),
    Rule(
        "score_within_measure_range_update",
        lambda: _change(ScoreFactory(), after=101),
        lambda: _change(ScoreFactory(), after=None),
    ),
    Rule(
        "measure_range_covers_its_scores",
        lambda: _change(ScoreFactory(after=90).cohort.measure, maximum=89),
        lambda: _change(ScoreFactory(after=90).cohort.measure, minimum=40, maximum=90),
    ),
    Rule(
        "cohort_measure_covers_its_scores",
        lambda: _change(ScoreFactory(after=90).cohort, measure=MeasureFactory(maximum=63)),
        lambda: _change(CohortFactory(), measure=MeasureFactory(maximum=63)),
    ),
    Rule(
        "cohort_with_scores_takes_no_successor",
        lambda: _change(_replaced(ScoreFactory().cohort), measure=MeasureFactory._meta.model.objects.latest("pk")),
        lambda: _change(_replaced(CohortFactory()), measure=MeasureFactory._meta.model.objects.latest("pk")),
    ),
    Rule(
        "score_belongs_to_its_uploads_cohort_insert",
        lambda: ScoreFactory(upload=ScoreUploadFactory(), cohort=CohortFactory()),
        lambda: ScoreFactory(referral=None),
    ),
    Rule(
        "score_belongs_to_its_uploads_cohort_update",
        lambda: _change(ScoreFactory(), cohort=CohortFactory()),
        lambda: _change(ScoreFactory(), before_on=date(2014, 4, 1)),
    ),
]

STARTED = [
    Rule(
        "score_upload_pairs_among_started_insert",
        lambda: ScoreUploadFactory(cohort=CohortFactory(started=20), row_count=21, pair_count=21),
        lambda: ScoreUploadFactory(cohort=CohortFactory(started=None), row_count=21, pair_count=21),
    ),
    Rule(
        "score_upload_pairs_among_started_update",
        lambda: _change(
            ScoreUploadFactory(cohort=CohortFactory(started=20), row_count=21, pair_count=21, state="staged"),
            state="confirmed",
        ),
        lambda: _change(
            ScoreUploadFactory(cohort=CohortFactory(started=20), row_count=30, pair_count=20), sha256="1" * 64
        ),
    ),
    Rule(
        "published_scored_among_started_insert",
        lambda: PublishedResultFactory(cohort=CohortFactory(started=97), scored=98),
        lambda: PublishedResultFactory(cohort=CohortFactory(started=97), scored=None, improved_percent=77),
    ),
    Rule(
        "published_scored_among_started_update",
        lambda: _change(PublishedResultFactory(cohort=CohortFactory(started=97), scored=71), scored=98),
        lambda: _change(PublishedResultFactory(cohort=CohortFactory(started=None), scored=71), scored=98),
    ),
    Rule(
        "cohort_started_covers_scored",
        lambda: _change(PublishedResultFactory(cohort=CohortFactory(started=97), scored=71).cohort, started=70),
        lambda: _change(PublishedResultFactory(cohort=CohortFactory(started=97), scored=71).cohort, started=None),
    ),
    Rule(
        "cohort_started_covers_scored",
        lambda: _change(_scored(2, (40, 50), (50, 40)), started=1),
        lambda: _change(_scored(2, (40, 50), (50, None)), started=1),
    ),
]

COHORTS = [
    Rule("cohorts_do_not_overlap_insert", lambda: _neighbours(2014), lambda: _neighbours(2015)),
    Rule(
        "cohorts_do_not_overlap_insert",
        lambda: _neighbours(2015, period_start=date(2015, 3, 31)),
        lambda: _neighbours(2014, period_end=None),
    ),
    Rule(
        "cohorts_do_not_overlap_insert",
        lambda: _neighbours(2014, provenance="summary"),
        lambda: _neighbours(2014, provenance="simulated"),
    ),
    Rule(
        "cohorts_do_not_overlap_insert",
        lambda: _neighbours(2014, provenance="invented"),
        lambda: _neighbours(2014, measure=MeasureFactory()),
    ),
    Rule(
        "cohorts_do_not_overlap_update",
        lambda: _change(_neighbours(2015), period_start=date(2015, 3, 1)),
        lambda: _change(_neighbours(2015), started=40),
    ),
]

MONEY = [
    Rule(
        "funding_parts_within_stated_income_insert",
        lambda: _part(_income(), 500_001),
        lambda: _part(_income("about"), 500_001),
    ),
    Rule(
        "funding_parts_within_stated_income_insert",
        lambda: [_part(income, amount) for income in [_income()] for amount in (300_000, 200_001)],
        lambda: [_part(income, amount) for income in [_income()] for amount in (300_000, 200_000)],
    ),
    Rule(
        "funding_parts_within_stated_income_insert",
        lambda: [_part(income, 500_001) for income in [_income()]],
        lambda: _part(_income(), 600_000, basis="about"),
    ),
    Rule(
        "funding_parts_within_stated_income_update",
        lambda: _change(_part(_income(), 500_000), amount=500_001),
        lambda: _change(_part(_income(), 500_000), basis="none", amount=None),
    ),
    Rule(
        "stated_income_covers_its_parts",
        lambda: _change(_part(_income(), 400_000).income, amount=399_999),
        lambda: _change(_part(_income(), 400_000).income, amount=399_999, basis="about"),
    ),
]

EDITIONS = [
    Rule(
        "tombstone_names_what_is_gone",
        lambda: _change(TombstoneFactory(), title="Another"),
        lambda: _change(TombstoneFactory(), reason="Another wording."),
    ),
    Rule(
        "tombstone_is_never_deleted",
        lambda: TombstoneFactory().delete(),
        lambda: CaseStudyFactory().delete(),
    ),
    Rule(
        "edition_document_is_frozen",
        lambda: _change(EditionFactory(), document='{"altered":true}'),
        lambda: _change(EditionFactory(), document=None),
    ),
    Rule(
        "edition_is_never_deleted",
        lambda: EditionFactory(document=None).delete(),
        lambda: CaseStudyFactory().delete(),
    ),
]

# one table → how a row of it comes to be
WRITTEN_ONCE = {
    "casestudies_decision": DecisionFactory,
    "casestudies_submission": SubmissionFactory,
    "casestudies_retirement": RetirementFactory,
    "casestudies_erasure": ErasureFactory,
    "casestudies_cohortrecord": CohortRecordFactory,
    "casestudies_historicalcasestudy": CaseStudyFactory,
    "casestudies_historicaltombstone": TombstoneFactory,
    "outcomes_historicalcohort": CohortFactory,
    "outcomes_historicalfunding": FundingFactory,
    "outcomes_historicalmeasure": MeasureFactory,
    "outcomes_historicalorganisation": OrganisationFactory,
    "outcomes_historicalotheroutcome": OtherOutcomeFactory,
    "outcomes_historicalplace": PlaceFactory,
    "outcomes_historicalproject": ProjectFactory,
    "outcomes_historicalprojectplace": ProjectPlaceFactory,
    "outcomes_historicalpublishedresult": PublishedResultFactory,
    "outcomes_historicalreferralroute": ReferralRouteFactory,
    "outcomes_historicalreferralsource": ReferralSourceFactory,
    "outcomes_historicalsource": SourceFactory,
    "outcomes_historicalstatedincome": StatedIncomeFactory,
    "outcomes_historicalstrand": StrandFactory,
    "outcomes_historicaltheme": ThemeFactory,
}


def _written_once(table: str, make: Any) -> list[Rule]:
    model = next(model for model in our_models() if model._meta.db_table == table)
    words = "history_change_reason" if "_historical" in table else "id"

    def row() -> Any:
        make()
        return model._base_manager.latest("pk")

    return [
        Rule(f"{table}_never_altered", lambda: model._base_manager.filter(pk=row().pk).update(**{words: 0}), row),
        Rule(f"{table}_never_deleted", lambda: model._base_manager.filter(pk=row().pk)._raw_delete("default"), row),
    ]


HISTORY = [rule for table, make in WRITTEN_ONCE.items() for rule in _written_once(table, make)]
RULES = [*HISTORY, *SCORES, *STARTED, *COHORTS, *MONEY, *EDITIONS]
each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@each
def test_a_contradiction_is_refused(rule: Rule) -> None:
    with refused(rule.name):
        rule.contradiction()


@each
def test_what_is_no_contradiction_is_let_through(rule: Rule) -> None:
    rule.incomplete()


def test_every_trigger_is_in_the_table() -> None:
    assert {rule.name for rule in RULES} == {trigger.name for trigger in TRIGGERS}


def test_a_refusal_says_in_words_what_is_wrong_and_quotes_no_row() -> None:
    with refused("score_within_measure_range_insert: A score lies outside its measure's range."):
        ScoreFactory(client_reference="canary-A001", before=1, after=101)
    for trigger in TRIGGERS:
        assert trigger.words.endswith("."), trigger.name


def test_a_cohort_of_scores_undone_whole_may_be_measured_again() -> None:
    cohort = _scored(2, (40, 50), (50, 90))
    cohort.uploads.get().delete()
    assert (Score.objects.count(), ScoreUpload.objects.count()) == (0, 0)
    _change(cohort, started=0, measure=MeasureFactory(maximum=63))
    assert not PublishedResult.objects.exists()


def test_a_row_with_a_history_can_be_deleted_with_all_below_it_and_its_history_says_so() -> None:
    result = PublishedResultFactory()
    result.cohort.strand.delete()
    assert [row.history_type for row in Strand.history.order_by("history_id")] == ["+", "-"]
    assert [row.history_type for row in PublishedResult.history.order_by("history_id")] == ["+", "-"]
