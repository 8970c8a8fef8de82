"""What a reader asks for, from an address and back to one: every state of a search is an address.

Nothing here asks the database, and nothing anybody writes into an address is an error: what means nothing is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from casestudies.search.facets import FACETS
from casestudies.search.words import Word, words

LONGEST = 200  # characters of the words that are read
MOST_TERMS = 10
MOST_VALUES = 30  # of a facet
VALUE = re.compile(r"[\w-]{1,100}", re.ASCII)
PAGE = re.compile(r"[1-9]\d{0,5}", re.ASCII)
PIECE = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
SORTS = ("newest", "relevance", "reach", "coverage")  # never by "best"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: a word, or a phrase of several. `unfinished` is the word somebody may still be typing."""

    words: tuple[Word, ...]
    unfinished: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        """What it is looked up by."""
        return tuple(word.stem for word in self.words)


@dataclass(frozen=True)
class Query:
    """A search: words, chosen values of facets, how the hits are sorted, which page of them."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: bool = False
    sort: str = "newest"
    page: int = 1

    @classmethod
    def of(cls, params: QueryDict) -> "Query":
        """What the parameters of an address ask for."""
        q = " ".join(params.get("q", "").replace("\0", " ").split())[:LONGEST]
        chosen = {facet: _values(params.getlist(facet)) for facet in FACETS}
        sort, page = params.get("sort", ""), params.get("page", "")
        return cls(
            q=q,
            chosen={facet: values for facet, values in chosen.items() if values},
            examples=examples_wanted(params.get("examples")),
            sort=sort if sort in SORTS else _usual_sort(q),
            page=int(page) if PAGE.fullmatch(page) else 1,
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is looked for, each thing once, in the order it was written; at most MOST_TERMS."""
        return tuple({term.stems: term for term in _terms(self.q)}.values())[:MOST_TERMS]

    @property
    def sorts(self) -> list[str]:
        """The orders that can be chosen; relevance where something is looked for."""
        return [sort for sort in SORTS if sort != "relevance" or self.terms]

    @property
    def unseen(self) -> dict[str, str]:
        """The parameters that no field of the form shows: they go along with it."""
        examples = {} if self.examples == settings.SHOW_EXAMPLES else {"examples": "show" if self.examples else "hide"}
        return examples | ({} if self.sort == _usual_sort(self.q) else {"sort": self.sort})

    def changed(self, **changes: Any) -> "Query":
        """The same search with other values of `q`, `examples`, `sort`, `page` or of a facet (all it then has).

        What is found is another list then, so it begins at its first page.
        """
        own = {name: value for name, value in changes.items() if name not in FACETS}
        chosen = {**self.chosen, **{name: tuple(values) for name, values in changes.items() if name in FACETS}}
        sort = _usual_sort(own["q"]) if "q" in own and self.sort == _usual_sort(self.q) else self.sort
        new: dict[str, Any] = {"page": 1, "sort": sort, "chosen": {f: v for f, v in chosen.items() if v}, **own}
        return replace(self, **new)

    def without(self, facet: str, value: str) -> "Query":
        """The same search with this value no longer chosen."""
        return self.changed(**{facet: [other for other in self.chosen.get(facet, ()) if other != value]})

    def address(self, **changes: Any) -> str:
        """Its address below the list's own, "?q=…&theme=…", changed as in `changed`; the usual is left out."""
        new = self.changed(**changes) if changes else self
        pairs = [("q", new.q)] if new.q else []
        pairs += [(facet, value) for facet in FACETS for value in new.chosen.get(facet, ())]
        pairs += new.unseen.items()
        if new.page > 1:
            pairs.append(("page", str(new.page)))
        return f"?{urlencode(pairs)}"


def examples_wanted(said: str | None) -> bool:
    """Whether a reader wants to see invented examples: "show" or "hide", else what the portal is set to."""
    return {"show": True, "hide": False}.get(said or "", settings.SHOW_EXAMPLES)


def _usual_sort(q: str) -> str:
    return "relevance" if q else "newest"


def _values(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in given if VALUE.fullmatch(value)))[:MOST_VALUES]


def _terms(q: str) -> Iterator[Term]:
    """Pieces in quotation marks are phrases; a mark nothing closes is no mark. The last bare word is unfinished."""
    pieces = list(PIECE.finditer(q))
    for piece in pieces:
        phrase, bare = piece.span(1), piece.span(2)
        start, end = bare if phrase == (-1, -1) else phrase
        found = tuple(
            Word(start + word.start, start + word.end, word.folded, word.stem) for word in words(q[start:end])
        )
        if phrase != (-1, -1) and found:
            yield Term(found)
        elif phrase == (-1, -1):
            for word in found:
                last = piece is pieces[-1] and word is found[-1] and word.end == len(q)
                yield Term((word,), unfinished=last)
