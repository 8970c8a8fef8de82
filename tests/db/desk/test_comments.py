"""What a reviewer asks stands on the page of its task, and its editors say there that it is dealt with."""

from django.test import Client

from casestudies.models import CaseStudy, Comment
from tests.db.desk.conftest import Desk
from tests.factories import CommentFactory


def ask(desk: Desk, section: str = "story", words: str = "Could this be shorter?") -> tuple[Comment, str]:
    comment = CommentFactory(case_study=desk.case_study, section=section, words=words)
    return comment, f"/desk/little-steps/comments/{comment.pk}/"


def test_an_editor_settles_what_was_asked_and_it_is_listed_as_settled(desk: Desk) -> None:
    comment, address = ask(desk)
    ask(desk, "funding", "Who paid for the rest?")
    page = desk.client.get(desk.page("story")).content.decode()
    assert "A reviewer asks" in page
    assert f'formaction="{address}"' in page
    assert "Who paid for the rest?" not in page
    assert desk.client.post(address)["Location"] == desk.page("story")
    comment.refresh_from_db()
    assert comment.settled_by == desk.editor
    page = desk.client.get(desk.page("story")).content.decode()
    assert "A reviewer asks" not in page
    assert "formaction" not in page
    assert "Settled on" in page
    assert "Could this be shorter?" in page


def test_what_is_typed_on_the_page_goes_along(desk: Desk) -> None:
    _, address = ask(desk)
    typed = {"version": "0", "headline": "Shorter now"}
    assert desk.client.post(address, typed)["Location"] == desk.page("story")
    assert CaseStudy.objects.get().headline == "Shorter now"


def test_what_somebody_else_has_saved_meanwhile_is_not_overwritten_by_it(desk: Desk) -> None:
    _, address = ask(desk)
    desk.save("story", headline="Theirs")
    answer = desk.client.post(address, {"version": "0", "headline": "Mine"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert CaseStudy.objects.get().headline == "Theirs"


def test_whoever_was_first_is_remembered(desk: Desk) -> None:
    comment, address = ask(desk)
    desk.client.post(address)
    desk.signed_in(desk.colleague).post(address)
    comment.refresh_from_db()
    assert comment.settled_by == desk.editor


def test_about_the_results(desk: Desk) -> None:
    _, address = ask(desk, "results", "Where do these scores come from?")
    page = desk.client.get("/desk/little-steps/results/").content.decode()
    assert f'action="{address}"' in page
    assert desk.client.post(address)["Location"] == "/desk/little-steps/results/"
    page = desk.client.get("/desk/little-steps/results/").content.decode()
    assert "A reviewer asks" not in page
    assert "Settled on" in page


def test_not_while_it_is_with_the_reviewer(desk: Desk) -> None:
    ask(desk)
    CaseStudy.objects.update(status="submitted")
    page = desk.client.get(desk.page("story")).content.decode()
    assert "A reviewer asks" in page
    assert "formaction" not in page


def test_only_with_the_token_of_the_page(desk: Desk) -> None:
    comment, address = ask(desk)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.editor)
    assert strict.post(address).status_code == 403
    comment.refresh_from_db()
    assert comment.settled_at is None
