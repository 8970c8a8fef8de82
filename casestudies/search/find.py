"""Finding case studies: `find(query)` is what a page, a file or the API shows of a search.

The databases only say which editions have which words and values. What is a word is decided before (`words`), and the
order is made here, so both find the same in the same order. An answer takes a fixed number of queries.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import Any

from django.core.paginator import Page, Paginator

from casestudies.editions import former, shelf
from casestudies.search import matching, vocabulary
from casestudies.search.choices import Chip, FacetChoices, chips, choices
from casestudies.search.index import searched
from casestudies.search.matching import Match
from casestudies.search.query import Query
from casestudies.search.snippets import Snippet, snippet

PER_PAGE = 12
BATCH = 100  # documents opened together


@dataclass(frozen=True)
class Hit:
    """One edition that was found, and a few words around what was looked for, where it was not only in a title."""

    published: shelf.Published
    snippet: Snippet | None


@dataclass(frozen=True)
class Hits:
    """One page of what was found; `page` is Django's, of the ids of editions."""

    page: Page[int]
    entries: list[Hit]


class Found:
    """What a query finds. Real case studies stand before invented ones in every order, and are counted alone."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._known = vocabulary.known(query) if query.terms else []
        self._terms = [vocabulary.alternatives(term, self._known) for term in query.terms]
        self._matches = _in_order(matching.matches(query, self._terms), query.sort, len(self._terms))

    @cached_property
    def total(self) -> int:
        """How many real case studies were found."""
        return sum(not match.invented for match in self._matches)

    @cached_property
    def examples(self) -> int:
        """How many invented examples were found."""
        return len(self._matches) - self.total

    @property
    def some_words_only(self) -> bool:
        """Whether no case study has all the words, so that those with any were found."""
        return any(match.met < len(self._terms) for match in self._matches)

    @property
    def no_words(self) -> bool:
        """Whether something was typed that holds no word to look for."""
        return bool(self.query.q) and not self.query.terms

    @cached_property
    def hint(self) -> str:
        """The words that were probably meant, where some stand in no case study; else nothing."""
        unknown = vocabulary.unknown(self.query, self._known)
        return vocabulary.corrected(self.query, unknown) if unknown else ""

    @cached_property
    def facets(self) -> list[FacetChoices]:
        """Every facet with its values and their counts."""
        return choices(self.query, matching.counts(self.query, self._terms))

    @cached_property
    def chips(self) -> list[Chip]:
        """What was chosen, each with the address that takes it back."""
        return chips(self.query, self.facets)

    def page(self, number: int, per_page: int = PER_PAGE) -> Hits:
        """One page of hits; the last where there are not so many."""
        page: Any = Paginator([match.edition for match in self._matches], per_page).get_page(number)
        terms = [stems for term in self._terms for stems in term]
        opened = (published for _, published in shelf.current_of(page.object_list))
        return Hits(page, [Hit(each, snippet(searched(each), terms) if terms else None) for each in opened])

    def editions(self) -> Iterator[shelf.Published]:
        """All that was found, in order, read in batches."""
        for keys in batched((match.edition for match in self._matches), BATCH):
            yield from (published for _, published in shelf.current_of(keys))

    @cached_property
    def looser(self) -> list[tuple[str, "Found"]]:
        """What would be found without the words, or without one facet's choice: a name and what it finds."""
        ways = [("the words", self.query.changed(q=""))] if self.query.q and self.query.chosen else []
        if len(self.query.chosen) + bool(self.query.q) > 1:
            ways += [
                (f"“{facet.heading}”", self.query.changed(**{facet.name: ()})) for facet in self.facets if facet.chosen
            ]
        found = [(name, Found(query)) for name, query in ways]
        return [(name, other) for name, other in found if other.total or other.examples]


def find(query: Query) -> Found:
    """Ask the database for everything that matches; what is only counted or shown is asked for when it is wanted.

    A value that has been merged into another finds what that one does.
    """
    if not former.KINDS.keys() & query.chosen.keys():
        return Found(query)
    known = former.known()
    today = {
        facet: dict.fromkeys(known.key(former.KINDS[facet], value) for value in query.chosen.get(facet, ()))
        for facet in former.KINDS
    }
    return Found(query.changed(**today, page=query.page))


def _in_order(found: Sequence[Match], sort: str, terms: int) -> list[Match]:
    """Newest first among equals, then by slug: three stable sorts, the last of them the strongest."""
    newest = sorted(sorted(found, key=lambda match: match.slug), key=lambda match: match.published_at, reverse=True)
    ranks: dict[str, Callable[[Match], Any]] = {
        "newest": lambda match: 0,
        "relevance": lambda match: (match.titled < terms, -match.met),
        "reach": lambda match: _largest_first(match.reach),
        "coverage": lambda match: _largest_first(match.coverage),
    }
    return sorted(newest, key=lambda match: (match.invented, ranks[sort](match)))


def _largest_first(value: int | None) -> tuple[bool, int]:
    return value is None, -(value or 0)
