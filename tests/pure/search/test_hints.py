"""How far words are from one another, and which one was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.search.hints import Known, distance, nearest


@pytest.mark.parametrize(
    ("a", "b", "mistakes"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("depresion", "depression", 1),
        ("fosetr", "foster", 1),
        ("oxpop", "oxpip", 1),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),  # of the restricted kind: no letter is touched twice
    ],
)
def test_distances(a: str, b: str, mistakes: int) -> None:
    assert distance(a, b) == distance(b, a) == mistakes


def slowly(a: str, b: str) -> int:
    """The definition itself, without a table."""
    if not a or not b:
        return len(a) + len(b)
    best = min(slowly(a[1:], b) + 1, slowly(a, b[1:]) + 1, slowly(a[1:], b[1:]) + (a[0] != b[0]))
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        best = min(best, slowly(a[2:], b[2:]) + 1)
    return best


words = st.text("abc", max_size=6)


@given(words, words)
def test_distances_as_slowly_defined(a: str, b: str) -> None:
    assert distance(a, b) == slowly(a, b)


KNOWN = [Known("depression", "depress", 9), Known("foster", "foster", 2), Known("posted", "post", 5)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("depresion", "depression"),
        ("deprsesion", "depression"),
        ("fosted", "posted"),  # as near as foster, and in more editions
        ("fost", None),  # too short
        ("xfostex", None),  # two mistakes in a word of seven letters
        ("foster", None),  # it is known
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    assert nearest(typed, KNOWN) == meant
