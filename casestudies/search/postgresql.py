"""How PostgreSQL keeps and matches prepared words: two tsvectors with GIN indexes. See `sqlite` for the other way.

The vectors are written out with their positions instead of parsed again: what is a word has been decided (`words`).
"""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

type Alternatives = Sequence[Sequence[str]]

LAST_POSITION = 16_383  # of a tsvector
INSERT = "INSERT INTO casestudies_searchtext (rowid, title, body) VALUES (%s, %s::tsvector, %s::tsvector)"


def column(stems: Sequence[str]) -> str:
    """Stems in order as the column takes them: each with its positions."""
    return " ".join(f"{stem}:{position}" for position, stem in enumerate(stems[:LAST_POSITION], start=1))


def anywhere(term: Alternatives) -> tuple[str, list[str]]:
    """A condition and its parameters: the term stands in the title or in the body."""
    written = _written(term)
    return "(title @@ %s::tsquery OR body @@ %s::tsquery)", [written, written]


def in_title(term: Alternatives) -> tuple[str, list[str]]:
    """A condition and its parameters: the term stands in the title."""
    return "title @@ %s::tsquery", [_written(term)]


def forget_deleted(cursor: CursorWrapper) -> None:
    """Nothing to do: deleted rows are out of every index entry's sight, and vacuum removes them."""


def _written(term: Alternatives) -> str:
    return " | ".join(f"({' <-> '.join(stems)})" for stems in term)
