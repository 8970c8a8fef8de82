"""The list as readers get it: words, choices and orders as addresses, and nothing that anybody sends is an error."""

import re

import pytest
from django.test import Client

from casestudies.models import Edition
from tests.db.readers import visible

pytestmark = pytest.mark.usefixtures("demo")


def page(client: Client, query_string: str = "") -> str:
    response = client.get(f"/case-studies/{query_string}")
    assert response.status_code == 200
    return response.content.decode()


def links(html: str) -> dict[str, str]:
    """Where each link of the page leads, by its words."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {visible.text(words): address.replace("&amp;", "&") for address, words in found}


def test_what_was_found_stands_marked_in_its_words(client: Client) -> None:
    html = page(client, "?q=hard+bond&examples=hide")
    assert "For some parents that <mark>bond</mark> is <mark>hard</mark> to make" in html
    assert "Background:" in visible.text(html)
    assert 'value="hard bond"' in html


def test_each_choice_is_a_chip_that_leads_to_the_search_without_it(client: Client) -> None:
    html = page(client, "?q=families&theme=social-care&theme=early-years&place=E10000029&sort=reach")
    found = links(html)
    assert found["Take away: Words: families ×"] == ("?theme=social-care&theme=early-years&place=E10000029&sort=reach")
    assert found["Take away: Theme: Social care ×"] == "?q=families&theme=early-years&place=E10000029&sort=reach"
    assert found["Take away: Place: Suffolk ×"] == "?q=families&theme=social-care&theme=early-years&sort=reach"
    assert found["Start again"] == "/case-studies/"
    assert html.count(" checked>") == 3


def test_orders_are_addresses_and_none_is_best(client: Client) -> None:
    html = page(client, "?q=families&theme=social-care")
    nav = html.partition('<nav class="sorts"')[2].partition("</nav>")[0]
    assert links(nav) == {
        "newest": "?q=families&theme=social-care&sort=newest",
        "relevance": "?q=families&theme=social-care",
        "reach": "?q=families&theme=social-care&sort=reach",
        "coverage": "?q=families&theme=social-care&sort=coverage",
    }
    assert re.findall(r'aria-current="true">(\w+)', nav) == ["relevance"]
    assert "relevance" not in links(page(client))


def test_pages_keep_the_search(client: Client) -> None:
    html = page(client, "?q=children&sort=coverage&evidence=scores&page=2")
    found = links(html)
    assert found["← Previous"] == "?q=children&evidence=scores&sort=coverage&page=1"
    assert "<title>Case studies with “children”, page 2" in html


def test_the_form_sends_what_it_does_not_show(client: Client) -> None:
    html = page(client, "?q=children&sort=coverage&examples=hide")
    assert '<input type="hidden" name="sort" value="coverage">' in html
    assert '<input type="hidden" name="examples" value="hide">' in html
    assert 'type="hidden"' not in page(client, "?q=children")


def test_a_typo_leads_to_the_word_that_was_meant(client: Client) -> None:
    html = page(client, "?q=depresion&theme=early-years&examples=show")
    assert links(html)["depression"] == "?q=depression&theme=early-years"
    assert "Did you mean depression ?" in visible.text(html)


def test_when_nothing_is_found_it_says_what_to_let_go_of(client: Client) -> None:
    html = page(client, "?q=oxpip&place=E10000029&examples=hide")
    words = visible.text(html)
    assert "No case study meets all of this." in words
    assert "without the words : 2" in words
    assert "without “Place” : 1" in words
    assert links(html)["without “Place”"] == "?q=oxpip&examples=hide"


def test_it_says_when_some_words_were_not_found_or_none_looked_for(client: Client) -> None:
    assert "No case study has all these words." in visible.text(page(client, "?q=therapy+suffolk"))
    assert "“the of” has no word to look for" in visible.text(page(client, "?q=the+of"))
    assert "No case study has all these words." not in visible.text(page(client, "?q=therapy"))


def test_the_canonical_address_is_the_shortest_of_the_same_search(client: Client) -> None:
    html = page(client, "?sort=relevance&page=1&q=%20baby%20&theme=&examples=show&utm_source=x")
    assert '<link rel="canonical" href="https://portal.example/case-studies/?q=baby">' in html
    assert '<link rel="canonical" href="/case-studies/">' in page(client)
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in page(client)
    assert client.get("/case-studies/?q=%20baby&theme=")["HX-Push-Url"] == "/case-studies/?q=baby"


HOSTILE = [
    *('"', '""', "'", "%00", "a%00b", "%", "\\", "*", "a*", "^a", "-a", "NOT", "a AND", "NEAR(a b)", "title:a", "("),
    *(
        "a)",
        "a:*",
        "a & !",
        "<script>alert(1)</script>",
        "{{ 7 }}",
        "\u202e",
        "\ud83d",
        "1e5",
        "0x1f",
        "--",
        ";DROP TABLE x",
    ),
    *('"' * 1_999, "a" * 2_000, "a " * 1_000, "the " * 500, "é" * 2_000, '"a b', "“a”", "日本", "½", "1" * 400),
]


@pytest.mark.parametrize("name", ["q", "theme", "place", "age", "sort", "examples", "page", "case", ""])
def test_whatever_is_sent_is_answered(client: Client, name: str) -> None:
    for text in HOSTILE:
        response = client.get("/case-studies/", {name: text.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200, text
        html = response.content.decode()
        assert "<h1>Case studies</h1>" in html
        assert "<script>alert" not in html
    many = "&".join(f"{name}={number}" for number in range(300))
    assert client.get(f"/case-studies/?{many}").status_code == 200


def test_ticking_for_comparison_appears_with_the_page_that_compares(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casestudies.templatetags.portal.resolve", lambda path: path)
    html = page(client, "?examples=hide")
    form = html.partition('<form action="/compare/" method="get">')[2].partition("</form>")[0]
    assert re.findall(r'name="case" value="([\w-]+)"', form) == ["cafe-zoe", "m-power", "oxpip"]


def test_every_edition_on_the_shelf_can_be_reached_by_the_list(client: Client) -> None:
    found: list[str] = []
    for number in range(1, 6):
        html = page(client, f"?page={number}")
        found += re.findall(r'<h2><a href="/case-studies/([\w-]+)/">', html)
        if 'rel="next"' not in html:
            break
    assert sorted(found) == sorted(
        Edition.objects.filter(current=True).exclude(document=None).values_list("slug", flat=True)
    )
