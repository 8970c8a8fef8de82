"""Facts of one project put right in the admin: what readers have is marked where it no longer says the same."""

from typing import Any

import pytest
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies import access, workflow
from casestudies.corrections import recomposing
from casestudies.corrections.facts import WAYS
from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Funding, OtherOutcome, Project, ProjectPlace, PublishedResult, Score, Strand
from tests import factories as make
from tests import lives
from tests.db.admin.filling_in import problems, send
from tests.db.corrections.conftest import InGroup
from tests.people import signed_in

WHY = "The council's report says otherwise."


@pytest.fixture
def room(curator: User) -> Client:
    return signed_in(curator)


@pytest.fixture
def facts() -> dict[type[Any], Any]:
    """One of each kind, all of one project that readers have an edition of."""
    study = make.CaseStudyFactory(slug="harbour", project__key="harbour", project__name="Harbour")
    result = make.PublishedResultFactory(cohort__strand__project=study.project)
    income = make.StatedIncomeFactory(project=study.project)
    rows = [
        *(study.project, result.cohort.strand, result.cohort, result, income),
        make.FundingFactory(project=study.project, key="grant", label="a grant"),
        make.OtherOutcomeFactory(project=study.project, denominator=120, percent=71),
    ]
    lives.publish(study)
    return {type(row): row for row in rows}


def at(row: Any, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def is_stale() -> bool:
    return CaseStudy.objects.get(slug="harbour").stale


CHANGES = [
    (Project, {"purpose": "To help parents."}),
    (Strand, {"name": "Evenings"}),
    (Cohort, {"started": "300"}),
    (OtherOutcome, {"label": "reached a goal"}),
    (Funding, {"amount": "37000"}),
]
KINDS = [model for model, _ in CHANGES]


@pytest.mark.parametrize(("model", "typed"), CHANGES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_changed_fact_marks_the_edition_and_the_same_fact_again_takes_the_mark_away(
    facts: dict[type[Any], Any], room: Client, model: type[Any], typed: dict[str, str]
) -> None:
    (name,) = typed
    before = str(getattr(facts[model], name))
    assert problems(send(room, at(facts[model]), {})) == []
    assert not is_stale(), "nothing was changed"
    assert problems(send(room, at(facts[model]), typed)) == []
    assert is_stale()
    assert CaseStudy.objects.get().editions.count() == 1, "nothing is published by it"
    assert problems(send(room, at(facts[model]), {name: before})) == []
    assert not is_stale()


def test_what_no_reader_sees_marks_nothing(facts: dict[type[Any], Any], room: Client) -> None:
    """The order of strands, where there is only one."""
    assert problems(send(room, at(facts[Strand]), {"position": "7"})) == []
    assert not is_stale()


def test_a_row_of_the_page_counts_like_the_page(facts: dict[type[Any], Any], room: Client) -> None:
    place = make.PlaceFactory()
    assert problems(send(room, at(facts[Project]), {}, project_places=[{"place": place.pk, "role": "office"}])) == []
    assert is_stale()
    assert ProjectPlace.objects.count() == 2


def test_a_fact_that_is_added_marks_the_edition(facts: dict[type[Any], Any], room: Client) -> None:
    typed = {
        "project": facts[Project].pk,
        "key": "second",
        "label": "a gift",
        "kind": "grant",
        "basis": "exact",
        "amount": "500",
    }
    assert problems(send(room, reverse("admin:outcomes_funding_add"), typed)) == []
    assert is_stale()


def test_a_fact_that_is_moved_marks_the_edition_it_was_taken_from(facts: dict[type[Any], Any], room: Client) -> None:
    other = make.CaseStudyFactory(slug="other")
    lives.publish(other)
    assert problems(send(room, at(facts[Funding]), {"project": other.project_id})) == []
    assert set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True)) == {"harbour", "other"}


def test_an_earlier_state_is_read_and_not_brought_back(facts: dict[type[Any], Any], room: Client) -> None:
    """On the page of its history nothing would be asked about or marked."""
    strand = facts[Strand]
    history = reverse("admin:outcomes_strand_simple_history", args=[strand.pk, strand.history.latest().history_id])
    shown = room.get(history).content.decode()
    assert strand.name in shown
    assert 'value="Revert"' not in shown
    typed = {"project": strand.project_id, "key": strand.key, "name": "Mornings", "unit": "families", "position": "0"}
    assert room.post(history, typed | {"why": WHY}).status_code == 403
    assert Strand.objects.get().name == strand.name
    assert not is_stale()


def test_only_what_readers_have_is_marked(room: Client) -> None:
    draft, gone = make.CaseStudyFactory(), make.CaseStudyFactory()
    lives.publish(gone)
    workflow.withdraw(gone, by=make.ReviewerFactory(), reason="It has closed.")
    for study in (draft, gone):
        assert problems(send(room, at(study.project), {"purpose": "Another."})) == []
    assert not CaseStudy.objects.filter(stale=True).exists()


def test_what_is_refused_marks_nothing(facts: dict[type[Any], Any], room: Client) -> None:
    assert problems(send(room, at(facts[Funding]), {"amount": "-1"})) != []
    assert problems(send(room, at(facts[Strand]), {"name": ""})) != []
    assert not is_stale()


def test_beyond_what_is_composed_while_somebody_waits_it_is_marked_unseen(
    facts: dict[type[Any], Any], room: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomposing, "MOST", 0)
    assert problems(send(room, at(facts[Strand]), {})) == []
    assert is_stale()


def test_a_file_marks_the_editions_of_what_it_changes_and_no_other(facts: dict[type[Any], Any], room: Client) -> None:
    for slug in ("second", "third"):
        study = make.CaseStudyFactory(slug=slug)
        make.FundingFactory(project=study.project, key=slug, label="a grant")
        lives.publish(study)
    page = reverse("admin:outcomes_funding_import")
    text = "key,amount\ngrant,36000\nsecond,40000\nthird,36000.00\n"
    looked = room.post(page, {"file": SimpleUploadedFile("list.csv", text.encode())})
    assert looked.context["outcome"].wrong == []
    assert not CaseStudy.objects.filter(stale=True).exists(), "looking marks nothing"
    assert room.post(page, looked.context["sure"].initial).status_code == 302
    assert set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True)) == {"second"}


def test_looking_again_costs_the_same_however_many_facts_there_are(facts: dict[type[Any], Any], room: Client) -> None:
    def cost() -> int:
        page = at(facts[Strand])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send(room, page, {"position": "3"})
        return len(queries)

    cost()  # content types are looked up once a process
    one = cost()
    make.FundingFactory.create_batch(3, project=facts[Project])
    make.OtherOutcomeFactory.create_batch(3, project=facts[Project], denominator=120, percent=71)
    assert cost() == one


# ------------------------------------------------------------------------------------------------------------ and why


def test_whoever_changes_a_fact_may_say_why(facts: dict[type[Any], Any], room: Client, curator: User) -> None:
    assert problems(send(room, at(facts[Cohort]), {"started": "300", "why": f" {WHY} "})) == []
    newest = facts[Cohort].history.latest()
    assert (newest.history_change_reason, newest.history_user) == (WHY, curator)
    assert problems(send(room, at(facts[Cohort]), {"started": "301"})) == []
    assert facts[Cohort].history.latest().history_change_reason is None
    assert problems(send(room, at(facts[Cohort]), {"why": "x" * 101})) == [
        "why: Ensure this value has at most 100 characters (it has 101)."
    ]


def test_what_cannot_be_deleted_here_says_where_it_goes(facts: dict[type[Any], Any], room: Client) -> None:
    make.ScoreUploadFactory(cohort=facts[Cohort])
    for row in (facts[Cohort], CaseStudy.objects.get().theme, facts[Cohort].measure):
        said = room.get(at(row, "delete")).content.decode()
        assert "Scores and referrals are taken back at the desk" in said
        assert reverse("admin:casestudies_merge_changelist") in said
    assert room.post(at(facts[Cohort], "delete"), {"post": "yes", "why": WHY}).status_code == 403
    assert Cohort.objects.exists()


def test_a_row_of_the_page_that_is_deleted_wants_a_reason(facts: dict[type[Any], Any], room: Client) -> None:
    ticked = {"published_result-0-DELETE": "on"}
    assert problems(send(room, at(facts[Cohort]), ticked)) == [
        "why: Readers have an edition of this case study. Say why this is deleted: it is kept in the history."
    ]
    assert PublishedResult.objects.exists()
    assert problems(send(room, at(facts[Cohort]), ticked | {"why": WHY})) == []
    assert not PublishedResult.objects.exists()
    gone = PublishedResult.history.latest()
    assert (gone.history_type, gone.history_change_reason) == ("-", WHY)
    assert is_stale()


def test_a_strand_with_all_that_hangs_on_it_is_not_deleted_by_a_tick(facts: dict[type[Any], Any], room: Client) -> None:
    assert problems(send(room, at(facts[Project]), {"strands-0-DELETE": "on", "why": WHY})) == []
    assert Strand.objects.exists()
    assert Cohort.objects.exists()


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("model", [model for model in KINDS if model is not Project])
def test_deleting_what_readers_see_wants_a_reason_and_keeps_it_with_who(
    facts: dict[type[Any], Any], room: Client, curator: User, model: type[Any]
) -> None:
    row = facts[model]
    page = at(row, "delete")
    assert 'name="why"' in said(room.get(page))
    for bad in ({}, {"why": "  "}, {"why": "x" * 101}):
        refused = room.post(page, {"post": "yes"} | bad)
        assert "Nothing has been deleted" in said(refused)
        assert model.objects.filter(pk=row.pk).exists()
    assert not is_stale()
    assert room.post(page, {"post": "yes", "why": WHY}).status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()
    gone = model.history.filter(key=row.key).latest()
    assert (gone.history_type, gone.history_user, gone.history_change_reason) == ("-", curator, WHY)
    assert is_stale()


def test_what_goes_along_with_it_says_why_as_well(facts: dict[type[Any], Any], room: Client) -> None:
    room.post(at(facts[Strand], "delete"), {"post": "yes", "why": WHY})
    for model in (Cohort, PublishedResult):
        assert model.history.latest().history_change_reason == WHY
    assert not Score.objects.exists()


def test_what_goes_is_told_by_its_name(room: Client) -> None:
    grant = make.FundingFactory(project=make.CaseStudyFactory().project, label="A grant of 2019")
    grant.funders.add(make.OrganisationFactory())
    told = said(room.get(at(grant, "delete")))
    assert "A grant of 2019" in told
    assert "object (" not in told
    assert "relationship" not in told


def test_what_no_reader_sees_is_deleted_without_a_word(room: Client) -> None:
    funding = make.FundingFactory(project=make.CaseStudyFactory().project)
    page = at(funding, "delete")
    assert 'name="why"' not in said(room.get(page))
    assert room.post(page, {"post": "yes"}).status_code == 302
    assert not Funding.objects.exists()


def test_others_delete_nothing_with_or_without_a_reason(facts: dict[type[Any], Any], in_group: InGroup) -> None:
    reviewer = in_group(access.REVIEWER)
    for sent in ({"post": "yes"}, {"post": "yes", "why": WHY}):
        assert signed_in(reviewer).post(at(facts[Funding], "delete"), sent).status_code == 403
    assert Funding.objects.exists()


@pytest.mark.parametrize("model", WAYS)
def test_they_are_never_deleted_in_bulk(facts: dict[type[Any], Any], room: Client, model: type[Any]) -> None:
    row = facts[model]
    changelist = reverse(f"admin:outcomes_{model._meta.model_name}_changelist")
    room.post(changelist, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes", "why": WHY})
    assert model.objects.filter(pk=row.pk).exists()
    assert site._registry[model].delete_confirmation_template == "admin/facts/delete.html"
