"""A few words around what was found: the right ones marked, everything else escaped."""

from dataclasses import replace
from datetime import date

import pytest

from casestudies.editions.compose import compose
from casestudies.editions.document import EditionDocument, Story
from casestudies.search.snippets import snippet
from tests.pure.editions.cases import case


def told(background: str, action: str = "") -> EditionDocument:
    document = compose(case(), edition=1, published=date(2026, 11, 23), small=7)
    return replace(document, story=Story(background, action, "", (), ()))


@pytest.mark.parametrize(
    ("background", "terms", "html"),
    [
        ("Bonds form.", [("bond",)], "<mark>Bonds</mark> form."),
        ("A **baby** cries.", [("babi",)], "A <mark>baby</mark> cries."),
        ("Zoë’s café", [("zoe",), ("cafe",)], "<mark>Zoë’s</mark> <mark>café</mark>"),
        ("Going, going into care.", [("go", "care")], "Going, <mark>going</mark> into <mark>care</mark>."),
        ("<b>Care</b> & <script>", [("care",)], "&lt;b&gt;<mark>Care</mark>&lt;/b&gt; &amp; &lt;script&gt;"),
        ("<care>", [("care",)], "&lt;<mark>care</mark>&gt;"),
    ],
)
def test_marks(background: str, terms: list[tuple[str, ...]], html: str) -> None:
    found = snippet(told(background), terms)
    assert found is not None
    assert (found.part, found.html) == ("Background", html)


def test_the_place_with_most_different_words_wins() -> None:
    document = told("Care and care and care. " + "x " * 200 + "Care.", "Families and care.")
    found = snippet(document, [("care",), ("famili",)])
    assert found is not None
    assert (found.part, found.html) == ("Action", "<mark>Families</mark> and <mark>care</mark>.")


def test_it_is_cut_between_words() -> None:
    found = snippet(told("before " * 40 + "Bonds " + "after " * 80), [("bond",)])
    assert found is not None
    assert found.html.startswith("… before")
    assert found.html.endswith("after …")
    assert "before <mark>Bonds</mark> after" in found.html
    assert 200 < len(found.html) < 300


def test_where_only_a_title_has_it_there_is_none() -> None:
    assert snippet(told("Nothing of the kind."), [("headlin",)]) is None
