"""Which words the case studies know: what an unfinished word may become, and what a mistyped one may have been."""

from collections.abc import Sequence

from django.db.models import F, Q
from django.db.models.functions import Length

from casestudies.models import SearchWord
from casestudies.search.hints import Known, allowance, nearest
from casestudies.search.query import Query, Term

MOST_ENDINGS = 20  # words an unfinished one may become
SHORTEST_BEGINNING = 2  # letters


def known(query: Query) -> list[Known]:
    """The words that could be meant by the words of a query, those that stand in most editions first; one query."""
    wanted = Q(stem__in={stem for term in query.terms for stem in term.stems})
    for beginning in filter(None, map(_beginning, query.terms)):
        wanted |= Q(word__startswith=beginning)
    return _words(query, wanted)


def alternatives(term: Term, words: Sequence[Known]) -> tuple[tuple[str, ...], ...]:
    """What a term is looked up by: its own stems, or those of the words it begins where no edition has it as it is."""
    beginning = _beginning(term)
    if not beginning or any(word.stem == term.stems[0] for word in words):
        return (term.stems,)
    ends = (word.stem for word in words if word.word.startswith(beginning))
    return tuple((stem,) for stem in dict.fromkeys(ends))[:MOST_ENDINGS] or (term.stems,)


def unknown(query: Query, words: Sequence[Known]) -> list[Term]:
    """The terms of a single word that no edition has, nor any word it could become."""
    stems = {word.stem for word in words}
    return [
        term
        for term in query.terms
        if len(term.words) == 1 and not stems & {stem for other in alternatives(term, words) for stem in other}
    ]


def corrected(query: Query, terms: Sequence[Term]) -> str:
    """The words of the query with the nearest known word in place of each unknown one; "" where none is near.

    One more query where a word is long enough to be recognised.
    """
    lengths = {len(term.words[0].folded) for term in terms if allowance(term.words[0].folded)}
    if not lengths:
        return ""
    near = Q(length__gte=min(lengths) - 2, length__lte=max(lengths) + 2)
    stock, q = _words(query, near), query.q
    for term in sorted(terms, key=lambda term: term.words[0].start, reverse=True):  # from the end: positions stay right
        word = term.words[0]
        if better := nearest(word.folded, stock):
            q = q[: word.start] + better + q[word.end :]
    return "" if q == query.q else q


def _beginning(term: Term) -> str:
    word = term.words[0].folded
    return word if term.unfinished and len(word) >= SHORTEST_BEGINNING else ""


def _words(query: Query, wanted: Q) -> list[Known]:
    """Those of them that the reader's editions hold, with the number of editions; those in most first; one query."""
    editions = F("real") + F("examples") if query.examples else F("real")
    words = SearchWord.objects.annotate(editions=editions, length=Length("word")).filter(wanted, editions__gt=0)
    return [Known(*row) for row in words.order_by("-editions", "word").values_list("word", "stem", "editions")]
