"""A shortlist is its reader's own: a cookie when they first keep something, an address for whoever it is sent to."""

import re

import pytest
from django.test import Client

from casestudies import wording, workflow
from casestudies.models import CaseStudy, Tombstone
from casestudies.views.shortlist import COOKIE
from tests import factories as make
from tests import lives
from tests.db.readers import visible


@pytest.fixture
def three(settings, tmp_path) -> tuple[str, ...]:
    settings.MEDIA_ROOT = tmp_path
    slugs = ("harbour", "meadow", "river")
    for slug in slugs:
        lives.publish(make.CaseStudyFactory(slug=slug, project__name=slug.title(), headline=f"{slug.title()} helps."))
    make.CaseStudyFactory(slug="draft")
    return slugs


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def keep(browser: Client, *slugs: str) -> None:
    """As a reader does it: ask for the page, and press its button."""
    address = "/shortlist/add/?" + "&".join(f"case={slug}" for slug in slugs)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).content.decode())[0]
    response = browser.post(address, {"csrfmiddlewaretoken": token})
    assert (response.status_code, response["Location"]) == (302, "/shortlist/")


def listed(browser: Client, query: str = "") -> list[str]:
    html = browser.get(f"/shortlist/{query}").content.decode()
    return [re.findall(r"(\w+) helps", words)[0].lower() for words in visible.each(html, "article")]


def test_looking_sets_no_cookie(browser: Client, three: tuple[str, ...]) -> None:
    for path in (
        "/",
        "/case-studies/harbour/",
        "/shortlist/",
        "/shortlist/?case=harbour",
        "/shortlist.csv?case=harbour",
    ):
        assert not browser.get(path).cookies, path


def test_what_is_kept_stays_in_order_and_once(browser: Client, three: tuple[str, ...]) -> None:
    keep(browser, "meadow")
    keep(browser, "harbour", "meadow")
    assert listed(browser) == ["meadow", "harbour"]
    cookie = browser.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/shortlist/", True, "Lax")


def test_asking_alone_keeps_nothing(browser: Client, three: tuple[str, ...]) -> None:
    browser.get("/shortlist/add/?case=harbour")
    assert browser.post("/shortlist/add/?case=harbour").status_code == 403, "no token: another site sent it"
    assert listed(browser) == []


def test_one_is_taken_off_and_with_the_last_the_cookie(browser: Client, three: tuple[str, ...]) -> None:
    keep(browser, "harbour", "river")
    html = browser.get("/shortlist/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[0]
    for slug, left in (("harbour", ["river"]), ("river", [])):
        assert browser.post(f"/shortlist/remove/?case={slug}", {"csrfmiddlewaretoken": token}).status_code == 302
        assert listed(browser) == left
    assert browser.cookies[COOKIE].value == ""


@pytest.mark.parametrize("value", ["harbour", "harbour:x:y", '"', "é", "x" * 5_000])
def test_a_cookie_somebody_made_up_is_an_empty_list(browser: Client, three: tuple[str, ...], value: str) -> None:
    browser.cookies[COOKIE] = value
    assert listed(browser) == []


def test_a_shared_address_shows_the_same_to_everybody_and_changes_nothing(
    browser: Client, three: tuple[str, ...]
) -> None:
    keep(browser, "river")
    query = "?case=meadow&case=harbour&case=draft&case=never-was&case=%00"
    assert listed(browser, query) == listed(Client(), query) == ["meadow", "harbour"]
    assert listed(browser) == ["river"]
    assert "shortlist/remove" not in browser.get(f"/shortlist/{query}").content.decode()


def test_a_draft_and_what_never_was_cannot_be_kept(browser: Client, three: tuple[str, ...]) -> None:
    for slug in ("draft", "never-was", "%27"):
        assert browser.get(f"/shortlist/add/?case={slug}").status_code == 404


def test_what_is_withdrawn_leaves_the_list(browser: Client, three: tuple[str, ...]) -> None:
    keep(browser, "harbour", "river")
    workflow.withdraw(CaseStudy.objects.get(slug="river"), by=make.ReviewerFactory(), reason="They asked.")
    assert listed(browser) == ["harbour"]
    day = wording.date(Tombstone.objects.get().withdrawn_at.date())
    why = f"“River” was withdrawn on {day}: They asked."
    for reader, query in ((browser, ""), (Client(), "?case=harbour&case=river")):
        words = visible.text(reader.get(f"/shortlist/{query}").content.decode())
        assert why in words
        assert ("Take it off the list" in words) == (not query)
        assert "River helps" not in words
    for slug in ("harbour", "river"):
        html = browser.get("/shortlist/").content.decode()
        assert ("Nothing is left on it." in html) == (slug == "river")
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[0]
        browser.post(f"/shortlist/remove/?case={slug}", {"csrfmiddlewaretoken": token})
    words = visible.text(browser.get("/shortlist/").content.decode())
    assert "Nothing is on it yet." in words
    assert "River" not in words


def test_a_draft_on_a_shared_list_is_what_never_was(browser: Client, three: tuple[str, ...]) -> None:
    words = visible.text(browser.get("/shortlist/?case=draft&case=never-was").content.decode())
    for slug in ("draft", "never-was"):
        assert f"There is no case study at the address “{slug}”." in words


def test_a_full_list_says_so_and_stays_as_it_was(browser: Client, three: tuple[str, ...], monkeypatch) -> None:
    monkeypatch.setattr("casestudies.editions.shelf.MOST_CHOSEN", 2)
    keep(browser, "harbour", "river")
    keep(browser, "meadow")
    assert "A shortlist holds 2 case studies" in visible.text(browser.get("/shortlist/").content.decode())
    assert listed(browser) == ["harbour", "river"]


def test_the_list_offers_its_files_and_its_address(browser: Client, three: tuple[str, ...]) -> None:
    keep(browser, "harbour", "river")
    html = browser.get("/shortlist/").content.decode()
    for ending in ("pdf", "csv", "xlsx", "json"):
        assert f'href="/shortlist.{ending}?case=harbour&amp;case=river"' in html
    assert "https://portal.example/shortlist/?case=harbour&amp;case=river" in html
