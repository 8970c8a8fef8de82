"""The pages of the admin that correct: they say what would be done, do it once confirmed, and repeat no reference."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from casestudies import corrections, workflow
from casestudies.corrections import recomposing
from casestudies.models import CaseStudy, Edition, Erasure, ErasureRequest, Merge, OutgoingMail, SearchFacet, User
from outcomes.models import Cohort, Score, Theme
from tests import factories as make
from tests import lives
from tests.db.corrections.conftest import REFERENCE
from tests.db.corrections.test_recomposing import run_the_queue
from tests.people import signed_in

ERASE = "admin:casestudies_erasure_erase"
WHY = "Asked for by the client."


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def desk(officer: User) -> Client:
    return signed_in(officer)


def asked(study: CaseStudy, **more: object) -> dict[str, object]:
    return {"reference": REFERENCE, "project": "Open Door", "cohort": "", "reason": WHY, **more}


def test_erasing_is_looked_at_first_and_then_confirmed(study: CaseStudy, desk: Client, officer: User) -> None:
    page = reverse(ERASE)
    assert "See how much is held" in said(desk.get(page))
    looked = desk.post(page, asked(study, look="1"))
    assert "<li>Scores: 1</li>" in said(looked)
    assert "<li>File names: 0</li>" in said(looked)
    assert "no-store" in looked["Cache-Control"]
    assert not Erasure.objects.exists()
    done = desk.post(page, asked(study, confirmed="1"))
    assert done["Location"] == reverse("admin:casestudies_erasure_changelist")
    assert [str(message) for message in get_messages(done.wsgi_request)] == [
        "Erased. What was done is in the list, without the reference."
    ]
    assert Erasure.objects.get().by == officer
    kept = [
        *LogEntry.objects.values_list("object_repr", "change_message"),
        *OutgoingMail.objects.values_list("subject", "body"),
        *DBTaskResult.objects.values_list("args_kwargs"),
        *(session.get_decoded() for session in Session.objects.all()),
    ]
    assert REFERENCE not in str(kept)
    for address in ("erasure_changelist", "decision_changelist"):
        assert REFERENCE not in said(desk.get(reverse(f"admin:casestudies_{address}")))
    assert REFERENCE not in said(desk.get(reverse("admin:casestudies_erasure_change", args=[Erasure.objects.get().pk])))


def test_what_is_not_held_or_not_complete_is_said(study: CaseStudy, desk: Client) -> None:
    page = reverse(ERASE)
    assert "Nothing is held there" in said(desk.post(page, asked(study, reference="B-1", look="1")))
    assert "Nothing is held there" in said(desk.post(page, asked(study, reference="B-1", confirmed="1")))
    for button in ("look", "confirmed"):
        refused = said(desk.post(page, asked(study, reason=f"{REFERENCE.lower()} asked.", **{button: "1"})))
        assert "names the reference" in refused
        assert "Do it, for the reason given" not in refused
    elsewhere = make.CohortFactory()
    assert "another project" in said(desk.post(page, asked(study, cohort=elsewhere.key, look="1")))
    assert "This field is required" in said(desk.post(page, {"look": "1"}))
    assert "There is none with this key or name" in said(desk.post(page, asked(study, project="Open", look="1")))
    make.ProjectFactory(name=study.project.name)
    assert "Several are called so" in said(desk.post(page, asked(study, look="1")))
    own = Cohort.objects.get(strand__project=study.project)
    by_key = asked(study, project=study.project.key, cohort=own.key, look="1")
    assert "<li>Scores: 1</li>" in said(desk.post(page, by_key))
    assert Score.objects.count() == 80


def test_a_document_is_asked_for_by_one_and_erased_by_another(
    study: CaseStudy, desk: Client, second_officer: User
) -> None:
    edition = study.editions.get()
    ask = reverse("admin:casestudies_erasurerequest_ask", args=[edition.pk])
    assert ask in said(desk.get(reverse("admin:casestudies_edition_change", args=[edition.pk])))
    assert "Erase the document of open-door, edition 1" in said(desk.get(ask))
    assert desk.post(ask, {"reason": WHY}).status_code == 302
    assert "asked for this already" in said(desk.post(ask, {"reason": WHY}))
    request = ErasureRequest.objects.get()
    decide = reverse("admin:casestudies_erasurerequest_decide", args=[request.pk])
    assert decide in said(desk.get(reverse("admin:casestudies_erasurerequest_change", args=[request.pk])))
    assert "You have asked for it yourself" in said(desk.post(decide, {"erase": "1"}))
    other = signed_in(second_officer)
    assert WHY in said(other.get(decide))
    assert other.post(decide, {"erase": "1"}).status_code == 302
    edition.refresh_from_db()
    assert edition.document is None
    assert "Ask for its document" not in said(desk.get(reverse("admin:casestudies_edition_change", args=[edition.pk])))


def test_a_document_may_be_let_stand(study: CaseStudy, desk: Client, officer: User) -> None:
    request = corrections.ask_to_erase(study.editions.get(), by=officer, reason=WHY)
    decide = reverse("admin:casestudies_erasurerequest_decide", args=[request.pk])
    assert desk.post(decide, {"take_back": "1"}).status_code == 302
    assert study.editions.get().document
    assert not ErasureRequest.objects.exists()


@pytest.mark.parametrize("decided", [corrections.erase_document, corrections.take_back])
def test_who_decides_second_is_told_that_it_has_been_decided(
    study: CaseStudy, desk: Client, officer: User, second_officer: User, decided: Any
) -> None:
    request = corrections.ask_to_erase(study.editions.get(), by=officer, reason=WHY)
    decide = reverse("admin:casestudies_erasurerequest_decide", args=[request.pk])
    decided(request, by=second_officer)
    for answer in (desk.get(decide, follow=True), desk.post(decide, {"erase": "1"}, follow=True)):
        assert answer.redirect_chain == [("/admin/casestudies/erasure/", 302)]
        assert "Nothing waits there any more: somebody has erased the document" in said(answer)


def test_merging_is_looked_at_first_confirmed_and_taken_back(curator: User) -> None:
    client, page = signed_in(curator), reverse("admin:casestudies_merge_start", args=["theme"])
    gone, kept = make.ThemeFactory(name="Early year"), make.ThemeFactory(name="Early years")
    make.CaseStudyFactory(theme=gone)
    typed = {"gone": "early YEAR", "kept": kept.key, "reason": "Twice."}
    assert "See what would move" in said(client.get(page))
    assert "<li>Case studies: 1</li>" in said(client.post(page, typed | {"look": "1"}))
    assert Theme.objects.filter(pk=gone.pk).exists()
    assert "two different ones" in said(client.post(page, typed | {"kept": gone.key, "confirmed": "1"}))
    assert client.post(page, typed | {"confirmed": "1"})["Location"] == reverse("admin:casestudies_merge_changelist")
    merge = Merge.objects.get()
    undo = reverse("admin:casestudies_merge_undo", args=[merge.pk])
    assert undo in said(client.get(reverse("admin:casestudies_merge_change", args=[merge.pk])))
    assert "See what would go back" in said(client.get(undo))
    assert "This field is required." in said(client.post(undo, {"reason": " ", "confirmed": "1"}))
    assert "Rows that named it: 1" in said(client.post(undo, {"reason": "They are two.", "look": "1"}))
    assert not Theme.objects.filter(pk=gone.pk).exists()
    assert client.post(undo, {"reason": "They are two.", "confirmed": "1"}).status_code == 302
    assert Theme.objects.filter(pk=gone.pk).exists()
    assert Merge.objects.get().undone_reason == "They are two."
    for answer in (client.get(undo), client.post(undo, {"reason": "They are two.", "confirmed": "1"})):
        assert "It has been taken back already." in said(answer)
        assert "See what would go back" not in said(answer)
    assert undo not in said(client.get(reverse("admin:casestudies_merge_change", args=[merge.pk])))


@pytest.fixture
def twins() -> dict[str, Theme]:
    """Three published under the one that goes: untouched, touched since, opened again; one under the other."""
    found = {name: make.ThemeFactory(key=name, name=f"Early {name}") for name in ("year", "years")}
    for slug, theme in (("untouched", "year"), ("touched", "year"), ("opened", "year"), ("elsewhere", "years")):
        lives.publish(make.CaseStudyFactory(slug=slug, project__name=f"Project {slug}", theme=found[theme]))
    CaseStudy.objects.filter(slug="touched").update(headline="Families get on much better")
    opened = CaseStudy.objects.get(slug="opened")
    workflow.reopen(opened, by=lives.editor_of(opened))
    return found


def test_before_a_merge_one_sees_what_readers_would_see_and_nothing_is_done(
    twins: dict[str, Theme], curator: User, django_capture_on_commit_callbacks: Any
) -> None:
    client, page = signed_in(curator), reverse("admin:casestudies_merge_start", args=["theme"])
    typed = {"gone": "year", "kept": "years", "reason": "Twice."}
    before = everything()
    with django_capture_on_commit_callbacks(execute=True):
        looked = client.post(page, typed | {"look": "1"})
    assert everything() == before
    assert "Nothing has been done yet. Readers would see this change in 3 published case studies" in said(looked)
    assert {one.case_study.slug: bool(one.fingerprint) for one in looked.context["changed"]} == {
        "untouched": True,
        "touched": False,
        "opened": False,
    }
    (sentence,) = [one.sentences for one in looked.context["changed"] if one.case_study.slug == "untouched"]
    assert sentence == ("Facts about the project were updated.",)
    assert "Facts about the project were updated." in said(looked)
    (told,) = [one.sections for one in looked.context["changed"] if one.case_study.slug == "untouched"]
    words = [(entry.what, entry.before, entry.after) for part in told for entry in part.entries]
    assert ("theme", ("Early year",), ("Early years",)) in [(what.lower(), old, new) for what, old, new in words]
    assert "<del>Early year</del>" in looked.content.decode()
    assert said(looked).count("a new edition at once") == 1
    assert said(looked).count("waits for a reviewer") == 2
    assert "Project elsewhere" not in said(looked)
    agreed = typed | {"confirmed": "1", "agreed": looked.context["agreed"]}
    assert f'name="agreed" value="{agreed["agreed"]}"' in said(looked)
    CaseStudy.objects.filter(slug="untouched").update(headline="Families get on a little better")
    unlooked = "What readers would see is not what you have been shown."
    assert unlooked in said(client.post(page, agreed))
    assert unlooked in said(client.post(page, typed | {"confirmed": "1"}))
    CaseStudy.objects.filter(slug="untouched").update(headline="Families get on better")
    assert everything() == before
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, agreed)
    assert run_the_queue() == [1]
    assert set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True)) == {"touched", "opened"}
    assert CaseStudy.objects.get(slug="untouched").editions.count() == 2

    undo, typed = reverse("admin:casestudies_merge_undo", args=[Merge.objects.get().pk]), {"reason": "They are two."}
    before = everything()
    looked = client.post(undo, typed | {"look": "1"})
    assert everything() == before
    assert [one.case_study.slug for one in looked.context["changed"]] == ["touched", "untouched"]
    assert said(looked).count("a new edition at once") == 1
    assert unlooked in said(client.post(undo, typed | {"confirmed": "1"}))
    assert everything() == before
    agreed = typed | {"confirmed": "1", "agreed": looked.context["agreed"]}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(undo, agreed).status_code == 302
    assert run_the_queue() == [1]
    assert Theme.objects.filter(key="year").exists()


def everything() -> list[object]:
    """All that a merge writes."""
    return [
        *CaseStudy.objects.order_by("pk").values("slug", "theme", "stale", "changed_at"),
        *Theme.objects.order_by("pk").values(),
        *Theme.history.values_list("pk"),
        *Edition.objects.order_by("pk").values_list("slug", "number", "current"),
        *SearchFacet.objects.order_by("pk").values(),
        *(model.objects.count() for model in (Merge, DBTaskResult, OutgoingMail, LogEntry)),
    ]


def test_looking_composes_no_more_case_studies_than_somebody_waits_for(
    twins: dict[str, Theme], curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomposing, "MOST", 1)
    composed: list[str] = []
    compose = workflow.composed
    monkeypatch.setattr(workflow, "composed", lambda case, **more: composed.append(case.slug) or compose(case, **more))
    _, changed = corrections.preview(*twins.values(), by=curator)
    assert composed == ["touched", "opened"], "one before, one after"
    assert [(one.case_study.slug, one.sentences) for one in changed][1:] == [
        ("touched", ("Not looked at: there are too many.",)),
        ("untouched", ("Not looked at: there are too many.",)),
    ]


def test_what_is_moved_costs_looking_as_much_as_moving_it(
    twins: dict[str, Theme], curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that moves is saved with its history, and taken back; no case study beyond those costs anything more."""
    monkeypatch.setattr(recomposing, "MOST", 0)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            corrections.preview(*twins.values(), by=curator)
        return len(queries)

    cost()
    three = cost()
    for slug in ("fourth", "fifth"):
        lives.publish(make.CaseStudyFactory(slug=slug, theme=twins["year"]))
    assert cost() - three == 2 * 5


def test_who_may_not_merge_is_told_so_when_looking(twins: dict[str, Theme]) -> None:
    with pytest.raises(corrections.Refused, match="Only a curator or an admin merges"):
        corrections.preview(*twins.values(), by=make.ReviewerFactory())


def test_a_merge_that_moves_nothing_says_so_and_an_unknown_kind_is_no_page(curator: User) -> None:
    client = signed_in(curator)
    gone, kept = make.ThemeFactory(), make.ThemeFactory()
    page = reverse("admin:casestudies_merge_start", args=["theme"])
    looked = client.post(page, {"gone": gone.key, "kept": kept.key, "reason": "Twice.", "look": "1"})
    assert "<li>Rows that name it: 0</li>" in said(looked)
    assert client.get(reverse("admin:casestudies_merge_start", args=["measure"])).status_code == 404


def test_the_former_name_is_found_in_the_admins_lists(curator: User) -> None:
    client = signed_in(curator)
    for make_one, kind in ((make.OrganisationFactory, "organisation"), (make.PlaceFactory, "place")):
        gone, kept = make_one(name=f"Old {kind}"), make_one(name=f"New {kind}")
        corrections.merge(gone, kept, by=curator, reason="Twice.")
        found = client.get(reverse(f"admin:outcomes_{kind}_changelist"), {"q": f"old {kind}"}).context["cl"]
        assert [row.name for row in found.result_list] == [f"New {kind}"]


def test_the_file_for_whoever_checks_is_an_admins(admin_person: User, desk: Client, study: CaseStudy) -> None:
    page, offered = reverse("admin:casestudies_decision_audit"), "as CSV"
    assert offered not in said(desk.get(reverse("admin:casestudies_decision_changelist")))
    assert desk.get(page).status_code == 403
    client = signed_in(admin_person)
    assert offered in said(client.get(reverse("admin:casestudies_decision_changelist")))
    answer = client.get(page)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert said(answer).count("\r\n") == 1 + 4


@pytest.mark.parametrize(
    "path", ["", "login/", "logout/", "jsi18n/", "outcomes/", "outcomes/score/", "outcomes/theme/add/", "no/such/page/"]
)
def test_for_an_editor_there_is_no_admin(path: str) -> None:
    editor = signed_in(make.MembershipFactory().user)
    answer, never = editor.get(f"/admin/{path}"), editor.get("/desk/never/was/")
    assert (answer.status_code, answer.content) == (404, never.content)


def test_nobody_deletes_a_person(admin_person: User) -> None:
    person = make.UserFactory()
    page = reverse("admin:casestudies_user_delete", args=[person.pk])
    assert signed_in(admin_person).post(page, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()
