"""Notes beside a shortlist are their writer's alone: kept with the account, read by nobody else, gone with it."""

import pytest
from django.test import Client

from casestudies import workflow
from casestudies.models import CaseStudy, ShortlistNote
from tests import factories as make
from tests import lives
from tests.db.readers import visible

WORDS = "Ask them about their waiting list."


@pytest.fixture
def two(db: None) -> None:
    for slug in ("harbour", "meadow"):
        lives.publish(make.CaseStudyFactory(slug=slug, project__name=slug.title()))


def somebody(email: str) -> Client:
    """Signed in, with both case studies on the list of their browser."""
    browser = Client()
    browser.force_login(make.UserFactory(email=email))
    browser.post("/shortlist/add/?case=harbour&case=meadow")
    return browser


def note(browser: Client, slug: str, words: str) -> int:
    return browser.post(f"/shortlist/note/?case={slug}", {f"{slug}-words": words}).status_code


def read(browser: Client, address: str = "/shortlist/") -> str:
    return visible.text(browser.get(address).content.decode())


def test_a_note_stays_beside_its_case_study_and_can_be_changed_and_taken_away(two: None) -> None:
    ann = somebody("ann@example.org")
    assert note(ann, "harbour", f"  {WORDS}\r\nAnd their fees.  ") == 302
    assert ShortlistNote.objects.get().words == f"{WORDS}\nAnd their fees."
    said = read(ann)
    assert said.index("Harbour") < said.index(WORDS) < said.index("Meadow")
    note(ann, "harbour", "Asked: six weeks.")
    assert "Asked: six weeks." in read(ann)
    assert WORDS not in read(ann)
    note(ann, "harbour", " ")
    assert not ShortlistNote.objects.exists()


def test_it_is_found_in_another_browser_and_by_nobody_else(two: None) -> None:
    ann, bob, stranger = somebody("ann@example.org"), somebody("bob@example.org"), Client()
    note(ann, "harbour", WORDS)
    elsewhere = Client()
    elsewhere.force_login(ShortlistNote.objects.get().by)
    assert WORDS not in read(elsewhere), "nothing is on the list of this browser yet"
    elsewhere.post("/shortlist/add/?case=harbour")
    assert WORDS in read(elsewhere)
    stranger.post("/shortlist/add/?case=harbour")
    for other in (bob, stranger):
        assert WORDS not in read(other)
    for address in ("/shortlist/?case=harbour", "/shortlist.csv?case=harbour", "/shortlist.json?case=harbour"):
        assert WORDS not in ann.get(address).getvalue().decode(), "what is shared holds no notes, not even for Ann"
    note(bob, "harbour", "Too far away.")
    assert WORDS in read(ann)
    assert "Too far away." not in read(ann)


def test_a_stranger_is_asked_to_sign_in_and_keeps_nothing(two: None) -> None:
    stranger = Client()
    stranger.post("/shortlist/add/?case=harbour")
    answer = stranger.post("/shortlist/note/?case=harbour", {"harbour-words": WORDS})
    assert answer["Location"].startswith("/accounts/login/")
    assert not ShortlistNote.objects.exists()
    html = stranger.get("/shortlist/").content.decode()
    assert "shortlist/note/" not in html
    assert 'href="/accounts/login/?next=/shortlist/"' in html


def test_a_note_that_is_too_long_comes_back_as_it_was_typed(two: None) -> None:
    ann = somebody("ann@example.org")
    note(ann, "harbour", WORDS)
    long = "More. " * 400 + "The end."
    answer = ann.post("/shortlist/note/?case=harbour", {"harbour-words": long})
    assert answer.status_code == 422
    said = visible.text(answer.content.decode())
    assert "Ensure this value has at most 2000 characters (it has 2408)" in said
    assert long in said
    assert ShortlistNote.objects.get().words == WORDS


def test_there_is_no_note_about_what_is_not_published(two: None) -> None:
    make.CaseStudyFactory(slug="draft")
    ann = somebody("ann@example.org")
    for slug in ("draft", "never-was", "%00", ""):
        assert note(ann, slug, WORDS) == 404
    assert not ShortlistNote.objects.exists()


def test_notes_go_with_the_account_and_show_no_more_when_a_case_study_is_withdrawn(two: None) -> None:
    ann = somebody("ann@example.org")
    note(ann, "harbour", WORDS)
    note(ann, "meadow", "Near us.")
    study = CaseStudy.objects.get(slug="harbour")
    workflow.withdraw(study, by=make.ReviewerFactory(), reason="They asked.")
    assert WORDS not in read(ann)
    ShortlistNote.objects.first().by.delete()
    assert not ShortlistNote.objects.exists()
