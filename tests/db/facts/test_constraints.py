"""Constraints forbid contradiction, never incompleteness: each one with a row it refuses and a row it lets through."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from casestudies.models import CaseStudy
from tests.db.facts.contradictions import Rule, our_models, refused
from tests.factories import (
    BandFactory,
    CaseStudyFactory,
    ChecklistPointFactory,
    CohortFactory,
    CohortRecordFactory,
    CommentFactory,
    ContributionFactory,
    EditionFactory,
    ErasureFactory,
    EvidenceRowFactory,
    FundingFactory,
    InvitationFactory,
    JoinRequestFactory,
    MeasureFactory,
    MembershipFactory,
    MentionFactory,
    MergeFactory,
    OneTimeKeyFactory,
    OrganisationFactory,
    OtherOutcomeFactory,
    OutgoingMailFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    PublishedResultFactory,
    ReferralFactory,
    ReferralRouteFactory,
    ReferralSourceFactory,
    ReferralUploadFactory,
    RetirementFactory,
    ScoreFactory,
    ScoreImportFactory,
    ScoreUploadFactory,
    SearchEntryFactory,
    SearchFacetFactory,
    ShortlistNoteFactory,
    SourceFactory,
    StatedIncomeFactory,
    StrandFactory,
    SubmissionFactory,
    TaskDraftFactory,
    UserFactory,
)

APRIL, MARCH = date(2014, 4, 1), date(2014, 3, 31)
BACKWARDS = {"period_start": APRIL, "period_end": MARCH}
OPEN_END = {"period_start": APRIL, "period_end": None}


def twice(make, **shared) -> None:
    make(**shared)
    make(**shared)


def _route() -> dict[str, object]:
    return {"project": ProjectFactory(), "referral_source": ReferralSourceFactory()}


def answered() -> dict[str, object]:
    return {"answer": "approved", "answered_by": UserFactory(), "answered_at": timezone.now()}


def used() -> dict[str, object]:
    return {"used_by": UserFactory(), "used_at": timezone.now()}


PEOPLE = [
    Rule(
        "user_email_lower_case",
        lambda: UserFactory(email="Ann@example.org"),
        lambda: UserFactory(email="ann@example.org", first_name=""),
    ),
    Rule(
        "task_draft_once",
        lambda: twice(TaskDraftFactory, case_study=CaseStudyFactory(), task="story"),
        lambda: twice(TaskDraftFactory, task="story"),
    ),
    Rule(
        "shortlist_note_once",
        lambda: twice(ShortlistNoteFactory, by=UserFactory(), slug="oxpip"),
        lambda: twice(ShortlistNoteFactory, slug="oxpip"),
    ),
    Rule(
        "one_time_key_once",
        lambda: twice(OneTimeKeyFactory, by=UserFactory(), key="0" * 32),
        lambda: twice(OneTimeKeyFactory, key="0" * 32),
    ),
    Rule(
        "membership_once",
        lambda: twice(MembershipFactory, user=UserFactory(), organisation=OrganisationFactory()),
        lambda: twice(MembershipFactory, user=UserFactory()),
    ),
    Rule(
        "join_request_waits_once",
        lambda: twice(JoinRequestFactory, user=UserFactory(), organisation=OrganisationFactory()),
        lambda: twice(JoinRequestFactory, **answered(), user=UserFactory(), organisation=OrganisationFactory()),
    ),
    Rule(
        "join_request_created_once",
        lambda: twice(JoinRequestFactory, organisation=OrganisationFactory(), created_it=True),
        lambda: twice(JoinRequestFactory, organisation=OrganisationFactory()),
    ),
    Rule(
        "join_request_answered_by_somebody",
        lambda: JoinRequestFactory(answer="approved"),
        lambda: JoinRequestFactory(**answered()),
    ),
    Rule(
        "invitation_open_once",
        lambda: twice(InvitationFactory, organisation=OrganisationFactory(), email="ann@example.org"),
        lambda: twice(InvitationFactory, organisation=OrganisationFactory(), email="ann@example.org", **used()),
    ),
    Rule(
        "invitation_email_lower_case",
        lambda: InvitationFactory(email="Ann@example.org"),
        lambda: InvitationFactory(email="ann@example.org"),
    ),
    Rule(
        "invitation_used_by_somebody",
        lambda: InvitationFactory(used_by=UserFactory()),
        lambda: InvitationFactory(**used()),
    ),
]

REFERENCE = [
    Rule(
        "organisation_org_id_once",
        lambda: twice(OrganisationFactory, org_id="GB-CHC-230102"),
        lambda: twice(OrganisationFactory, org_id=""),
    ),
    Rule(
        "organisation_invented_has_no_real_id",
        lambda: OrganisationFactory(invented=True, org_id="GB-CHC-230102"),
        lambda: OrganisationFactory(invented=True, org_id=""),
    ),
    Rule(
        "place_validity_in_order",
        lambda: PlaceFactory(valid_from=APRIL, valid_to=MARCH),
        lambda: PlaceFactory(valid_from=APRIL, valid_to=None),
    ),
    Rule(
        "place_not_its_own_parent",
        lambda: PlaceFactory(id=900, parent_id=900),
        lambda: PlaceFactory(id=901, parent=None),
    ),
    Rule(
        "measure_version_once",
        lambda: twice(MeasureFactory, short_name="PIR-GAS", version="DC:0-3R"),
        lambda: [MeasureFactory(short_name="PIR-GAS", version=version) for version in ("DC:0-3R", "")],
    ),
    Rule(
        "measure_range_in_order",
        lambda: MeasureFactory(minimum=100, maximum=1),
        lambda: MeasureFactory(minimum=0, maximum=1),
    ),
    Rule("measure_step_positive", lambda: MeasureFactory(step=0), lambda: MeasureFactory(step="0.5")),
    Rule(
        "measure_cut_off_within_range",
        lambda: MeasureFactory(cut_off=101, cut_off_source=SourceFactory()),
        lambda: MeasureFactory(cut_off=100, cut_off_source=SourceFactory(), cut_off_meaning=""),
    ),
    Rule(
        "measure_reliability_is_a_share_of_a_kind",
        lambda: MeasureFactory(reliability="1.2", reliability_kind="inter_rater", reliability_source=SourceFactory()),
        lambda: MeasureFactory(reliability=None, reliability_kind="inter_rater"),
    ),
    Rule(
        "measure_reliability_is_a_share_of_a_kind",
        lambda: MeasureFactory(reliability="0.8", reliability_kind="", reliability_source=SourceFactory()),
        lambda: MeasureFactory(reliability="0.8", reliability_kind="internal", reliability_source=SourceFactory()),
    ),
    Rule(
        "measure_reference_sd_positive",
        lambda: MeasureFactory(reference_sd=0, reference_sd_source=SourceFactory()),
        lambda: MeasureFactory(reference_sd="0.1", reference_sd_source=SourceFactory()),
    ),
    Rule(
        "measure_reliable_change_positive",
        lambda: MeasureFactory(reliable_change=0, reliable_change_source=SourceFactory()),
        lambda: MeasureFactory(reliable_change=6, reliable_change_source=SourceFactory()),
    ),
    # a threshold whose source nobody can name stays empty; a source without its value is only unfinished
    Rule(
        "measure_cut_off_has_source",
        lambda: MeasureFactory(cut_off=40),
        lambda: MeasureFactory(cut_off_source=SourceFactory()),
    ),
    Rule(
        "measure_reliability_has_source",
        lambda: MeasureFactory(reliability="0.8", reliability_kind="internal"),
        lambda: MeasureFactory(reliability_source=SourceFactory()),
    ),
    Rule(
        "measure_reference_mean_has_source",
        lambda: MeasureFactory(reference_mean=70),
        lambda: MeasureFactory(reference_mean_source=SourceFactory()),
    ),
    Rule(
        "measure_reference_sd_has_source",
        lambda: MeasureFactory(reference_sd=9),
        lambda: MeasureFactory(reference_sd_source=SourceFactory()),
    ),
    Rule(
        "measure_reliable_change_has_source",
        lambda: MeasureFactory(reliable_change=6),
        lambda: MeasureFactory(reliable_change_source=SourceFactory()),
    ),
    Rule(
        "band_begins_once",
        lambda: [BandFactory(measure=measure, low=81, label=label) for measure in [MeasureFactory()] for label in "ab"],
        lambda: [BandFactory(low=81), BandFactory(low=81)],
    ),
    Rule(
        "band_label_once",
        lambda: [
            BandFactory(measure=measure, label="adapted", low=low) for measure in [MeasureFactory()] for low in (81, 82)
        ],
        lambda: [BandFactory(label="adapted"), BandFactory(label="adapted")],
    ),
    Rule("band_range_in_order", lambda: BandFactory(low=90, high=81), lambda: BandFactory(low=90, high=90)),
]

PROJECTS = [
    Rule(
        "project_dates_in_order",
        lambda: ProjectFactory(started="2014", ended="2013"),
        lambda: ProjectFactory(started="2014", ended=""),
    ),
    Rule(
        "project_dates_in_order",
        lambda: ProjectFactory(started="2014-05", ended="2014-04-30"),
        lambda: ProjectFactory(started="2014-05-10", ended="2014-05"),
    ),
    Rule(
        "project_dates_in_order",
        lambda: ProjectFactory(started="2014-05-10", ended="2014-04"),
        lambda: ProjectFactory(started="2014", ended="2014-01-01"),
    ),
    Rule(
        "project_ages_in_order",
        lambda: ProjectFactory(age_from_months=24, age_to_months=-9),
        lambda: ProjectFactory(age_from_months=24, age_to_months=None),
    ),
    Rule(
        "project_place_role_once",
        lambda: twice(ProjectPlaceFactory, project=ProjectFactory(), place=PlaceFactory(), role="delivery"),
        lambda: twice(ProjectPlaceFactory, project=ProjectFactory(), role="delivery"),
    ),
    Rule(
        "project_one_lead_place",
        lambda: twice(ProjectPlaceFactory, project=ProjectFactory(), role="lead"),
        lambda: twice(ProjectPlaceFactory, role="lead"),
    ),
    Rule(
        "strand_name_once_a_project",
        lambda: twice(StrandFactory, project=ProjectFactory(), name="groups"),
        lambda: twice(StrandFactory, name="groups"),
    ),
    Rule(
        "referral_route_once_a_period",
        lambda: twice(ReferralRouteFactory, **_route(), period_start=APRIL),
        lambda: [
            ReferralRouteFactory(**route, period_start=day) for route in [_route()] for day in (None, MARCH, APRIL)
        ],
    ),
    Rule(
        "referral_route_once_undated",
        lambda: twice(ReferralRouteFactory, **_route(), period_start=None),
        lambda: twice(ReferralRouteFactory, project=ProjectFactory(), period_start=None),
    ),
    Rule(
        "referral_route_period_in_order",
        lambda: ReferralRouteFactory(**BACKWARDS),
        lambda: ReferralRouteFactory(**OPEN_END, count=None),
    ),
    Rule(
        "referral_once_a_day",
        lambda: twice(ReferralFactory, project=ProjectFactory(), client_reference="A001", received_on=APRIL),
        lambda: [
            ReferralFactory(project=project, client_reference="A001", received_on=day)
            for project in [ProjectFactory()]
            for day in (None, MARCH, APRIL)
        ],
    ),
    Rule(
        "referral_once_undated",
        lambda: twice(ReferralFactory, project=ProjectFactory(), client_reference="A001", received_on=None),
        lambda: twice(ReferralFactory, client_reference="A001", received_on=None),
    ),
]

RESULTS = [
    Rule("cohort_period_in_order", lambda: CohortFactory(**BACKWARDS), lambda: CohortFactory(**OPEN_END)),
    Rule(
        "cohort_still_attending_among_started",
        lambda: CohortFactory(started=40, still_attending=41),
        lambda: CohortFactory(started=None, still_attending=41),
    ),
    Rule(
        "published_result_improved_among_scored",
        lambda: PublishedResultFactory(scored=71, improved=72),
        lambda: PublishedResultFactory(scored=None, improved=72),
    ),
    Rule(
        "published_result_percent_is_one",
        lambda: PublishedResultFactory(improved_percent=101),
        lambda: PublishedResultFactory(improved_percent=None, scored=71),
    ),
    Rule(
        "score_upload_one_confirmed_a_cohort",
        lambda: twice(ScoreUploadFactory, cohort=CohortFactory(), state="confirmed"),
        lambda: twice(ScoreUploadFactory, cohort=CohortFactory(), state="superseded"),
    ),
    Rule(
        "score_upload_pairs_among_rows",
        lambda: ScoreUploadFactory(row_count=20, pair_count=21),
        lambda: ScoreUploadFactory(row_count=20, pair_count=0),
    ),
    Rule(
        "score_upload_rows_only_while_staged",
        lambda: ScoreUploadFactory(state="confirmed", staged_rows=[["A001", "40", "", "50", ""]]),
        lambda: ScoreUploadFactory(state="staged", staged_rows=None),
    ),
    Rule(
        "referral_upload_one_confirmed_a_project",
        lambda: twice(ReferralUploadFactory, project=ProjectFactory(), state="confirmed"),
        lambda: twice(ReferralUploadFactory, project=ProjectFactory(), state="superseded"),
    ),
    Rule(
        "referral_upload_rows_only_while_staged",
        lambda: ReferralUploadFactory(state="confirmed", staged_rows=[["R1", "midwives", None, "", ""]]),
        lambda: ReferralUploadFactory(state="staged", staged_rows=None),
    ),
    Rule(
        "score_import_file_only_until_read",
        lambda: ScoreImportFactory(state="refused"),
        lambda: ScoreImportFactory(state="refused", stored_as=""),
    ),
    Rule(
        "score_one_a_client_a_cohort",
        lambda: twice(ScoreFactory, upload=ScoreUploadFactory(), client_reference="A001"),
        lambda: twice(ScoreFactory, client_reference="A001"),
    ),
    Rule(
        "score_dates_in_order",
        lambda: ScoreFactory(before_on=APRIL, after_on=MARCH),
        lambda: ScoreFactory(before_on=APRIL, after_on=None),
    ),
    Rule(
        "score_says_something",
        lambda: ScoreFactory(before=None, after=None),
        lambda: ScoreFactory(before=40, after=None),
    ),
    Rule(
        "other_outcome_numerator_among_denominator",
        lambda: OtherOutcomeFactory(numerator=34, denominator=33),
        lambda: OtherOutcomeFactory(numerator=34, denominator=None),
    ),
    Rule(
        "other_outcome_percent_is_one",
        lambda: OtherOutcomeFactory(percent=101),
        lambda: OtherOutcomeFactory(percent=None, kind="share"),
    ),
    Rule(
        "other_outcome_small_is_not_held",
        lambda: OtherOutcomeFactory(numerator=20, numerator_is_small=True),
        lambda: OtherOutcomeFactory(numerator=None, numerator_is_small=True),
    ),
    Rule(
        "other_outcome_period_in_order",
        lambda: OtherOutcomeFactory(**BACKWARDS),
        lambda: OtherOutcomeFactory(**OPEN_END),
    ),
]


def _money(noun: str, make) -> list[Rule]:
    agree = f"{noun}_basis_and_amounts_agree"
    return [
        Rule(agree, lambda: make(basis="none", amount=500), lambda: make(basis="none", amount=None)),
        Rule(agree, lambda: make(basis="exact", amount=500, amount_max=600), lambda: make(basis="about", amount=500)),
        Rule(
            agree,
            lambda: make(basis="range", amount=600, amount_max=500),
            lambda: make(basis="range", amount=500, amount_max=600),
        ),
        # how well an amount is known cannot be said of no amount: until there is one, it is "not stated"
        Rule(agree, lambda: make(basis="exact", amount=None), lambda: make(basis="none", amount=None)),
        Rule(agree, lambda: make(basis="range", amount=500), lambda: make(basis="exact", amount=500)),
        Rule(f"{noun}_not_negative", lambda: make(basis="exact", amount=-1), lambda: make(basis="exact", amount=0)),
        Rule(f"{noun}_period_in_order", lambda: make(**BACKWARDS), lambda: make(**OPEN_END)),
    ]


MONEY = [
    *_money("stated_income", StatedIncomeFactory),
    *_money("funding", FundingFactory),
    Rule(
        "funding_years_at_least_one",
        lambda: FundingFactory(basis="exact", amount=36_000, years=0),
        lambda: FundingFactory(basis="exact", amount=36_000, years=None),
    ),
]


def _agreed() -> CaseStudy:
    return CaseStudyFactory(agreed_by=UserFactory())


STORIES = [
    Rule(
        "case_study_slug_is_free",
        lambda: CaseStudyFactory(slug="organisations"),
        lambda: CaseStudyFactory(slug="organisations-2"),
    ),
    Rule(
        "contribution_once_a_person",
        lambda: [ContributionFactory(case_study=story, by=story.agreed_by) for story in [_agreed()] for _ in range(2)],
        lambda: [ContributionFactory(case_study=story) for story in [_agreed()] for _ in range(2)],
    ),
    Rule(
        "case_study_status_is_known",
        lambda: CaseStudyFactory(status="lost"),
        lambda: CaseStudyFactory(status="draft", headline="", number=None),
    ),
    Rule(
        "edition_number_once",
        lambda: [
            EditionFactory(case_study=story, current=current) for story in [CaseStudyFactory()] for current in (0, 1)
        ],
        lambda: twice(EditionFactory, number=1),
    ),
    Rule(
        "edition_one_current",
        lambda: [
            EditionFactory(case_study=story, number=number) for story in [CaseStudyFactory()] for number in (1, 2)
        ],
        lambda: [
            EditionFactory(case_study=story, number=number, current=False)
            for story in [CaseStudyFactory()]
            for number in (1, 2)
        ],
    ),
    Rule("edition_number_from_one", lambda: EditionFactory(number=0), lambda: EditionFactory(number=1, document=None)),
    Rule(
        "retirement_checked_by_two_people",
        lambda: [RetirementFactory(by=person, second_checker=person) for person in [UserFactory()]],
        lambda: RetirementFactory(replaced_by=None),
    ),
]

SEARCH = [
    Rule(
        "search_facet_once",
        lambda: [SearchFacetFactory(entry=entry) for entry in [SearchEntryFactory()] for _ in range(2)],
        lambda: [SearchFacetFactory(entry=entry, value=v) for entry in [SearchEntryFactory()] for v in ("a", "b")],
    ),
]

EVIDENCE = [
    Rule(
        "mention_once",
        lambda: twice(MentionFactory, slug="a"),
        lambda: twice(MentionFactory),
    ),
    Rule(
        "evidence_row_once",
        lambda: twice(EvidenceRowFactory, slug="a"),
        lambda: twice(EvidenceRowFactory),
    ),
]

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MAIL = [
    Rule(
        "mail_sent_or_given_up",
        lambda: OutgoingMailFactory(body="", sent_at=NOON, failed_at=NOON),
        lambda: OutgoingMailFactory(body="", failed_at=NOON),
    ),
    Rule(
        "mail_body_only_while_waiting",
        lambda: OutgoingMailFactory(body="A link.", sent_at=NOON),
        lambda: OutgoingMailFactory(body="A link."),
    ),
]

REVIEW = [
    Rule(
        "case_study_in_review_by_somebody",
        lambda: CaseStudyFactory(status="in_review"),
        lambda: CaseStudyFactory(status="approved"),
    ),
    Rule(
        "case_study_scheduled_by_somebody_once_approved",
        lambda: CaseStudyFactory(status="draft", publish_at=NOON, scheduled_by=UserFactory()),
        lambda: CaseStudyFactory(status="approved", publish_at=NOON, scheduled_by=UserFactory()),
    ),
    Rule(
        "checklist_point_is_known",
        lambda: ChecklistPointFactory(point="headline"),
        lambda: ChecklistPointFactory(point="consent"),
    ),
    Rule(
        "checklist_point_once_a_sending",
        lambda: [ChecklistPointFactory(submission=sent, point="story") for sent in [SubmissionFactory()] for _ in "12"],
        lambda: [ChecklistPointFactory(point="story") for _ in "12"],
    ),
    Rule(
        "comment_section_is_known",
        lambda: CommentFactory(section="headline"),
        lambda: CommentFactory(section="sources"),
    ),
    Rule(
        "comment_settled_by_somebody",
        lambda: CommentFactory(settled_at=NOON),
        lambda: CommentFactory(settled_at=NOON, settled_by=UserFactory()),
    ),
]

CORRECTIONS = [
    Rule(
        "cohort_record_once_an_edition",
        lambda: twice(CohortRecordFactory, edition=EditionFactory(), cohort="parents-2024"),
        lambda: twice(CohortRecordFactory, cohort="parents-2024"),
    ),
    Rule(
        "erasure_of_a_document_by_two_people",
        lambda: ErasureFactory(kind="document", edition=EditionFactory()),
        lambda: ErasureFactory(kind="document", edition=EditionFactory(), second_person=UserFactory()),
    ),
    Rule(
        "merge_undone_by_somebody",
        lambda: MergeFactory(undone_at=NOON),
        lambda: MergeFactory(undone_at=NOON, undone_by=UserFactory()),
    ),
]

RULES = [*PEOPLE, *REFERENCE, *PROJECTS, *RESULTS, *MONEY, *STORIES, *SEARCH, *EVIDENCE, *MAIL, *REVIEW, *CORRECTIONS]
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
        *("scoreimport.cohort", "scoreimport.by"),
        *("referralupload.project", "referralupload.by", "referralupload.state_by", "referralupload.file_name"),
        *("referralupload.sha256", "referralupload.row_count"),
        *("score.upload", "score.cohort", "score.client_reference"),
        *("otheroutcome.key", "otheroutcome.project", "otheroutcome.kind", "otheroutcome.label"),
        *("statedincome.key", "statedincome.project", "statedincome.label", "statedincome.basis"),
        *("funding.key", "funding.project", "funding.basis"),
    }
