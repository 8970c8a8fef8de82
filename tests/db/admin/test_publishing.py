"""Who may send, open again and withdraw in the admin, and what they are told when it cannot be."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, Submission, Tombstone, User
from tests import lives
from tests.db.admin.conftest import SignIn
from tests.factories import CaseStudyFactory, ProjectFactory

PAGES = ("preview", "submit", "reopen", "withdraw")


@pytest.fixture
def case_study() -> CaseStudy:
    """Everything readers need, and no more."""
    return CaseStudyFactory(slug="harbour", headline="Help helps")


def _at(case_study: CaseStudy, page: str) -> str:
    return reverse(f"admin:casestudies_casestudy_{page}", args=[case_study.pk])


def _move(client: Client, case_study: CaseStudy, move: str, words: str = "") -> HttpResponse:
    return client.post(_at(case_study, move), {"words": words})


def _withdraw(client: Client, case_study: CaseStudy, reason: str = "The project has closed.") -> HttpResponse:
    return _move(client, case_study, "withdraw", reason)


def _told(response: HttpResponse) -> list[str]:
    """Why the move was not made."""
    assert response.status_code == 200
    return list(response.context["form"].non_field_errors())


def test_an_admin_sends_it_and_somebody_else_publishes_it(
    admin: Client, reviewer: Client, case_study: CaseStudy
) -> None:
    for page in ("change", "preview", "submit"):
        assert admin.get(_at(case_study, page)).status_code == 200
    assert _move(admin, case_study, "submit").status_code == 302
    assert Submission.objects.get().by.email == "admin@example.org"

    for verb in ("claim", "approve"):
        if verb == "approve":
            lives.checked(case_study, by=User.objects.get(email="reviewer@example.org"))
        seen = reviewer.get("/review/harbour/").context["file"].fingerprint
        assert admin.post(f"/review/harbour/{verb}/", {"seen": seen}).status_code == 200, "not by who sent it"
        assert reviewer.post(f"/review/harbour/{verb}/", {"seen": seen}).status_code == 302
    assert reviewer.post("/review/harbour/publish/").status_code == 302
    assert Edition.objects.get().published_by.email == "reviewer@example.org"
    assert Client().get("/case-studies/harbour/").status_code == 200


def test_a_reviewer_changes_no_word_of_it(reviewer: Client, case_study: CaseStudy) -> None:
    lives.submitted(case_study)
    assert reviewer.post(_at(case_study, "change"), {"headline": "Mine"}).status_code == 403
    assert reviewer.get(_at(case_study, "delete")).status_code == 403
    case_study.refresh_from_db()
    assert case_study.headline == "Help helps"


def test_staff_without_a_group_neither_sees_it_nor_moves_it(plain_staff: Client, case_study: CaseStudy) -> None:
    for page in ("change", *PAGES):
        assert plain_staff.get(_at(case_study, page)).status_code == 403
    assert _move(plain_staff, case_study, "submit").status_code == 403
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("group", "may"),
    [("reviewer", ["withdraw"]), ("data protection officer", ["withdraw"]), ("curator", list(PAGES[1:]))],
)
def test_permission_to_see_is_no_permission_to_move(
    sign_in: SignIn, case_study: CaseStudy, group: str, may: list[str]
) -> None:
    client = sign_in(group)
    lives.submitted(case_study)
    assert client.get(_at(case_study, "preview")).status_code == 200
    assert [move for move in PAGES[1:] if client.get(_at(case_study, move)).status_code == 200] == may
    assert [move for move in PAGES[1:] if _move(client, case_study, move).status_code != 403] == may


# simple-history asks for no relations of a row that has none, in a way that Django will stop taking in 2028
@pytest.mark.filterwarnings("ignore:Calling select_related\\(\\) with no arguments")
@pytest.mark.parametrize("group", ["reviewer", "data protection officer"])
def test_what_its_editors_have_not_sent_is_not_looked_at_here_either(
    sign_in: SignIn, case_study: CaseStudy, group: str
) -> None:
    client = sign_in(group)
    listed = reverse("admin:casestudies_casestudy_changelist")
    assert "harbour" not in client.get(listed).content.decode()
    version = case_study.history.get().history_id
    history = reverse("admin:casestudies_casestudy_simple_history", args=[case_study.pk, version])
    for address in (_at(case_study, "change"), _at(case_study, "history"), history):
        answer = client.get(address, follow=True)
        assert "Help helps" not in answer.content.decode()
        assert answer.status_code == 403 or answer.redirect_chain
    lives.submitted(case_study)
    assert "harbour" in client.get(listed).content.decode()
    assert "Help helps" in client.get(_at(case_study, "change")).content.decode()
    assert client.get(_at(case_study, "history")).status_code == 200


def test_what_readers_have_is_taken_down_in_a_hurry_also_while_a_new_draft_is_written(
    sign_in: SignIn, case_study: CaseStudy
) -> None:
    lives.publish(case_study)
    workflow.reopen(case_study, by=lives.editor_of(case_study))
    officer = sign_in("data protection officer")
    assert officer.get(_at(case_study, "preview")).status_code == 404
    assert _withdraw(officer, case_study).status_code == 302
    assert CaseStudy.objects.get().status == "withdrawn"


def test_whoever_is_not_staff_finds_no_admin(sign_in: SignIn, case_study: CaseStudy) -> None:
    outsider = sign_in("curator", is_staff=False)
    assert _move(outsider, case_study, "submit").status_code == 404
    assert not Submission.objects.exists()


def test_a_case_study_that_is_not_there(admin: Client) -> None:
    for page in PAGES:
        assert admin.get(reverse(f"admin:casestudies_casestudy_{page}", args=[404])).status_code == 404


def test_an_unfinished_one_is_shown_as_it_will_look_but_not_sent(admin: Client) -> None:
    said = dict.fromkeys(["headline", "background", "action", "outcome"], "")
    bare = CaseStudyFactory(
        **said, project=ProjectFactory(purpose="", provider=None), theme=None, lead_place=False, number=None
    )
    assert admin.get(_at(bare, "preview")).status_code == 200
    needs = (
        "a headline, the story's background, the story's action, the story's outcome, the project's purpose, "
        "a provider, a lead place, a theme."
    )
    page = admin.get(_at(bare, "submit")).content.decode().replace("&#x27;", "'")
    assert f"Still missing: {needs}" in page
    assert _told(_move(admin, bare, "submit")) == [f"It is not finished: it needs {needs}"]
    assert not Submission.objects.exists()
    assert not Decision.objects.exists()


def test_a_second_edition_takes_the_address_and_the_first_stays_citable(admin: Client, case_study: CaseStudy) -> None:
    lives.publish(case_study)
    assert _move(admin, case_study, "reopen").status_code == 302
    assert "Help helps" in Client().get("/case-studies/harbour/").content.decode(), "readers keep it meanwhile"
    CaseStudy.objects.update(headline="Help helps most")
    lives.publish(CaseStudy.objects.get(), note="The headline was made more exact.")
    editions = Edition.objects.order_by("number").values_list("number", "current", "note")
    assert list(editions) == [(1, False, ""), (2, True, "The headline was made more exact.")]
    assert "Help helps most" in Client().get("/case-studies/harbour/").content.decode()
    assert "Help helps most" not in Client().get("/case-studies/harbour/editions/1/").content.decode()


def test_withdrawing_asks_for_a_reason(admin: Client, case_study: CaseStudy) -> None:
    lives.publish(case_study)
    for nothing in ("", "   "):
        assert _told(_withdraw(admin, case_study, nothing)) == [
            "Withdrawing needs a reason: readers of its address will see it."
        ]
    assert not Tombstone.objects.exists()

    assert _withdraw(admin, case_study).status_code == 302
    for address in ("", "editions/", "editions/1/"):
        page = Client().get(f"/case-studies/harbour/{address}")
        assert page.status_code == 410
        assert "The project has closed." in page.content.decode()
    assert "Help helps" not in Client().get("/case-studies/").content.decode()
    newest = Decision.objects.latest("pk")
    assert (newest.to_status, newest.reason) == ("withdrawn", "The project has closed.")


def test_what_was_withdrawn_stays_withdrawn(admin: Client, case_study: CaseStudy) -> None:
    assert _told(_withdraw(admin, case_study)) == ["Only a published case study can be withdrawn."]
    lives.publish(case_study)
    _withdraw(admin, case_study)
    CaseStudy.objects.update(headline="Back again")
    for move in ("reopen", "submit"):
        assert _told(_move(admin, case_study, move)) == ["It has been withdrawn; its address stays a tombstone."]
    assert Client().get("/case-studies/harbour/").status_code == 410


def test_the_form_leads_to_the_moves_that_can_be_made_now(admin: Client, case_study: CaseStudy) -> None:
    links = {page: f'href="{_at(case_study, page)}"' for page in PAGES} | {"review": 'href="/review/harbour/"'}

    def shown() -> list[str]:
        page = admin.get(_at(case_study, "change")).content.decode()
        return [name for name, link in links.items() if link in page]

    assert shown() == ["preview", "submit"]
    lives.submitted(case_study)
    assert shown() == ["preview", "review"]
    CaseStudy.objects.update(status="draft")
    lives.publish(case_study)
    assert shown() == ["preview", "reopen", "withdraw", "review"]


def test_saving_the_form_takes_no_move_back(admin: Client, case_study: CaseStudy, monkeypatch) -> None:
    """Somebody sends it while somebody else has the form open, and even while it is being saved."""
    from casestudies.admin.case_study import CaseStudyAdmin

    page = admin.get(_at(case_study, "change"))
    form = page.context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields} | {"headline": "Help helps most"}
    values |= {"project": case_study.project_id, "theme": case_study.theme_id, "sources": []}
    for formset in page.context["inline_admin_formsets"]:
        for field in formset.formset.management_form:
            values[field.html_name] = field.value()
    save = CaseStudyAdmin.save_model

    def sent_meanwhile(self: CaseStudyAdmin, *args: object) -> None:
        lives.submitted(CaseStudy.objects.get())
        save(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(CaseStudyAdmin, "save_model", sent_meanwhile)
    assert admin.post(_at(case_study, "change"), values).status_code == 302
    saved = CaseStudy.objects.get()
    assert (saved.headline, saved.status) == ("Help helps most", "submitted")
