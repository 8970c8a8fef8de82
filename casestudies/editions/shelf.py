"""What readers can take from the shelf: editions, retired figures, tombstones; it reads those three tables alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet

from casestudies.editions import document
from casestudies.models import Edition, Retirement, Tombstone

PICTURE_NAME = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,5})?", re.ASCII)  # the hash of its content and its kind

SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)
MOST_CHOSEN = 20  # case studies put side by side by hand


@dataclass(frozen=True)
class Published:
    """One edition as a reader meets it: a retired one without its figures.

    `figures_replaced_by` is the number of the edition whose figures stand now.
    """

    document: document.EditionDocument
    published_at: datetime
    sha256: str
    current: bool
    figures_retired: bool = False
    figures_replaced_by: int | None = None

    @property
    def version(self) -> str:
        """Changes whenever what a reader would see of it changes.

        Retired figures are not in it, not even hashed: whoever guesses them could find out whether the guess is right.
        """
        if self.figures_retired:
            return f"{self.document.edition}-retired-{self.figures_replaced_by}"
        return f"{self.sha256[:24]}-{self.current:d}"


def tombstone(slug: str) -> Tombstone | None:
    """What is left of a withdrawn case study."""
    return Tombstone.objects.filter(slug=slug).first()


def current(slug: str) -> Published | None:
    """The edition at a case study's own address."""
    return _first(_readable().filter(slug=slug, current=True))


def tells_of(slug: str, key: str) -> bool:
    """Whether the edition at a case study's own address has a strand or a cohort of this key."""
    there = current(slug)
    return there is not None and any(key in {of.key, *(one.key for one in of.cohorts)} for of in there.document.strands)


def tombstones(slugs: Sequence[str]) -> dict[str, Tombstone]:
    """What is left of those of them that were withdrawn, by slug. One query."""
    return {stone.slug: stone for stone in Tombstone.objects.filter(slug__in=slugs)}


def numbered(slug: str, number: int) -> Published | None:
    """The edition that is cited by its number; None where there never was one or its document has been erased."""
    return _first(_readable().filter(slug=slug, number=number))


def erased(slug: str, number: int | None = None) -> bool:
    """Whether an edition (of this number, or any) stood here whose document has been erased."""
    rows = Edition.objects.filter(slug=slug, document=None)
    return (rows if number is None else rows.filter(number=number)).exists()


def history(slug: str) -> list[Published]:
    """All editions of a case study, newest first."""
    return [_published(row) for row in _readable().filter(slug=slug).order_by("-number")]


def erased_numbers(slug: str) -> list[int]:
    """The numbers of editions whose documents have been erased, newest first."""
    rows = Edition.objects.filter(slug=slug, document=None).order_by("-number")
    return list(rows.values_list("number", flat=True))


def listed(*, examples: bool) -> QuerySet[Edition]:
    """Current editions, real ones first and the newest of each first; invented ones only when asked for."""
    rows = _readable().filter(current=True).order_by("invented", "-published_at", "slug")
    return rows if examples else rows.filter(invented=False)


def by_slug(*, after: str, examples: bool) -> QuerySet[Edition]:
    """Current editions by the names of their case studies, those after a name."""
    rows = _readable().filter(current=True, slug__gt=after).order_by("slug")
    return rows if examples else rows.filter(invented=False)


def newest(limit: int) -> list[Published]:
    """The editions of real case studies published last, whether or not newer ones have followed."""
    real = _readable().filter(invented=False).exclude(slug__in=Tombstone.objects.values("slug"))
    return [_published(row) for row in real.order_by("-published_at", "slug")[:limit]]


def withdrawn(*, limit: int, since: datetime | None = None, after: str = "", newest: bool = False) -> list[Tombstone]:
    """Tombstones by slug, those `after` a slug, or the `newest` first; `since` leaves out earlier withdrawals."""
    stones = Tombstone.objects.filter(slug__gt=after).order_by(*(("-withdrawn_at",) if newest else ()), "slug")
    return list((stones if since is None else stones.filter(withdrawn_at__gte=since))[:limit])


def opened(rows: Iterable[Edition]) -> list[Published]:
    """The documents of a page of `listed` rows."""
    return [_published(row) for row in rows]


def current_keys() -> list[int]:
    """The ids of all current editions."""
    return list(_readable().filter(current=True).order_by("pk").values_list("pk", flat=True))


def current_of(keys: Sequence[int]) -> list[tuple[int, Published]]:
    """The current editions among these ids, each with its id, in the order of the ids."""
    rows = _readable().filter(current=True).in_bulk(keys)
    return [(key, _published(rows[key])) for key in keys if key in rows]


def chosen(slugs: Sequence[str]) -> list[Published]:
    """The current editions of these case studies, each once, in this order; whatever is none is left out."""
    wanted = [slug for slug in dict.fromkeys(slugs) if SLUG.fullmatch(slug)][:MOST_CHOSEN]
    rows = {row.slug: row for row in _readable().filter(current=True, slug__in=wanted)} if wanted else {}
    return [_published(rows[slug]) for slug in wanted if slug in rows]


def choice(slugs: Iterable[str]) -> str:
    """The query string that names case studies: "?case=a&case=b"; nothing for none."""
    pairs = [("case", slug) for slug in slugs]
    return f"?{urlencode(pairs)}" if pairs else ""


def worked_example() -> Published | None:
    """The current edition that carries a worked example, for the page that explains the figures."""
    rows = _readable().filter(current=True, invented=False, document__contains='"provenance":"simulated"')
    return _first(rows.order_by("slug"))


def picture_is_public(name: str) -> bool:
    """Whether an edition that can be read names this picture: the current one or one that is cited by its number."""
    if not PICTURE_NAME.fullmatch(name):
        return False
    naming = Edition.objects.filter(document__contains=f'"name":"{name}"')
    return naming.exclude(slug__in=Tombstone.objects.values("slug")).exists()


def _readable() -> QuerySet[Edition]:
    return Edition.objects.exclude(document=None).select_related("retirement__replaced_by")


def _first(rows: QuerySet[Edition]) -> Published | None:
    row = rows.first()
    return None if row is None else _published(row)


def _published(row: Edition) -> Published:
    retirement: Retirement | None = getattr(row, "retirement", None)
    whole = document.load(row.document or "")
    return Published(
        document=document.without_figures(whole) if retirement else whole,
        published_at=row.published_at,
        sha256=row.sha256,
        current=row.current,
        figures_retired=retirement is not None,
        figures_replaced_by=retirement.replaced_by.number if retirement and retirement.replaced_by else None,
    )
