"""Facets as readers choose from them: values in their order with their counts, and chips that take a choice back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casestudies.search.facets import FACETS
from casestudies.search.matching import Counted
from casestudies.search.query import Query


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. `real` and `examples` are counts of projects, and are never added up."""

    facet: str
    value: str
    label: str
    depth: int  # of a place within places: 0 is the widest
    real: int
    examples: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """One facet with all values that can be chosen now."""

    name: str
    heading: str
    values: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many of them are chosen."""
        return sum(value.chosen for value in self.values)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address of the same search without it."""

    heading: str
    label: str
    address: str


def choices(query: Query, counted: Iterable[Counted]) -> list[FacetChoices]:
    """Every facet, in the order of FACETS; bands and places by their position, all others by their counts."""
    found: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for each in counted:
        found[each.facet, each.value].append(each)
    known: dict[str, list[tuple[str, Choice]]] = defaultdict(list)
    for (facet, value), rows in found.items():
        known[facet].append((rows[0].position, _choice(query, facet, value, rows)))
    for facet, values in query.chosen.items():
        strange = [value for value in values if (facet, value) not in found]
        known[facet] += [("~", Choice(facet, value, value, 0, 0, 0, chosen=True)) for value in strange]
    return [
        FacetChoices(facet, FACETS[facet].heading, tuple(choice for _, choice in sorted(known[facet], key=_order)))
        for facet in FACETS
    ]


def _choice(query: Query, facet: str, value: str, rows: Sequence[Counted]) -> Choice:
    real, examples = (sum(row.editions for row in rows if row.invented is kind) for kind in (False, True))
    depth = rows[0].position.count(" / ") if facet == "place" else 0
    return Choice(facet, value, rows[0].label, depth, real, examples, value in query.chosen.get(facet, ()))


def _order(positioned: tuple[str, Choice]) -> tuple[str, int, int, str, str]:
    position, choice = positioned
    return position, -choice.real, -choice.examples, choice.label, choice.value


def chips(query: Query, facets: Iterable[FacetChoices]) -> list[Chip]:
    """The words, then what is chosen in each facet."""
    words = [Chip("Words", query.q, query.address(q=""))] if query.q else []
    chosen = [(facet, value) for facet in facets for value in facet.values if value.chosen]
    return words + [
        Chip(facet.heading, value.label, query.without(facet.name, value.value).address()) for facet, value in chosen
    ]
