"""Writing the search index: in the transaction that publishes, withdraws or retires, and all of it anew at any time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import batched
from types import ModuleType

from django.db import connection, connections, transaction
from django.db.models import Count, F, Max

from casestudies.editions import former, shelf
from casestudies.editions.document import EditionDocument
from casestudies.models import Edition, SearchEntry, SearchFacet, SearchWord
from casestudies.search import facets, postgresql, sqlite, texts
from casestudies.search.words import stem, words

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
MOST_WORDS = 15_000  # of an edition: more positions than this PostgreSQL does not keep
BATCH = 200  # editions read and written together


def index(edition: Edition) -> None:
    """Put a current edition in the place of whatever is there of its case study."""
    index_many([edition])


def index_many(editions: Iterable[Edition]) -> None:
    """Put current editions, one a case study, in the place of whatever is there of their case studies."""
    for some in batched(editions, BATCH):
        with transaction.atomic():
            _one_writer_at_a_time()
            _forget([edition.slug for edition in some])
            _add(shelf.current_of([edition.pk for edition in some]))


def forget(slug: str) -> None:
    """Take everything of a case study out."""
    with transaction.atomic():
        _one_writer_at_a_time()
        _forget([slug])


def rebuild() -> int:
    """Make all of it anew from the current editions; returns how many they are."""
    with transaction.atomic():
        _one_writer_at_a_time()
        for model in (SearchEntry, SearchWord):
            model.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM casestudies_searchtext")
            engine().forget_deleted(cursor)
        keys = shelf.current_keys()
        for some in batched(keys, BATCH):
            _add(shelf.current_of(some))
    return len(keys)


def rebuild_if_empty(*, using: str, **kwargs: object) -> None:
    """Signal receiver after a migrate: fill an index that has just been made."""
    tables = connections[using].introspection.table_names()
    if "casestudies_searchtext" in tables and not SearchEntry.objects.exists() and shelf.current_keys():
        rebuild()


def version() -> str:
    """Changes whenever anything in the index does: a change is a new row, or one row less."""
    state = SearchEntry.objects.aggregate(rows=Count("pk"), newest=Max("pk"))
    return f"{state['rows']}-{state['newest'] or 0}"


def engine() -> ModuleType:
    """How the database in use keeps and matches words."""
    return ENGINES[connection.vendor]


def _one_writer_at_a_time() -> None:
    """Two who publish at once would count the same words in different orders. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE casestudies_searchentry IN SHARE ROW EXCLUSIVE MODE")


def _add(editions: Sequence[tuple[int, shelf.Published]]) -> None:
    """Write editions none of whose case studies is in the index; the first of each pair is the edition's id."""
    known = former.known()
    prepared = [(_entry(key, published, known), published) for key, published in editions]
    entries = SearchEntry.objects.bulk_create(entry for entry, _ in prepared)
    SearchFacet.objects.bulk_create(
        SearchFacet(entry=entry, facet=v.facet, value=v.value, label=v.label[:200], position=v.position)
        for entry, published in prepared
        for v in facets.of(former.named_as_today(published.document, known), figures_retired=published.figures_retired)
    )
    write = engine()
    with connection.cursor() as cursor:
        for entry, published in prepared:
            title, body = _stems(published, known)
            cursor.execute("DELETE FROM casestudies_searchtext WHERE rowid = %s", [entry.pk])
            cursor.execute(write.INSERT, [entry.pk, write.column(title), write.column(body)])
    for invented in (False, True):
        _count(Counter(w for e in entries if e.invented == invented for w in e.words.split()), invented=invented)


def _entry(key: int, published: shelf.Published, known: former.Former) -> SearchEntry:
    document = searched(published)
    coverage, reach = facets.coverage(document), facets.reach(document)
    texts_of = [*texts.titles(document), *_body(document, known)]
    return SearchEntry(
        edition_id=key,
        slug=document.slug,
        invented=document.invented,
        published_at=published.published_at,
        coverage=None if coverage is None else coverage[0],
        reach=None if reach is None else reach[0],
        words=" ".join(sorted({word.folded for text in texts_of for word in words(text)})),
    )


def searched(published: shelf.Published) -> EditionDocument:
    """The document as far as it is searched: without figures where they are retired."""
    return texts.without_figures(published.document) if published.figures_retired else published.document


def _stems(published: shelf.Published, known: former.Former) -> tuple[list[str], list[str]]:
    """The stems of its titles and of all else, in order."""
    document = searched(published)
    title = [word.stem for text in texts.titles(document) for word in words(text)]
    body = [word.stem for text in _body(document, known) for word in words(text)]
    return title[:MOST_WORDS], body[:MOST_WORDS]


def _body(document: EditionDocument, known: former.Former) -> list[str]:
    """What it says, and the former and later names of what has been merged since, so that either is found."""
    return [*(text for _, text in texts.parts(document)), *former.other_names(document, known)]


def _forget(slugs: Sequence[str]) -> None:
    entries = list(SearchEntry.objects.filter(slug__in=slugs))
    if not entries:
        return
    for entry in entries:
        _count(Counter(dict.fromkeys(entry.words.split(), -1)), invented=entry.invented)
    SearchWord.objects.filter(real=0, examples=0).delete()
    with connection.cursor() as cursor:
        for entry in entries:
            cursor.execute("DELETE FROM casestudies_searchtext WHERE rowid = %s", [entry.pk])
        engine().forget_deleted(cursor)
    SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def _count(changes: Counter[str], *, invented: bool) -> None:
    """Add to the number of editions each word stands in."""
    column = "examples" if invented else "real"
    known = set(SearchWord.objects.filter(word__in=changes).values_list("word", flat=True))
    for change in set(changes.values()):
        counted = [word for word, number in changes.items() if number == change and word in known]
        SearchWord.objects.filter(word__in=counted).update(**{column: F(column) + change})
    new = {w: n for w, n in changes.items() if w not in known}
    SearchWord.objects.bulk_create(SearchWord(word=w, stem=stem(w), **{column: n}) for w, n in new.items())
