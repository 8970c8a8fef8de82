"""Constraints forbid contradiction, never incompleteness: each one with a row it refuses and a row it lets through."""

from collections import Counter
from datetime import date

import pytest

from tests.db.facts import rows
from tests.db.facts.contradictions import Rule, our_models, refused

APRIL, MARCH = date(2014, 4, 1), date(2014, 3, 31)
BACKWARDS = {"period_start": APRIL, "period_end": MARCH}
OPEN_END = {"period_start": APRIL, "period_end": None}


def twice(make, **shared) -> None:
    make(**shared)
    make(**shared)


def _route() -> dict[str, object]:
    return {"project": rows.project(), "referral_source": rows.referral_source()}


PEOPLE = [
    Rule(
        "user_email_lower_case",
        lambda: rows.user(email="Ann@example.org"),
        lambda: rows.user(email="ann@example.org", first_name=""),
    ),
    Rule(
        "membership_once",
        lambda: twice(rows.membership, user=rows.user(), organisation=rows.organisation()),
        lambda: twice(rows.membership, user=rows.user()),
    ),
]

REFERENCE = [
    Rule(
        "organisation_org_id_once",
        lambda: twice(rows.organisation, org_id="GB-CHC-230102"),
        lambda: twice(rows.organisation, org_id=""),
    ),
    Rule(
        "organisation_invented_has_no_real_id",
        lambda: rows.organisation(invented=True, org_id="GB-CHC-230102"),
        lambda: rows.organisation(invented=True, org_id=""),
    ),
    Rule(
        "place_validity_in_order",
        lambda: rows.place(valid_from=APRIL, valid_to=MARCH),
        lambda: rows.place(valid_from=APRIL, valid_to=None),
    ),
    Rule(
        "place_not_its_own_parent",
        lambda: rows.place(id=900, parent_id=900),
        lambda: rows.place(id=901, parent=None),
    ),
    Rule(
        "measure_version_once",
        lambda: twice(rows.measure, short_name="PIR-GAS", version="DC:0-3R"),
        lambda: [rows.measure(short_name="PIR-GAS", version=version) for version in ("DC:0-3R", "")],
    ),
    Rule(
        "measure_range_in_order",
        lambda: rows.measure(minimum=100, maximum=1),
        lambda: rows.measure(minimum=0, maximum=1),
    ),
    Rule("measure_step_positive", lambda: rows.measure(step=0), lambda: rows.measure(step="0.5")),
    Rule(
        "measure_cut_off_within_range",
        lambda: rows.measure(cut_off=101, cut_off_source=rows.source()),
        lambda: rows.measure(cut_off=100, cut_off_source=rows.source(), cut_off_meaning=""),
    ),
    Rule(
        "measure_reliability_is_a_share_of_a_kind",
        lambda: rows.measure(reliability="1.2", reliability_kind="inter_rater", reliability_source=rows.source()),
        lambda: rows.measure(reliability=None, reliability_kind="inter_rater"),
    ),
    Rule(
        "measure_reliability_is_a_share_of_a_kind",
        lambda: rows.measure(reliability="0.8", reliability_kind="", reliability_source=rows.source()),
        lambda: rows.measure(reliability="0.8", reliability_kind="internal", reliability_source=rows.source()),
    ),
    Rule(
        "measure_reference_sd_positive",
        lambda: rows.measure(reference_sd=0, reference_sd_source=rows.source()),
        lambda: rows.measure(reference_sd="0.1", reference_sd_source=rows.source()),
    ),
    Rule(
        "measure_reliable_change_positive",
        lambda: rows.measure(reliable_change=0, reliable_change_source=rows.source()),
        lambda: rows.measure(reliable_change=6, reliable_change_source=rows.source()),
    ),
    # a threshold whose source nobody can name stays empty; a source without its value is only unfinished
    Rule(
        "measure_cut_off_has_source",
        lambda: rows.measure(cut_off=40),
        lambda: rows.measure(cut_off_source=rows.source()),
    ),
    Rule(
        "measure_reliability_has_source",
        lambda: rows.measure(reliability="0.8", reliability_kind="internal"),
        lambda: rows.measure(reliability_source=rows.source()),
    ),
    Rule(
        "measure_reference_mean_has_source",
        lambda: rows.measure(reference_mean=70),
        lambda: rows.measure(reference_mean_source=rows.source()),
    ),
    Rule(
        "measure_reference_sd_has_source",
        lambda: rows.measure(reference_sd=9),
        lambda: rows.measure(reference_sd_source=rows.source()),
    ),
    Rule(
        "measure_reliable_change_has_source",
        lambda: rows.measure(reliable_change=6),
        lambda: rows.measure(reliable_change_source=rows.source()),
    ),
    Rule(
        "band_begins_once",
        lambda: [rows.band(measure=measure, label=label) for measure in [rows.measure()] for label in "ab"],
        lambda: [rows.band(low=81), rows.band(low=81)],
    ),
    Rule(
        "band_label_once",
        lambda: [rows.band(measure=measure, low=low) for measure in [rows.measure()] for low in (81, 82)],
        lambda: [rows.band(label="adapted"), rows.band(label="adapted")],
    ),
    Rule("band_range_in_order", lambda: rows.band(low=90, high=81), lambda: rows.band(low=90, high=90)),
]

PROJECTS = [
    Rule(
        "project_dates_in_order",
        lambda: rows.project(started="2014", ended="2013"),
        lambda: rows.project(started="2014", ended=""),
    ),
    Rule(
        "project_dates_in_order",
        lambda: rows.project(started="2014-05", ended="2014-04-30"),
        lambda: rows.project(started="2014-05-10", ended="2014-05"),
    ),
    Rule(
        "project_dates_in_order",
        lambda: rows.project(started="2014-05-10", ended="2014-04"),
        lambda: rows.project(started="2014", ended="2014-01-01"),
    ),
    Rule(
        "project_ages_in_order",
        lambda: rows.project(age_from_months=24, age_to_months=-9),
        lambda: rows.project(age_from_months=24, age_to_months=None),
    ),
    Rule(
        "project_place_role_once",
        lambda: twice(rows.project_place, project=rows.project(), place=rows.place(), role="delivery"),
        lambda: twice(rows.project_place, project=rows.project(), role="delivery"),
    ),
    Rule(
        "project_one_lead_place",
        lambda: twice(rows.project_place, project=rows.project(), role="lead"),
        lambda: twice(rows.project_place, role="lead"),
    ),
    Rule(
        "strand_name_once_a_project",
        lambda: twice(rows.strand, project=rows.project(), name="groups"),
        lambda: twice(rows.strand, name="groups"),
    ),
    Rule(
        "referral_route_once_a_period",
        lambda: twice(rows.referral_route, **_route(), period_start=APRIL),
        lambda: [
            rows.referral_route(**route, period_start=day) for route in [_route()] for day in (None, MARCH, APRIL)
        ],
    ),
    Rule(
        "referral_route_once_undated",
        lambda: twice(rows.referral_route, **_route(), period_start=None),
        lambda: twice(rows.referral_route, project=rows.project(), period_start=None),
    ),
    Rule(
        "referral_route_period_in_order",
        lambda: rows.referral_route(**BACKWARDS),
        lambda: rows.referral_route(**OPEN_END, count=None),
    ),
    Rule(
        "referral_once_a_day",
        lambda: twice(rows.referral, project=rows.project(), client_reference="A001", received_on=APRIL),
        lambda: [
            rows.referral(project=project, client_reference="A001", received_on=day)
            for project in [rows.project()]
            for day in (None, MARCH, APRIL)
        ],
    ),
    Rule(
        "referral_once_undated",
        lambda: twice(rows.referral, project=rows.project(), client_reference="A001", received_on=None),
        lambda: twice(rows.referral, client_reference="A001", received_on=None),
    ),
]

RESULTS = [
    Rule("cohort_period_in_order", lambda: rows.cohort(**BACKWARDS), lambda: rows.cohort(**OPEN_END)),
    Rule(
        "cohort_still_attending_among_started",
        lambda: rows.cohort(started=40, still_attending=41),
        lambda: rows.cohort(started=None, still_attending=41),
    ),
    Rule(
        "published_result_improved_among_scored",
        lambda: rows.published_result(scored=71, improved=72),
        lambda: rows.published_result(scored=None, improved=72),
    ),
    Rule(
        "published_result_percent_is_one",
        lambda: rows.published_result(improved_percent=101),
        lambda: rows.published_result(improved_percent=None, scored=71),
    ),
    Rule(
        "score_upload_one_confirmed_a_cohort",
        lambda: twice(rows.score_upload, cohort=rows.cohort(), state="confirmed"),
        lambda: twice(rows.score_upload, cohort=rows.cohort(), state="superseded"),
    ),
    Rule(
        "score_upload_pairs_among_rows",
        lambda: rows.score_upload(row_count=20, pair_count=21),
        lambda: rows.score_upload(row_count=20, pair_count=0),
    ),
    Rule(
        "score_upload_rows_only_while_staged",
        lambda: rows.score_upload(state="confirmed", staged_rows=[["A001", "40", "", "50", ""]]),
        lambda: rows.score_upload(state="staged", staged_rows=None),
    ),
    Rule(
        "score_one_a_client_a_cohort",
        lambda: twice(rows.score, upload=rows.score_upload(), client_reference="A001"),
        lambda: twice(rows.score, client_reference="A001"),
    ),
    Rule(
        "score_dates_in_order",
        lambda: rows.score(before_on=APRIL, after_on=MARCH),
        lambda: rows.score(before_on=APRIL, after_on=None),
    ),
    Rule(
        "score_says_something",
        lambda: rows.score(before=None, after=None),
        lambda: rows.score(before=40, after=None),
    ),
    Rule(
        "other_outcome_numerator_among_denominator",
        lambda: rows.other_outcome(numerator=34, denominator=33),
        lambda: rows.other_outcome(numerator=34, denominator=None),
    ),
    Rule(
        "other_outcome_percent_is_one",
        lambda: rows.other_outcome(percent=101),
        lambda: rows.other_outcome(percent=None, kind="share"),
    ),
    Rule(
        "other_outcome_small_is_not_held",
        lambda: rows.other_outcome(numerator=20, numerator_is_small=True),
        lambda: rows.other_outcome(numerator=None, numerator_is_small=True),
    ),
    Rule(
        "other_outcome_period_in_order",
        lambda: rows.other_outcome(**BACKWARDS),
        lambda: rows.other_outcome(**OPEN_END),
    ),
]


def _money(noun: str, make) -> list[Rule]:
    agree = f"{noun}_basis_and_amounts_agree"
    return [
        Rule(agree, lambda: make(basis="none", amount=500), lambda: make(basis="none", currency="GBP")),
        Rule(agree, lambda: make(basis="exact", amount=500, amount_max=600), lambda: make(basis="about", amount=500)),
        Rule(
            agree,
            lambda: make(basis="range", amount=600, amount_max=500),
            lambda: make(basis="range", amount=500, amount_max=600),
        ),
        # how well an amount is known cannot be said of no amount: until there is one, it is "not stated"
        Rule(agree, lambda: make(basis="exact"), lambda: make(basis="none")),
        Rule(agree, lambda: make(basis="range", amount=500), lambda: make(basis="exact", amount=500)),
        Rule(f"{noun}_not_negative", lambda: make(basis="exact", amount=-1), lambda: make(basis="exact", amount=0)),
        Rule(f"{noun}_period_in_order", lambda: make(**BACKWARDS), lambda: make(**OPEN_END)),
    ]


MONEY = [
    *_money("stated_income", rows.stated_income),
    *_money("funding", rows.funding),
    Rule(
        "funding_years_at_least_one",
        lambda: rows.funding(basis="exact", amount=36_000, years=0),
        lambda: rows.funding(basis="exact", amount=36_000, years=None),
    ),
]

STORIES = [
    Rule(
        "case_study_status_is_known",
        lambda: rows.case_study(status="lost"),
        lambda: rows.case_study(status="draft", headline="", number=None),
    ),
    Rule(
        "edition_number_once",
        lambda: [
            rows.edition(case_study=story, current=current) for story in [rows.case_study()] for current in (0, 1)
        ],
        lambda: twice(rows.edition, number=1),
    ),
    Rule(
        "edition_one_current",
        lambda: [rows.edition(case_study=story, number=number) for story in [rows.case_study()] for number in (1, 2)],
        lambda: [
            rows.edition(case_study=story, number=number, current=False)
            for story in [rows.case_study()]
            for number in (1, 2)
        ],
    ),
    Rule("edition_number_from_one", lambda: rows.edition(number=0), lambda: rows.edition(number=1, document=None)),
    Rule(
        "retirement_checked_by_two_people",
        lambda: [rows.retirement(by=person, second_checker=person) for person in [rows.user()]],
        lambda: rows.retirement(replaced_by=None),
    ),
]

RULES = [*PEOPLE, *REFERENCE, *PROJECTS, *RESULTS, *MONEY, *STORIES]
each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@each
def test_a_contradiction_is_refused(rule: Rule) -> None:
    with refused(rule.name):
        rule.contradiction()


@each
def test_what_is_not_known_yet_is_let_through(rule: Rule) -> None:
    rule.incomplete()


def test_every_constraint_is_in_the_table() -> None:
    named = {constraint.name for model in our_models() for constraint in model._meta.constraints}
    assert {rule.name for rule in RULES} == named


def test_the_database_holds_every_constraint_under_one_name_each() -> None:
    names = Counter(constraint.name for model in our_models() for constraint in model._meta.constraints)
    assert [name for name, times in names.items() if times > 1] == []
    assert len(names) >= 50


def test_a_row_of_every_kind_may_leave_open_whatever_can_be_open() -> None:
    """The smallest rows hold no null that is avoidable; this is the list of what no row may leave out."""
    open_fields = {
        f"{model._meta.model_name}.{field.name}"
        for model in our_models()
        if model._meta.app_label == "outcomes" and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if not (field.null or field.blank or field.has_default() or field.primary_key)
    }
    assert open_fields == {
        *("source.key", "source.title"),
        *("organisation.key", "organisation.name"),
        *("place.gss_code", "place.name", "place.kind"),
        *("theme.key", "theme.name"),
        *("referralsource.key", "referralsource.name"),
        *("measure.key", "measure.name", "measure.short_name"),
        *("measure.minimum", "measure.maximum", "measure.higher_is_better"),
        *("band.measure", "band.label", "band.low", "band.high"),
        *("project.key", "project.name"),
        *("projectplace.project", "projectplace.place"),
        *("referralroute.project", "referralroute.referral_source"),
        *("referral.project", "referral.client_reference", "referral.referral_source"),
        *("strand.key", "strand.project", "strand.name"),
        *("cohort.key", "cohort.strand", "cohort.measure", "cohort.provenance"),
        "publishedresult.cohort",
        *("scoreupload.cohort", "scoreupload.by", "scoreupload.state_by", "scoreupload.file_name"),
        *("scoreupload.sha256", "scoreupload.row_count", "scoreupload.pair_count"),
        *("score.upload", "score.cohort", "score.client_reference"),
        *("otheroutcome.key", "otheroutcome.project", "otheroutcome.kind", "otheroutcome.label"),
        *("statedincome.key", "statedincome.project", "statedincome.label", "statedincome.basis"),
        *("funding.key", "funding.project", "funding.basis"),
    }
