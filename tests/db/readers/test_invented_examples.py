"""Invented examples show how the portal works; nobody can take one for a real project, and no total counts one."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from casestudies.models import Edition
from tests.db.readers import visible

TAG = "Invented example"
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything `load_demo` brings, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def entries(client: Client, path: str) -> list[str]:
    return visible.each(page(client, path), "article")


def all_entries(client: Client, examples: str) -> list[str]:
    found: list[str] = []
    for number in range(1, 10):
        html = page(client, f"/case-studies/?examples={examples}&page={number}")
        found += visible.each(html, "article")
        if 'rel="next"' not in html:
            return found
    raise AssertionError("the list has no end")


def invented_editions() -> list[Edition]:
    return list(Edition.objects.filter(invented=True).exclude(slug="example-unspoken").order_by("slug", "number"))


def test_the_list_shows_them_or_leaves_them_out(client: Client) -> None:
    shown, hidden = all_entries(client, "show"), all_entries(client, "hide")
    assert len(shown) == 45
    assert len(hidden) == 2
    assert {TAG in entry for entry in hidden} == {False}
    assert [TAG in entry for entry in shown] == [False] * 2 + [True] * 43, "the real ones stand first"


def test_the_choice_is_an_address_and_goes_along_to_the_next_page(client: Client) -> None:
    first = page(client, "/case-studies/")
    assert 'href="?examples=hide"' in first
    assert 'href="?page=2"' in first
    with override_settings(SHOW_EXAMPLES=False):
        assert 'href="?examples=show&amp;page=2"' in page(client, "/case-studies/?examples=show")
        assert 'href="?examples=show"' in page(client, "/case-studies/")
    for nonsense in ("", "maybe", "%00", "SHOW", "1"):
        assert len(entries(client, f"/case-studies/?examples={nonsense}")) == 12, "as the portal is set up"


@override_settings(SHOW_EXAMPLES=False)
def test_a_portal_in_use_shows_them_only_when_asked(client: Client) -> None:
    assert len(entries(client, "/case-studies/")) == 2
    assert len(entries(client, "/")) == 2
    assert len(entries(client, "/case-studies/?examples=show")) == 12


@pytest.mark.parametrize("examples", ["show", "hide"])
def test_no_total_counts_them(client: Client, examples: str) -> None:
    words = visible.text(page(client, f"/case-studies/?examples={examples}"))
    assert words.count("2 case studies") == 1
    assert ("2 case studies , and 43 invented examples, each with its tag." in words) == (examples == "show")
    before_the_list = visible.numbers(words.partition("Sorted by")[0])
    assert not {"44", "45", "46"} & before_the_list, "43 of one kind and 2 of the other are never added up"
    assert ("43" in before_the_list) == (examples == "show")
    assert "England ( 2 and 34 invented )" in words if examples == "show" else "England ( 2 )" in words


def test_each_is_tagged_in_every_list(client: Client) -> None:
    found = [*all_entries(client, "show"), *entries(client, "/")]
    named = [entry for entry in found if "Example:" in entry]
    assert len(named) == 43 + 4
    assert all(TAG in entry for entry in named)


def test_each_is_tagged_on_every_panel_of_every_edition(client: Client) -> None:
    editions = invented_editions()
    assert len(editions) == 45
    for edition in editions:
        html = page(client, f"/case-studies/{edition.slug}/editions/{edition.number}/")
        panels = visible.each(html.partition("<main")[2], "section")
        assert len(panels) >= 3, edition
        assert [panel[:60] for panel in panels if TAG not in panel] == [], edition
        assert "Everything on this page was invented" in html
        cohorts = re.findall(r'<div class="section-body cohort">.*?</h3>', html, re.DOTALL)
        assert all(TAG in cohort for cohort in cohorts)
        assert NOINDEX in html


def test_their_charts_say_that_their_figures_are_made_up(client: Client) -> None:
    html = page(client, "/case-studies/example-clear-water/")
    figures = re.findall(r'<figure class="figure">.*?</svg>', html, re.DOTALL)
    described = [re.findall(r"<desc[^>]*>(.*?)</desc>", figure, re.DOTALL)[0] for figure in figures]
    assert len(described) == 9
    assert {text.partition(".")[0] for text in described} == {"Made-up scores", "Invented figures"}


def test_their_history_is_tagged_and_for_no_search_engine(client: Client) -> None:
    html = page(client, "/case-studies/example-quiet-hours/editions/")
    assert TAG in html
    assert NOINDEX in html


def test_a_real_case_study_carries_no_such_tag(client: Client) -> None:
    for path in ("/case-studies/oxpip/", "/case-studies/m-power/", "/case-studies/oxpip/editions/"):
        html = page(client, path)
        assert TAG not in html
        assert "Everything on this page was invented" not in html
        assert NOINDEX not in html


# --- one of them shows every figure there is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    [
        "Scored before and after",
        "Improved",
        "Not improved",
        "Of these, the same",
        "Of these, worse",
        "Average gain of those who improved",
        "Average change of all scored",
        "Average score before and after",
        "Effect size",
        "Reliably improved",
        "Reliably worse",
        "Recovered",
        "Change to expect without any help",
    ],
)
def test_every_figure_is_computed_on_one_page(client: Client, label: str) -> None:
    """Harbour Light uses PHQ-9 (a threshold and a cut-off) and WEMWBS (a population mean and a reliability)."""
    ledgers = re.findall(r'<dl class="ledger.*?</dl>', page(client, "/case-studies/example-harbour-light/"), re.DOTALL)
    figures = [visible.text(line) for ledger in ledgers for line in re.findall(r"<dt>.*?</dd>", ledger, re.DOTALL)]
    assert any(re.search(r"\d", words.removeprefix(label)) for words in figures if words.startswith(label)), figures


def test_clear_waters_page_agrees_with_itself(client: Client) -> None:
    """140 pairs of 261, 63 % improved: by hand from the example's file."""
    words = visible.text(page(client, "/case-studies/example-clear-water/"))
    for part in (
        "Of 140 parents scored before and after, 63 % had a lower",
        "121 of 261 were not scored twice.",
        "88 of 140",
        "55 to 70 %",  # Wilson on 88 of 140
        "34 to 80 %",  # 88/261 and (88 + 121)/261
        "Scored twice 140 (54 % of those who started)",
    ):
        assert part in words, part
