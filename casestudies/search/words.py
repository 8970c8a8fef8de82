"""Text to words, once, in Python, for documents and for queries: so every database finds the same.

A word is folded (small letters without accents), left out if it is a stop word, and reduced to its English stem
(Snowball, https://snowballstem.org/algorithms/english/stemmer.html).
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST = 40  # characters of a word; the rest is cut off
TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*")
OTHERS = re.compile(r"[^a-z0-9]+")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_STOP = """
    a about after all also am an and any are as at be because been before being between both but by can could did do
    does doing during each few for from had has have having he her here hers him his how i if in into is it its
    itself just me more most my no nor not of off on once only or other our out over own same she should so some
    such than that the their them then there these they this those through to too under until up upon us very was we
    were what when where which while who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP.split())
# plurals no rule of spelling leads back; what the field is about
IRREGULAR = {"children": "child", "women": "woman", "men": "man", "people": "person", "wives": "wife", "lives": "life"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: from which character to which, how it is spelt when folded, and its stem."""

    start: int
    end: int
    folded: str
    stem: str


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, without stop words. Only a–z and 0–9 are left in them."""
    for token in TOKEN.finditer(text):
        folded = fold(token[0])
        if folded and folded not in STOP_WORDS:
            yield Word(token.start(), token.end(), folded, stem(folded))


def fold(word: str) -> str:
    """One word in small letters, without accents and without a possessive ending."""
    small = word.casefold().replace("’", "'").removesuffix("'s").translate(LETTERS)
    return OTHERS.sub("", unicodedata.normalize("NFKD", small))[:LONGEST]


@lru_cache(maxsize=20_000)
def stem(folded: str) -> str:
    """The stem that singular and plural, noun and verb have in common."""
    return _stemmer().stemWord(IRREGULAR.get(folded, folded))


_ours = threading.local()  # a stemmer keeps the word it works on, so every thread has its own


def _stemmer() -> snowballstemmer.stemmer:
    if not hasattr(_ours, "stemmer"):
        _ours.stemmer = snowballstemmer.stemmer("english")
    return _ours.stemmer
