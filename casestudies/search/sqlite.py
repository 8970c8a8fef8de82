"""How SQLite keeps and matches prepared words: an FTS5 table of two columns. See `postgresql` for the other way.

A term is given as its alternatives, each a stem or the stems of a phrase in order; all are a–z and 0–9 alone.
"""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

type Alternatives = Sequence[Sequence[str]]

INSERT = "INSERT INTO casestudies_searchtext (rowid, title, body) VALUES (%s, %s, %s)"


def column(stems: Sequence[str]) -> str:
    """Stems in order as the column takes them."""
    return " ".join(stems)


def anywhere(term: Alternatives) -> tuple[str, list[str]]:
    """A condition and its parameters: the term stands in the title or in the body."""
    return "casestudies_searchtext MATCH %s", [_written(term)]


def in_title(term: Alternatives) -> tuple[str, list[str]]:
    """A condition and its parameters: the term stands in the title."""
    return "casestudies_searchtext MATCH %s", [f"title : ({_written(term)})"]


def forget_deleted(cursor: CursorWrapper) -> None:
    """Rewrite the index without the words of deleted rows: until then FTS5 keeps them, marked as gone."""
    cursor.execute("INSERT INTO casestudies_searchtext (casestudies_searchtext) VALUES ('optimize')")


def _written(term: Alternatives) -> str:
    return " OR ".join(f'"{" ".join(stems)}"' for stems in term)
