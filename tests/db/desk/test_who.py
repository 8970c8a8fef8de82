"""Whose desk it is: what one may not see answers as what never was."""

import pytest
from django.test import Client

from casestudies.models import Membership
from tests.db.desk.conftest import Desk
from tests.factories import PictureFactory, ReviewerFactory, UserFactory

PAGES = ["", "project/", "story/", "funding/", "referrals/", "sources/", "check/", "pictures/1/", "funding/total/"]


def seen(client: Client, slug: str, page: str) -> list[tuple[int, bytes]]:
    answers = [
        client.get(f"/desk/{slug}/{page}"),
        client.post(f"/desk/{slug}/{page}", {"version": "0", "headline": "x"}),
    ]
    return [(answer.status_code, answer.content) for answer in answers]


@pytest.mark.parametrize("path", PAGES)
def test_to_a_stranger_it_never_was(desk: Desk, path: str) -> None:
    PictureFactory(case_study=desk.case_study, id=1)
    for who in (desk.stranger, UserFactory(), ReviewerFactory()):
        client = desk.signed_in(who)
        assert seen(client, "little-steps", path) == seen(client, "never-was", path)
        assert seen(client, "little-steps", path)[0][0] in {404, 405}
    assert desk.case_study.drafts.count() == 0


@pytest.mark.parametrize("path", ["", "story/", "no-such-task/"])
def test_nobody_in_particular_is_asked_to_sign_in_whether_it_exists_or_not(desk: Desk, path: str) -> None:
    here, nowhere = (Client().get(f"/desk/{slug}/{path}") for slug in ("little-steps", "never-was"))
    assert here.status_code == nowhere.status_code == 302
    assert here["Location"].replace("little-steps", "") == nowhere["Location"].replace("never-was", "")


def test_a_colleague_works_on_it_too_until_the_membership_ends(desk: Desk) -> None:
    client = desk.signed_in(desk.colleague)
    assert client.get(desk.page("story")).status_code == 200
    Membership.objects.filter(user=desk.colleague).delete()
    assert client.get(desk.page("story")).status_code == 404


def test_the_desk_lists_ones_own(desk: Desk) -> None:
    assert "Little Steps" in desk.client.get("/desk/").content.decode()
    assert "Little Steps" not in desk.signed_in(desk.stranger).get("/desk/").content.decode()


def test_a_task_that_is_none_is_not_found(desk: Desk) -> None:
    assert desk.client.get(desk.page("secrets")).status_code == 404


def test_every_page_refuses_other_methods_and_forms_from_elsewhere(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.editor)
    for page in ("story", "check"):
        assert desk.client.put(desk.page(page)).status_code == 405
        assert strict.post(desk.page(page), {"version": "0", "headline": "x"}).status_code == 403
    assert desk.case_study.drafts.count() == 0


def test_a_form_from_before_signing_in_again_comes_back_with_what_was_typed(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.editor)
    typed = {"version": "0", "headline": "Long thought about", "csrfmiddlewaretoken": "a" * 64}
    answer = strict.post(desk.page("story"), typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'value="Long thought about"' in page
    assert "This is not saved yet" in page
    assert desk.case_study.drafts.count() == 0
    token = strict.cookies["csrftoken"].value
    assert strict.post(desk.page("story"), typed | {"csrfmiddlewaretoken": token}).status_code == 302
    desk.case_study.refresh_from_db()
    assert desk.case_study.headline == "Long thought about"


def test_a_script_with_an_old_token_is_given_a_new_one_and_nothing_is_saved_before(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Accept": "application/json"})
    strict.force_login(desk.editor)
    answer = strict.post(desk.page("story"), {"version": "0", "headline": "Written"})
    assert (answer.status_code, set(answer.json())) == (403, {"said", "token"})
    assert desk.case_study.drafts.count() == 0
    again = {"version": "0", "headline": "Written", "csrfmiddlewaretoken": answer.json()["token"]}
    assert strict.post(desk.page("story"), again).status_code == 200


def test_an_old_form_tells_strangers_nothing(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.stranger)
    assert strict.post(desk.page("story"), {"headline": "x"}).status_code == 404


def test_any_other_old_form_is_answered_in_our_own_words(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.editor)
    for address in ("/desk/start/", "/desk/little-steps/check/", "/accounts/login/"):
        answer = strict.post(address, {"name": "x"})
        assert answer.status_code == 403
        assert "This page was open for too long" in answer.content.decode()
