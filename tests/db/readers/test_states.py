"""What stands at a case study's addresses through its life: earlier, retired, withdrawn, erased, never published."""

import re
from datetime import date

import pytest
from django.test import Client

from casestudies import workflow
from casestudies.editions import document, publish, render, shelf
from casestudies.models import CaseStudy, Edition
from tests import factories as make
from tests import lives
from tests.db.readers import visible
from tests.db.readers.shelf import reviewer

pytestmark = pytest.mark.usefixtures("full_shelf")
NOINDEX = '<meta name="robots" content="noindex">'


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


# --- current and earlier editions -----------------------------------------------------------------------------------


def test_the_current_edition_is_found_under_its_own_name(client: Client) -> None:
    for path in ("/case-studies/open-door/", "/case-studies/open-door/editions/2/"):
        html = page(client, path)
        assert '<link rel="canonical" href="https://portal.example/case-studies/open-door/">' in html
        assert NOINDEX not in html
        assert "It was looked at again." in html
        assert "an earlier one" not in html


def test_an_earlier_edition_stays_as_it_was_and_leads_to_the_current_one(client: Client) -> None:
    html = page(client, "/case-studies/open-door/editions/1/")
    words = visible.text(html)
    assert "Edition 1, an earlier one" in words
    assert '<a href="/case-studies/open-door/">Read the current edition</a>' in html
    assert "It was looked at again." not in words
    assert "45 of 60" in words, "its figures stand"
    assert '<link rel="canonical" href="https://portal.example/case-studies/open-door/editions/1/">' in html
    assert NOINDEX in html


def test_the_history_says_what_changed_and_leads_to_each_edition(client: Client) -> None:
    html = page(client, "/case-studies/open-door/editions/")
    words = visible.text(html)
    for number in (1, 2):
        assert f'<a href="/case-studies/open-door/editions/{number}/">Edition {number}</a>' in html
    assert words.index("Edition 2") < words.index("Edition 1")
    assert "Adds a second look." in words
    assert "The story was edited." in words
    assert "The first edition." in words
    assert "Results changed" not in words


def test_every_edition_says_how_to_cite_it(client: Client) -> None:
    words = visible.text(page(client, "/case-studies/open-door/editions/1/"))
    assert "“Families get on better.” Plain Account, edition 1," in words
    assert "/case-studies/open-door/editions/1/" in words


# --- retired figures ------------------------------------------------------------------------------------------------

# of edition 1 of `corrected`: started, scored, improved and not, the rest, yearly reach, rate, its interval,
# coverage, possible range
RETIRED = {"137", "109", "87", "22", "28", "151", "80", "71", "86", "64", "84"}


def test_the_retired_figures_were_there_before_they_were_retired() -> None:
    text = Edition.objects.get(slug="corrected", number=1).document
    assert text is not None
    assert visible.numbers(visible.text(render.preview(document.load(text)))) >= RETIRED


def test_retired_figures_are_gone_and_story_and_citation_stay(client: Client) -> None:
    html = page(client, "/case-studies/corrected/editions/1/")
    words = visible.text(html)
    assert "Figures replaced by edition 2" in words
    assert "Something was done." in words
    assert "Plain Account, edition 1," in words
    assert "<svg" not in html.replace('<svg viewBox="0 0 18 18" aria-hidden="true"', ""), (
        "no chart but the portal's mark"
    )
    assert NOINDEX in html
    # the day of publication, the editions' numbers, "since", and the footer's "fewer than 8 people"
    today = visible.numbers(words.partition("Edition 1,")[2][:24])
    rest = re.sub(r"version/3/|v3\.0|\bE\d{8}\b|\d{4}-\d\d-\d\d|month = {\d+}", " ", words)
    assert visible.numbers(rest) - today <= {"1", "2", "8"}
    assert not RETIRED & (visible.numbers(html) - visible.numbers("0 0 18 18"))


def test_no_surface_tells_what_the_correction_corrected(client: Client) -> None:
    words = visible.text(page(client, "/case-studies/corrected/editions/"))
    assert "Scores corrected." in words
    assert "figures replaced" in words
    for leak in ("109", "87", "100", "70 %", "80 %", "Results changed"):
        assert leak not in words
    current = visible.text(page(client, "/case-studies/corrected/"))
    assert "70 of 100" in current
    assert not {"137", "109", "87", "151"} & visible.numbers(current)


# --- withdrawn ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "editions/", "editions/1/", "editions/2/", "editions/999/"])
def test_every_address_of_what_was_withdrawn_says_so_and_why(client: Client, path: str) -> None:
    html = page(client, f"/case-studies/gone/{path}", 410)
    words = visible.text(html)
    assert "This case study was withdrawn" in words
    assert "“Gone” was published here." in words
    assert "The charity that ran it has closed." in words
    assert "Families get on better" not in words
    assert not {"90", "60", "45", "75"} & visible.numbers(words)
    assert NOINDEX in html


def test_what_was_withdrawn_is_in_no_list(client: Client) -> None:
    for path in ("/", "/case-studies/", "/case-studies/?page=2"):
        assert "/case-studies/gone/" not in page(client, path)


# --- erased ---------------------------------------------------------------------------------------------------------


def test_the_address_of_an_erased_edition_says_that_it_was_erased(client: Client) -> None:
    html = page(client, "/case-studies/forgotten/editions/1/", 410)
    assert "What stood here was erased" in html
    assert "Families get on better" not in html
    assert NOINDEX in html
    assert "It was looked at again." in page(client, "/case-studies/forgotten/")


def test_an_erased_edition_is_not_offered_in_the_history(client: Client) -> None:
    html = page(client, "/case-studies/forgotten/editions/")
    assert "/case-studies/forgotten/editions/2/" in html
    words = visible.text(html)
    assert "Edition 1 It was erased." in words
    assert words.index("Edition 2") < words.index("Edition 1")
    assert "The first edition." not in words
    for path in ("editions/", "editions/2/", ""):
        assert "/case-studies/forgotten/editions/1/" not in page(client, f"/case-studies/forgotten/{path}")


def test_what_changed_is_said_of_two_editions_next_to_each_other_alone(client: Client) -> None:
    """Two beside one that is gone: whoever erased it wanted nothing told of it."""
    study = CaseStudy.objects.get(slug="open-door")
    CaseStudy.objects.filter(pk=study.pk).update(headline="Families get on much better.")
    study.refresh_from_db()
    lives.publish(study, by=reviewer())
    first = client.get("/case-studies/open-door/editions/")
    assert "The headline was reworded." in visible.text(first.content.decode())
    Edition.objects.filter(slug="open-door", number=2).update(document=None)
    second = client.get("/case-studies/open-door/editions/", headers={"If-None-Match": first["ETag"]})
    words = visible.text(second.content.decode())
    assert "Edition 2 It was erased." in words
    assert "The first edition." in words
    assert "reworded" not in words
    told = client.get("/api/v1/editions/open-door/history").json()["items"]
    assert [(one["edition"], one["changes"]) for one in told] == [(3, []), (1, [])]


@pytest.mark.parametrize("path", ["", "editions/", "editions/1/", "editions/2/"])
def test_when_all_is_erased_every_address_says_so(client: Client, path: str) -> None:
    Edition.objects.filter(slug="forgotten").update(document=None)
    assert "What stood here was erased" in page(client, f"/case-studies/forgotten/{path}", 410)
    assert "/case-studies/forgotten/" not in page(client, "/case-studies/")


# --- never published ------------------------------------------------------------------------------------------------


def test_a_draft_answers_as_what_never_was(client: Client) -> None:
    assert CaseStudy.objects.get(slug="unfinished").status == "draft"
    for path in ("", "editions/", "editions/1/"):
        draft = page(client, f"/case-studies/unfinished/{path}", 404)
        assert draft == page(client, f"/case-studies/never-was/{path}", 404)


def test_a_preview_says_what_it_is_and_is_for_no_search_engine() -> None:
    new = publish.composed(CaseStudy.objects.get(slug="unfinished"), published=date(2026, 11, 23))
    html = render.preview(new)
    assert "Nothing of it is published." in html
    assert NOINDEX in html
    assert 'rel="canonical"' not in html
    assert "/editions/" not in html, "it has no address to be cited by"


# --- pictures -------------------------------------------------------------------------------------------------------


def picture_of(slug: str) -> str:
    published = shelf.current(slug)
    assert published is not None
    return f"/pictures/{published.document.story.pictures[0].name}"


def test_a_picture_is_served_as_what_it_is(client: Client) -> None:
    response = client.get(picture_of("open-door"))
    assert response["Content-Type"] == "image/png"
    assert response.getvalue()[:8] == b"\x89PNG\r\n\x1a\n"


def test_an_earlier_editions_picture_stays(client: Client) -> None:
    address = picture_of("open-door")
    study = CaseStudy.objects.get(slug="open-door")
    study.pictures.all().delete()
    lives.publish(study, by=reviewer())
    assert address in page(client, "/case-studies/open-door/editions/2/")
    assert address not in page(client, "/case-studies/open-door/")
    assert client.get(address).getvalue()


def test_a_picture_goes_with_its_case_study(client: Client) -> None:
    address = picture_of("open-door")
    workflow.withdraw(CaseStudy.objects.get(slug="open-door"), by=reviewer(), reason="They asked.")
    assert client.get(address).status_code == 404


def test_a_picture_of_a_draft_is_nobodys_to_see(client: Client) -> None:
    picture = make.PictureFactory(case_study__slug="another-draft", image__color="red")
    for name in (publish.public_name(picture.image), picture.image.name.rpartition("/")[2], picture.image.name):
        assert client.get(f"/pictures/{name}").status_code == 404
        assert client.get(f"/media/pictures/{name}").status_code == 404
