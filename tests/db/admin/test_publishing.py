"""Who may publish and withdraw in the admin, and what they are told when it cannot be."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, Retirement, Tombstone, User
from tests.db.admin.conftest import SignIn
from tests.factories import (
    CaseStudyFactory,
    ProjectFactory,
    UserFactory,
)


@pytest.fixture
def case_study() -> CaseStudy:
    """Everything readers need, and no more."""
    return CaseStudyFactory(slug="harbour", headline="Help helps")


def _at(case_study: CaseStudy, page: str) -> str:
    return reverse(f"admin:casestudies_casestudy_{page}", args=[case_study.pk])


def _publish(client: Client, case_study: CaseStudy, reason: str = "") -> HttpResponse:
    return client.post(_at(case_study, "publish"), {"reason": reason})


def _withdraw(client: Client, case_study: CaseStudy, reason: str = "The project has closed.") -> HttpResponse:
    return client.post(_at(case_study, "withdraw"), {"reason": reason})


def _told(response: HttpResponse) -> list[str]:
    """Why the move was not made."""
    assert response.status_code == 200
    return list(response.context["form"].non_field_errors())


def test_a_reviewer_looks_and_publishes(reviewer: Client, case_study: CaseStudy) -> None:
    for page in ("change", "preview", "publish"):
        assert reviewer.get(_at(case_study, page)).status_code == 200
    assert not Edition.objects.exists()
    assert _publish(reviewer, case_study).status_code == 302
    assert Edition.objects.get().published_by.email == "reviewer@example.org"
    assert Client().get("/case-studies/harbour/").status_code == 200


def test_a_reviewer_changes_no_word_of_it(reviewer: Client, case_study: CaseStudy) -> None:
    assert reviewer.post(_at(case_study, "change"), {"headline": "Mine"}).status_code == 403
    assert reviewer.get(_at(case_study, "delete")).status_code == 403
    case_study.refresh_from_db()
    assert case_study.headline == "Help helps"


def test_staff_without_a_group_neither_sees_it_nor_moves_it(plain_staff: Client, case_study: CaseStudy) -> None:
    for page in ("change", "preview", "publish", "withdraw"):
        assert plain_staff.get(_at(case_study, page)).status_code == 403
    assert _publish(plain_staff, case_study).status_code == 403
    assert not Edition.objects.exists()


def test_permission_to_see_is_no_permission_to_publish(sign_in: SignIn, case_study: CaseStudy) -> None:
    officer = sign_in("data protection officer")
    assert officer.get(_at(case_study, "preview")).status_code == 200
    assert officer.get(_at(case_study, "publish")).status_code == 403
    assert _publish(officer, case_study).status_code == 403
    assert not Edition.objects.exists()


def test_whoever_is_not_staff_is_asked_to_sign_in(sign_in: SignIn, case_study: CaseStudy) -> None:
    outsider = sign_in("reviewer", is_staff=False)
    response = _publish(outsider, case_study)
    assert response["Location"].startswith("/admin/login/")
    assert not Edition.objects.exists()


def test_a_case_study_that_is_not_there(admin: Client) -> None:
    for page in ("preview", "publish", "withdraw"):
        assert admin.get(reverse(f"admin:casestudies_casestudy_{page}", args=[404])).status_code == 404


def test_an_unfinished_one_is_shown_as_it_will_look_but_not_published(admin: Client) -> None:
    said = dict.fromkeys(["headline", "background", "action", "outcome"], "")
    bare = CaseStudyFactory(
        **said, project=ProjectFactory(purpose="", provider=None), theme=None, lead_place=False, number=None
    )
    assert admin.get(_at(bare, "preview")).status_code == 200
    needs = [
        "a headline",
        "the story's background",
        "the story's action",
        "the story's outcome",
        "the project's purpose",
        "a provider",
        "a lead place",
        "a theme",
    ]
    assert admin.get(_at(bare, "publish")).context["missing"] == needs
    assert _told(_publish(admin, bare)) == [f"It cannot be published yet: it needs {', '.join(needs)}."]
    assert not Edition.objects.exists()
    assert not Decision.objects.exists()


def test_publishing_the_same_twice(admin: Client, case_study: CaseStudy) -> None:
    _publish(admin, case_study)
    assert _told(_publish(admin, case_study, "again")) == ["Nothing has changed since the current edition."]
    assert Edition.objects.count() == Decision.objects.count() == 1


def test_a_second_edition_takes_the_address_and_the_first_stays_citable(admin: Client, case_study: CaseStudy) -> None:
    _publish(admin, case_study)
    CaseStudy.objects.update(headline="Help helps most")
    _publish(admin, case_study, "The headline was made more exact.")
    editions = Edition.objects.order_by("number").values_list("number", "current", "note")
    assert list(editions) == [(1, False, ""), (2, True, "The headline was made more exact.")]
    assert "Help helps most" in Client().get("/case-studies/harbour/").content.decode()
    assert "Help helps most" not in Client().get("/case-studies/harbour/editions/1/").content.decode()


def test_retiring_figures_takes_two_people_who_may(admin: Client, reviewer: Client, case_study: CaseStudy) -> None:
    """No form offers it: whoever is named as the second person must have agreed, and a menu does not ask them."""
    _publish(reviewer, case_study)
    CaseStudy.objects.update(headline="Help helps most")
    first, second = (User.objects.get(email=f"{who}@example.org") for who in ("reviewer", "admin"))
    for nobody in (first, UserFactory(is_staff=True)):
        with pytest.raises(workflow.Refused, match=r"^Retiring figures needs a second person who may do so\.$"):
            workflow.publish(case_study, by=first, second_checker=nobody)
    assert Edition.objects.count() == 1

    reason = "x" * 500  # as long as a note may be
    workflow.publish(case_study, by=first, note=reason, second_checker=second)
    retirement = Retirement.objects.get()
    assert (retirement.edition.number, retirement.replaced_by.number, retirement.reason) == (1, 2, reason)
    assert (retirement.by, retirement.second_checker) == (first, second)


def test_withdrawing_asks_for_a_reason(admin: Client, case_study: CaseStudy) -> None:
    _publish(admin, case_study)
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
    assert list(Decision.objects.values_list("to_status", "reason")) == [
        ("withdrawn", "The project has closed."),
        ("published", ""),
    ]


def test_what_was_withdrawn_stays_withdrawn(admin: Client, case_study: CaseStudy) -> None:
    assert _told(_withdraw(admin, case_study)) == ["Only a published case study can be withdrawn."]
    _publish(admin, case_study)
    _withdraw(admin, case_study)
    CaseStudy.objects.update(headline="Back again")
    assert _told(_publish(admin, case_study)) == ["It has been withdrawn; its address stays a tombstone."]
    assert Client().get("/case-studies/harbour/").status_code == 410


def test_the_form_leads_to_the_moves(admin: Client, case_study: CaseStudy) -> None:
    links = {page: f'href="{_at(case_study, page)}"' for page in ("preview", "publish", "withdraw")}
    draft = admin.get(_at(case_study, "change")).content.decode()
    assert [page for page, link in links.items() if link in draft] == ["preview", "publish"]
    _publish(admin, case_study)
    published = admin.get(_at(case_study, "change")).content.decode()
    assert [page for page, link in links.items() if link in published] == ["preview", "publish", "withdraw"]


def test_the_workflow_itself_asks_who_it_is(case_study: CaseStudy) -> None:
    """Whichever page or command calls it."""
    somebody = UserFactory(is_staff=True)
    with pytest.raises(workflow.Refused, match=r"^Only a reviewer, a curator or an admin can publish\.$"):
        workflow.publish(case_study, by=somebody)
    with pytest.raises(workflow.Refused, match=r"officer or an admin can withdraw\.$"):
        workflow.withdraw(case_study, by=somebody, reason="Closed.")
    suspended = UserFactory(is_superuser=True, is_active=False)
    with pytest.raises(workflow.Refused):
        workflow.publish(case_study, by=suspended)
    assert not Decision.objects.exists()
