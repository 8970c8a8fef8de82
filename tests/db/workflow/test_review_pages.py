"""The reviewers' pages: who finds them, what they show, what each costs."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from casestudies import workflow
from casestudies.models import CaseStudy, Comment, Decision, Tombstone, User
from tests import factories as make
from tests import lives
from tests.db.workflow.conftest import MemberOf
from tests.people import signed_in

STRANGERS = ("somebody", "its editor", "data protection officer", "staff without a group")


@pytest.fixture
def people(editor: User, member_of: MemberOf) -> dict[str, User]:
    return {
        "somebody": make.UserFactory(),
        "its editor": editor,
        "data protection officer": member_of("data protection officer"),
        "staff without a group": make.UserFactory(is_staff=True),
    }


def posts(slug: str, pk: int) -> list[str]:
    verbs = ("claim", "release", "request_changes", "reject", "approve", "confirm", "schedule", "publish", "withdraw")
    return [f"/review/{slug}/{verb}/" for verb in (*verbs, "checklist", "comments", f"comments/{pk}")]


@pytest.mark.parametrize("who", STRANGERS)
def test_for_everybody_else_there_is_no_such_page(
    study: CaseStudy, rita: User, people: dict[str, User], who: str
) -> None:
    """The same status, headers and bytes as for what never was."""
    lives.claimed(study, by=rita)
    asked = workflow.comment(study, section="story", words="Shorter?", by=rita)
    client = signed_in(people[who])
    never = client.get("/review/never-was/")
    assert never.status_code == 404
    found = [client.get(address) for address in ("/review/", "/review/open-door/", "/review/open-door/difference/")]
    found += [client.post(address, {"reason": "Mine now."}) for address in posts("open-door", asked.pk)]
    for answer in found:
        assert (answer.status_code, answer.content, answer.headers) == (404, never.content, never.headers)
    asked.refresh_from_db()
    assert (CaseStudy.objects.get().status, asked.settled_at) == ("in_review", None)


def test_a_stranger_is_asked_to_sign_in_whether_it_exists_or_not(client: Client, study: CaseStudy) -> None:
    for address in ("/review/", "/review/open-door/", "/review/never-was/", "/desk/open-door/preview/"):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_what_its_editors_still_write_is_not_for_reviewers(study: CaseStudy, rita: User) -> None:
    client = signed_in(rita)
    assert client.get("/review/open-door/").status_code == 404
    lives.submitted(study)
    assert client.get("/review/open-door/").status_code == 200
    assert client.get("/review/open-door/no_such_verb/").status_code == 405
    assert client.post("/review/open-door/no_such_verb/").status_code == 404
    assert client.post("/review/open-door/submit/").status_code == 404, "sending is its editors' to do"


def test_the_queue_by_state_and_age(rita: User, ron: User) -> None:
    names = ["Anchor", "Beacon", "Cedar", "Dune", "Elm", "Fern"]
    made = {name: make.CaseStudyFactory(slug=name.lower(), project__name=name) for name in names}
    for name in ("Beacon", "Anchor"):
        lives.submitted(made[name])
    lives.claimed(made["Cedar"], by=rita)
    workflow.request_changes(lives.claimed(made["Dune"], by=rita), by=rita, reason="Say more.")
    lives.approved(made["Elm"], by=ron)
    lives.publish(made["Fern"])
    shown = signed_in(rita).get("/review/")
    groups = [(state, [case.project.name for case in waiting]) for state, waiting in shown.context["groups"]]
    assert groups == [
        ("waiting for review", ["Beacon", "Anchor"]),
        ("in review", ["Cedar"]),
        ("approved", ["Elm"]),
        ("changes requested", ["Dune"]),
    ]
    html = shown.content.decode()
    assert "Fern" not in html
    assert str(CaseStudy.objects.get(slug="anchor").reference) in html


def test_an_empty_queue_says_so(rita: User) -> None:
    assert "Nothing waits for a reviewer." in signed_in(rita).get("/review/").content.decode()


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_queue_costs_the_same_with_one_and_with_three(
    rita: User, waiting: int, django_assert_num_queries: Any
) -> None:
    for _ in range(waiting):
        lives.claimed(make.CaseStudyFactory(), by=rita)
    client = signed_in(rita)
    with django_assert_num_queries(7):  # session, person, second factor (2), twice whether they review, the queue
        assert client.get("/review/").content.decode().count('<th scope="row">') == waiting


@pytest.mark.parametrize("comments", [1, 3])
def test_a_page_costs_the_same_with_one_comment_and_with_three(
    study: CaseStudy, rita: User, comments: int, django_assert_num_queries: Any
) -> None:
    lives.claimed(study, by=rita)
    for _ in range(comments):
        workflow.comment(study, section="story", words="Shorter?", by=rita)
    client = signed_in(rita)
    client.get("/review/open-door/")
    with django_assert_num_queries(42):  # the document's own among them
        html = client.get("/review/open-door/").content.decode()
    assert html.count(">Settled<") == comments


# --------------------------------------------------------------------------------------------------- what is done there


def tick_all(client: Client, seen: str, **others: str) -> HttpResponse:
    """Tick every point of the checklist, for the document of this fingerprint."""
    ticks = dict.fromkeys(["story", "consent", "funding", "figures", "disclosure"], "on")
    return client.post("/review/open-door/checklist/", ticks | {"seen": seen} | others)


def test_from_the_queue_to_readers(study: CaseStudy, rita: User) -> None:
    lives.submitted(study)
    client = signed_in(rita)
    assert "Claim it" in client.get("/review/open-door/").content.decode()
    assert client.post("/review/open-door/claim/")["Location"] == "/review/open-door/"
    page = client.get("/review/open-door/")
    assert "You have claimed it." in page.content.decode()
    tick_all(client, page.context["file"].fingerprint)
    approved = client.post("/review/open-door/approve/", {"seen": page.context["file"].fingerprint}, follow=True)
    assert "It is approved, as it is now." in approved.content.decode()
    published = client.post("/review/open-door/publish/", follow=True)
    assert "It is published." in published.content.decode()
    assert client.get("/case-studies/open-door/").status_code == 200
    client.post("/review/open-door/withdraw/", {"reason": "They asked."})
    assert Tombstone.objects.get().reason == "They asked."
    assert "There is nothing for you to do with it now." in client.get("/review/open-door/").content.decode()


def test_a_reason_that_is_missing_is_asked_for_and_what_was_typed_stays(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    client = signed_in(rita)
    asked = client.post("/review/open-door/request_changes/", {"reason": " "}).content.decode()
    assert "There is something to put right" in asked
    assert '<a href="#request_changes_reason">Why it goes back: This field is required.</a>' in asked
    kept = client.post(
        "/review/open-door/comments/", {"section": "nowhere", "words": "Typed with care"}
    ).content.decode()
    assert "Typed with care</textarea>" in kept
    assert not Comment.objects.exists()
    assert CaseStudy.objects.get().status == "in_review"


def test_who_comes_second_is_told_and_sees_how_it_stands_now(study: CaseStudy, rita: User, ron: User) -> None:
    lives.submitted(study)
    workflow.claim(study, by=ron)
    told = signed_in(rita).post("/review/open-door/claim/")
    assert told.status_code == 200
    html = told.content.decode()
    assert "That was not done" in html
    assert "It cannot be claimed now: it is being reviewed, by ron@example.org." in html
    assert "Release it" in html
    assert Decision.objects.filter(to_status="in_review").count() == 1


def test_a_page_that_knows_of_a_decision_nobody_can_have_taken_is_out_of_date(study: CaseStudy, rita: User) -> None:
    lives.submitted(study)
    client = signed_in(rita)
    for standing in ("9" * 5_000, "9" * 19):
        answer = client.post("/review/open-door/claim/", {"standing": standing})
        assert answer.status_code == 200
        assert "Since you opened this page" in answer.content.decode()
    assert CaseStudy.objects.get().status == "submitted"


def test_what_changed_while_the_page_was_open_is_looked_at_again(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    client = signed_in(rita)
    seen = client.get("/review/open-door/").context["file"].fingerprint
    tick_all(client, seen)
    CaseStudy.objects.update(outcome="Something else.")
    told = client.post("/review/open-door/approve/", {"seen": seen})
    html = told.content.decode()
    assert "It has changed since you opened this page." in html
    assert "Changed since it was sent" in html
    again = re.search(r'name="seen" value="(\w{64})"', html)
    assert again is not None
    assert again[1] != seen
    told = client.post("/review/open-door/approve/", {"seen": again[1]})
    assert "Go through the checklist first." in told.content.decode()
    tick_all(client, again[1])
    assert client.post("/review/open-door/approve/", {"seen": again[1]}).status_code == 302


@pytest.mark.parametrize("form", ["approve", "checklist"])
def test_a_form_that_does_not_say_what_was_looked_at_wants_the_page_opened_again(
    study: CaseStudy, rita: User, form: str
) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    html = signed_in(rita).post(f"/review/open-door/{form}/", {"hour": "09:00"}).content.decode()
    assert "Open this page again: it did not say which version of the case study you were looking at." in html
    assert "Seen:" not in html
    assert CaseStudy.objects.get().status == "in_review"


def test_comments_are_made_and_settled_there(study: CaseStudy, rita: User) -> None:
    lives.submitted(study)
    client = signed_in(rita)
    client.post("/review/open-door/comments/", {"section": "results", "words": "Where is <b>2025</b>?"})
    html = client.get("/review/open-door/").content.decode()
    assert "Where is &lt;b&gt;2025&lt;/b&gt;?" in html
    client.post(f"/review/open-door/comments/{Comment.objects.get().pk}/")
    assert Comment.objects.get().settled_by == rita
    other = make.CommentFactory()
    assert client.post(f"/review/open-door/comments/{other.pk}/").status_code == 404, "of another case study"


def test_what_is_new_is_shown_in_words(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    workflow.request_changes(study, by=rita, reason="Say more.")
    CaseStudy.objects.update(background="There was a great need.")
    lives.submitted(study)
    html = signed_in(rita).get("/review/open-door/").content.decode()
    assert "The story was edited." in html
    assert "<del>There was a need.</del>" in html
    assert "<ins>There was a great need.</ins>" in html


def test_what_is_not_on_the_page_is_refused_in_words(study: CaseStudy, rita: User, ron: User) -> None:
    """Rita has claimed it: Ron's page has no form of approval that could say which of its fields is empty."""
    lives.claimed(study, by=rita)
    html = signed_in(ron).post("/review/open-door/approve/", {}).content.decode()
    assert "You cannot do this as it stands now." in html
    assert "This field is required" not in html
