"""Every state of a search is an address, and every address is some search."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from casestudies.search.query import Query


def asked(query_string: str) -> Query:
    return Query.of(QueryDict(query_string))


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", "?"),
        ("q=&theme=&sort=&page=", "?"),
        ("q=bonds", "?q=bonds"),
        ("q=++bonds+++and++babies+", "?q=bonds+and+babies"),
        ("place=E10000029&theme=b&theme=a&theme=b", "?theme=b&theme=a&place=E10000029"),
        ("theme=%00&theme=a+b&theme=%27&place=" + "x" * 101, "?"),
        ("sort=newest", "?"),
        ("sort=relevance", "?sort=relevance"),
        ("q=a+baby&sort=relevance", "?q=a+baby"),
        ("q=baby&sort=newest", "?q=baby&sort=newest"),
        ("sort=best", "?"),
        ("page=3", "?page=3"),
        ("page=0", "?"),
        ("page=-1&page=%D9%A3", "?"),
        ("page=" + "9" * 5_000, "?"),
        ("examples=show", "?"),
        ("examples=hide", "?examples=hide"),
        ("examples=maybe&unknown=1", "?"),
        ("q=" + "x" * 2_000, "?q=" + "x" * 200),
        ("q=%00bonds%00", "?q=bonds"),
        ("q=%22going+into+care%22&coverage=under-40", "?q=%22going+into+care%22&coverage=under-40"),
    ],
)
@override_settings(SHOW_EXAMPLES=True)
def test_addresses(given: str, address: str) -> None:
    query = asked(given)
    assert query.address() == address
    assert asked(address[1:]) == query


@override_settings(SHOW_EXAMPLES=False)
def test_examples_are_asked_for_where_they_are_not_shown_by_themselves() -> None:
    assert asked("").examples is False
    assert asked("").address(examples=True) == "?examples=show"
    assert asked("examples=show").unseen == {"examples": "show"}
    assert asked("examples=hide").address() == "?"


def test_a_change_goes_back_to_the_first_page() -> None:
    query = asked("q=baby&theme=a&theme=b&page=4&sort=reach")
    assert query.address(sort="coverage") == "?q=baby&theme=a&theme=b&sort=coverage"
    assert query.without("theme", "a").address() == "?q=baby&theme=b&sort=reach"
    assert query.address(q="") == "?theme=a&theme=b&sort=reach"
    assert query.address(page=5) == "?q=baby&theme=a&theme=b&sort=reach&page=5"
    assert asked("q=baby").address(q="") == "?", "what is no longer looked for has no relevance"


@pytest.mark.parametrize(
    ("q", "terms"),
    [
        ("bonds babies", [(("bond",), False), (("babi",), True)]),
        ("bonds the", [(("bond",), False)]),
        ('"going into care" chil', [(("go", "care"), False), (("chil",), True)]),
        ("“going into care”", [(("go", "care"), False)]),
        ('babies "', [(("babi",), False)]),
        ('"babies', [(("babi",), True)]),
        ('""', []),
        ("PIR-GAS", [(("pir",), False), (("gas",), True)]),
        ("baby babies BABY", [(("babi",), True)]),
        (" ".join(f"w{number}" for number in range(30)), [((f"w{number}",), False) for number in range(10)]),
    ],
)
def test_what_is_looked_for(q: str, terms: list[tuple[tuple[str, ...], bool]]) -> None:
    assert [(term.stems, term.unfinished) for term in asked(urlencode({"q": q})).terms] == terms


@given(st.dictionaries(st.sampled_from(["q", "theme", "place", "sort", "page", "examples"]), st.lists(st.text())))
def test_whatever_is_sent_is_some_search_with_an_address(params: dict[str, list[str]]) -> None:
    query = asked(urlencode(params, doseq=True, errors="replace"))
    assert len(query.terms) <= 10
    assert asked(query.address()[1:]) == query
