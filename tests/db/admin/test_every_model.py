"""Every noun has a list and a form in the admin, and a list costs the same however long it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin import site
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from casestudies import models as stories
from outcomes import models as facts
from outcomes.admin.people import WithoutHistory
from tests.db.facts.contradictions import our_models
from tests.factories import (
    CaseStudyFactory,
    CohortFactory,
    DecisionFactory,
    EditionFactory,
    ErasureFactory,
    ErasureRequestFactory,
    FundingFactory,
    InvitationFactory,
    JoinRequestFactory,
    MeasureFactory,
    MergeFactory,
    OrganisationFactory,
    OtherOutcomeFactory,
    OutgoingMailFactory,
    PlaceFactory,
    ProjectFactory,
    ReferralFactory,
    ReferralSourceFactory,
    ReferralUploadFactory,
    RetirementFactory,
    ScoreImportFactory,
    ScoreUploadFactory,
    SourceFactory,
    StatedIncomeFactory,
    StrandFactory,
    ThemeFactory,
    TombstoneFactory,
    UserFactory,
)

# model → a row of it, and the queries its list makes (session, user and second factor among them)
LISTS: dict[type[Model], tuple[Callable[..., Any], int]] = {
    stories.CaseStudy: (CaseStudyFactory, 9),
    stories.User: (UserFactory, 9),
    stories.Edition: (EditionFactory, 8),
    stories.Retirement: (RetirementFactory, 8),
    stories.Tombstone: (TombstoneFactory, 8),
    stories.Decision: (DecisionFactory, 8),
    stories.Erasure: (ErasureFactory, 8),
    stories.ErasureRequest: (ErasureRequestFactory, 6),
    stories.Merge: (MergeFactory, 8),
    stories.JoinRequest: (JoinRequestFactory, 8),
    stories.Invitation: (InvitationFactory, 8),
    stories.OutgoingMail: (OutgoingMailFactory, 8),
    facts.Source: (SourceFactory, 8),
    facts.Organisation: (OrganisationFactory, 6),
    facts.Place: (PlaceFactory, 6),
    facts.Theme: (ThemeFactory, 6),
    facts.ReferralSource: (ReferralSourceFactory, 6),
    facts.Measure: (MeasureFactory, 6),
    facts.Project: (lambda: ProjectFactory(provider=OrganisationFactory()), 7),
    facts.Strand: (StrandFactory, 6),
    facts.Cohort: (CohortFactory, 9),
    facts.OtherOutcome: (OtherOutcomeFactory, 6),
    facts.StatedIncome: (StatedIncomeFactory, 8),
    facts.Funding: (FundingFactory, 9),
    facts.Referral: (ReferralFactory, 6),
    facts.ReferralUpload: (ReferralUploadFactory, 8),
    facts.ScoreUpload: (ScoreUploadFactory, 8),
    facts.ScoreImport: (ScoreImportFactory, 8),
}
MADE_BY_THE_PORTAL = {
    *(stories.Edition, stories.Retirement, stories.Tombstone, stories.Decision),
    *(stories.Erasure, stories.ErasureRequest, stories.Merge),
    *(stories.JoinRequest, stories.Invitation, stories.OutgoingMail),
    *(facts.Referral, facts.ReferralUpload, facts.ScoreUpload, facts.ScoreImport),
}
ON_THE_FORM_OF = {
    stories.Quote: stories.CaseStudy,
    stories.Picture: stories.CaseStudy,
    stories.Membership: stories.User,
    facts.Band: facts.Measure,
    facts.ProjectPlace: facts.Project,
    facts.Strand: facts.Project,
    facts.ReferralRoute: facts.Project,
    facts.PublishedResult: facts.Cohort,
}
NO_PAGE = {
    stories.Comment: "reviewers make and read them on their own pages",
    stories.ChecklistPoint: "reviewers tick and read them on their own pages",
    stories.CohortRecord: "what an edition's figures can be proved by, unprotected: nobody needs to see one",
    stories.Submission: "what was sent is compared on the reviewers' pages",
    stories.EvidenceRow: "a line of the readers' index, made of the editions, which have a page",
    stories.Mention: "a line of the readers' index, made of the editions, which have a page",
    facts.Score: "pseudonymous scores of single clients: nobody needs to see one",
    stories.TaskDraft: "what editors have not finished is theirs; what is finished stands among the facts",
    stories.ShortlistNote: "what somebody writes to themselves is for nobody else",
    stories.Contribution: "says only who has worked on a case study; whoever may not judge it is told so",
    stories.OneTimeKey: "says of a form only that it was sent",
    stories.SearchEntry: "made from editions, and made anew by a command",
    stories.SearchFacet: "as above",
    stories.SearchWord: "as above",
    facts.Funder: "the organisations' list filters by role; history follows organisations, not their proxies",
}


def _address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_noun_has_a_place_in_the_admin() -> None:
    nouns = {model for model in our_models() if not hasattr(model, "instance_type")} | {facts.Funder}
    assert nouns == LISTS.keys() | ON_THE_FORM_OF.keys() | NO_PAGE.keys()
    assert {model for model in site._registry if model._meta.app_label in {"casestudies", "outcomes"}} == LISTS.keys()
    for part, whole in ON_THE_FORM_OF.items():
        assert part in {inline.model for inline in site._registry[whole].inlines}


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_with_one_row_and_with_three(
    admin: Client, django_assert_num_queries: Any, model: type[Model]
) -> None:
    make, queries = LISTS[model]
    before = model._default_manager.count()
    admin.get(_address(model, "changelist"))  # content types are looked up once a process
    for wanted in (1, 3):
        while model._default_manager.count() < before + wanted:
            make()
        with django_assert_num_queries(queries):
            response = admin.get(_address(model, "changelist"))
        assert response.status_code == 200
        assert response.context["cl"].result_count == before + wanted


# simple-history asks for no relations of a row that has none, in a way that Django will stop taking in 2028
@pytest.mark.filterwarnings("ignore:Calling select_related\\(\\) with no arguments")
@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_row_can_be_looked_at_searched_for_and_followed_back_in_time(admin: Client, model: type[Model]) -> None:
    make, _ = LISTS[model]
    row = make()
    followed = not isinstance(site._registry[model], WithoutHistory)
    shown = admin.get(_address(model, "change", row.pk))
    assert shown.status_code == 200
    assert ("historylink" in shown.content.decode()) == followed
    assert admin.get(_address(model, "history", row.pk)).status_code == (200 if followed else 404)
    response = admin.get(_address(model, "changelist"), {"q": "no such row"})
    assert response.status_code == 200
    if site._registry[model].search_fields:
        assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_row_can_be_added_unless_the_portal_makes_it_itself(admin: Client, model: type[Model]) -> None:
    response = admin.get(_address(model, "add"))
    assert response.status_code == (403 if model in MADE_BY_THE_PORTAL else 200)


def test_no_form_offers_every_row_of_another_list() -> None:
    """At ten thousand projects a plain choice of projects would be ten thousand options."""
    found = set()
    for model, room in site._registry.items():
        if model not in LISTS or model in MADE_BY_THE_PORTAL:
            continue
        for part in (room, *(inline(model, site) for inline in room.inlines)):
            searched = {*part.autocomplete_fields, *part.readonly_fields, *getattr(part, "filter_horizontal", ())}
            to_others = {
                field.name
                for field in part.model._meta.get_fields()
                if (field.many_to_one or field.many_to_many) and not field.auto_created and field.editable
            }
            of_its_page = {
                field.name for field in part.model._meta.fields if field.related_model is model != part.model
            }
            found |= {f"{part.model.__name__}.{name}" for name in to_others - searched - of_its_page}
    assert found == {"Project.places"}  # chosen in rows of their own


def test_a_stranger_to_every_group_sees_nothing(plain_staff: Client) -> None:
    for model in LISTS:
        assert plain_staff.get(_address(model, "changelist")).status_code == 403


def test_times_are_told_by_the_clock_of_24_hours(admin: Client) -> None:
    ScoreUploadFactory()
    facts.ScoreUpload.objects.update(at=datetime(2026, 11, 23, 23, 47, tzinfo=UTC))
    said = admin.get(_address(facts.ScoreUpload, "changelist")).content.decode()
    assert "23 Nov 2026, 23:47" in said
    assert "p.m." not in said


def test_a_decision_is_called_by_the_names_of_the_states(admin: Client) -> None:
    decision = DecisionFactory(from_status="submitted", to_status="in_review")
    said = admin.get(_address(stories.Decision, "change", decision.pk)).content.decode()
    assert "waiting for review → in review" in said
    assert "in_review" not in said
