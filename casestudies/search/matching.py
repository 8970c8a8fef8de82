"""The SQL of a search: which editions match, and how many of them have which value of a facet.

Whatever readers write is a parameter. What is not on the shelf is not found, whatever the index says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from casestudies.search.index import engine
from casestudies.search.query import Query

type Alternatives = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """An edition that is found and what it is sorted by: so many terms `met`, `titled` of them in its titles.

    `published_at` is as the database gives it: it sorts by time, and that is all it is for.
    """

    edition: int
    slug: str
    invented: bool
    published_at: Any
    reach: int | None
    coverage: int | None
    met: int
    titled: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many matches, all of them real or all invented, have one value of a facet."""

    facet: str
    value: str
    label: str
    position: str
    invented: bool
    editions: int


def matches(query: Query, terms: Sequence[Alternatives]) -> list[Match]:
    """The editions that meet all terms (or, where none does, any) and all chosen facets, in no order; one query."""
    sql, params = _hits(query, terms)
    columns = "edition_id, slug, invented, published_at, reach, coverage, met, titled"
    rows = _ask(f"{sql} SELECT {columns} FROM hits WHERE missed = 0", params)
    return [
        Match(edition, slug, bool(invented), published_at, reach, coverage, int(met), int(titled))
        for edition, slug, invented, published_at, reach, coverage, met, titled in rows
    ]


def counts(query: Query, terms: Sequence[Alternatives]) -> list[Counted]:
    """What the facets count: each over the matches of all choices but its own; one query.

    A match counts towards a facet if it misses no choice, or that facet's own alone. What is chosen is always there,
    with 0 where nothing matches.
    """
    sql, params = _hits(query, terms)
    bits = _bits(query)
    own = " ".join(f"WHEN %s THEN {bit}" for bit in bits.values())
    own_choice = f"OR hits.missed = CASE facet.facet {own} ELSE -1 END" if own else ""
    chosen, chosen_params = _chosen(query)
    rows = _ask(
        f"""{sql} SELECT facet, value, max(label), max(position), invented, sum(met) FROM (
            SELECT facet.facet, facet.value, facet.label, facet.position, hits.invented AS invented, 1 AS met
              FROM hits JOIN casestudies_searchfacet facet ON facet.entry_id = hits.id
             WHERE hits.missed = 0 {own_choice}
            UNION ALL
            SELECT facet.facet, facet.value, facet.label, facet.position, FALSE, 0
              FROM casestudies_searchfacet facet WHERE {chosen}
            ) AS counted GROUP BY facet, value, invented""",
        [*params, *bits, *chosen_params],
    )
    return [
        Counted(facet, value, label, position, bool(invented), int(editions))
        for facet, value, label, position, invented, editions in rows
    ]


def _hits(query: Query, terms: Sequence[Alternatives]) -> tuple[str, list[Any]]:
    """The WITH clause whose `hits` are all that meet the terms; `missed` has a bit for each choice they do not meet."""
    params: list[Any] = []
    words, met = "", "0 AS met, 0 AS titled"
    join = ""
    if terms:
        words = f"matched AS MATERIALIZED ({_matched(terms, params)}),"
        met, join = "matched.met, matched.titled", "JOIN matched ON matched.entry = entry.id"
    missed = ["0"]
    for facet, bit in _bits(query).items():
        missed.append(
            f"""CASE WHEN EXISTS (SELECT 1 FROM casestudies_searchfacet facet WHERE facet.entry_id = entry.id
                AND facet.facet = %s AND facet.value IN ({_marks(query.chosen[facet])})) THEN 0 ELSE {bit} END"""
        )
        params += [facet, *query.chosen[facet]]
    sql = f"""WITH {words} found AS MATERIALIZED (
        SELECT entry.id, entry.edition_id, entry.slug, entry.invented, entry.published_at, entry.reach, entry.coverage,
               {met}, {" + ".join(missed)} AS missed
          FROM casestudies_searchentry entry JOIN casestudies_edition edition ON edition.id = entry.edition_id {join}
         WHERE edition.current AND edition.document IS NOT NULL{"" if query.examples else " AND NOT entry.invented"}),
        hits AS MATERIALIZED (
        SELECT * FROM found WHERE met = {len(terms)} OR (SELECT max(met) FROM found) < {len(terms)})"""
    return sql, params


def _matched(terms: Sequence[Alternatives], params: list[Any]) -> str:
    """Entry by entry how many terms are met, and how many of them in a title; adds its parameters."""
    selects = []
    for term in terms:
        for condition, values in ((engine().anywhere, "1 AS met, 0 AS titled"), (engine().in_title, "0, 1")):
            where, own = condition(term)
            selects.append(f"SELECT rowid AS entry, {values} FROM casestudies_searchtext WHERE {where}")
            params += own
    return f"""SELECT entry, sum(met) AS met, sum(titled) AS titled
        FROM ({" UNION ALL ".join(selects)}) AS terms GROUP BY entry"""


def _bits(query: Query) -> dict[str, int]:
    return {facet: 1 << number for number, facet in enumerate(query.chosen)}


def _chosen(query: Query) -> tuple[str, list[str]]:
    if not query.chosen:
        return "FALSE", []
    each = [f"(facet.facet = %s AND facet.value IN ({_marks(values)}))" for values in query.chosen.values()]
    return " OR ".join(each), [part for facet, values in query.chosen.items() for part in (facet, *values)]


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _ask(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
