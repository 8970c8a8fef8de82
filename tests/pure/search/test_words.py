"""What is a word, and which words are the same."""

import pytest

from casestudies.search.words import STOP_WORDS, fold, stem, words


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Parents and babies", ["parent", "babi"]),
        ("a baby's parent", ["babi", "parent"]),
        ("children’s centres", ["child", "centr"]),
        ("the child, the children", ["child", "child"]),
        ("parent–infant", ["parent", "infant"]),
        ("Café Zoë, ŁÓDŹ", ["cafe", "zoe", "lodz"]),
        ("Cafe\u0301 Zoe\u0308", ["cafe", "zoe"]),
        ("PIR-GAS 40 and under", ["pir", "gas", "40"]),
        ("the of and to", []),
        ("… “!” — \0 _", []),
        ("日本 кафе", []),
        ("'tis o'clock", ["tis", "oclock"]),
    ],
)
def test_stems(text: str, stems: list[str]) -> None:
    assert [word.stem for word in words(text)] == stems


def test_a_word_knows_where_it_stands() -> None:
    text = "Zu Zoe\u0308’s Café!"
    assert [text[word.start : word.end] for word in words(text)] == ["Zu", "Zoe\u0308’s", "Café"]


def test_a_word_has_at_most_forty_letters_of_a_to_z_and_digits() -> None:
    assert fold("ab" * 1_000) == "ab" * 20
    assert fold("½") == "12"
    assert all(fold(chr(letter)).isascii() for letter in range(0x2000))


def test_stop_words_are_folded() -> None:
    assert all(fold(word) == word for word in STOP_WORDS)
    assert stem("bonding") == stem("bonds") == "bond"
