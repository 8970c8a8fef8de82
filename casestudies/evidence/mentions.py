"""Who and what current editions name: themes, places, funders and providers, each with its case studies."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from casestudies.editions import shelf
from casestudies.models import Edition, Mention

Kind = Mention.Kind


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme, place, funder or provider, and how many case studies name it; invented ones are counted apart."""

    kind: str
    key: str
    name: str
    case_studies: int
    examples: int


def subjects(kind: str, *, examples: bool, among: Iterable[str] | None = None) -> list[Subject]:
    """All of a kind that current editions name (`among`: only of these keys), by name. One query.

    Whom real case studies name come first: among fifty invented ones they would not be found.
    """
    rows = _visible(examples).filter(kind=kind)
    return _counted(kind, rows if among is None else rows.filter(key__in=list(among)))


def keys(kind: str) -> list[str]:
    """Those of a kind that real case studies name. One query."""
    return list(_visible(examples=False).filter(kind=kind).order_by("key").values_list("key", flat=True).distinct())


def beside(kind: str, of: str, keys: Iterable[str], *, examples: bool) -> list[Subject]:
    """All of a `kind` named by the case studies that name one of `keys` (of the kind `of`): who pays for a theme.

    Most often named first. One query.
    """
    found = _visible(examples).filter(kind=kind, slug__in=_slugs(of, keys))
    return sorted(_counted(kind, found), key=lambda subject: (-subject.case_studies - subject.examples, subject.name))


def editions(kind: str, keys: Iterable[str], *, examples: bool) -> QuerySet[Edition]:
    """The current editions that name one of these, as lists show them."""
    return shelf.listed(examples=examples).filter(slug__in=_slugs(kind, keys))


def _visible(examples: bool) -> QuerySet[Mention]:
    return Mention.objects.all() if examples else Mention.objects.filter(invented=False)


def _slugs(kind: str, keys: Iterable[str]) -> QuerySet[Mention, Any]:
    return Mention.objects.filter(kind=kind, key__in=list(keys)).values("slug")


def _counted(kind: str, rows: QuerySet[Mention]) -> list[Subject]:
    """Counted by key; where editions give different names, the newest edition's."""
    grouped = rows.order_by().values("key", "name")
    told = grouped.annotate(
        real=Count("slug", filter=Q(invented=False)),
        made_up=Count("slug", filter=Q(invented=True)),
        newest=Max("published_at"),
    ).order_by("newest")
    found: dict[str, Subject] = {}
    for row in told:
        before = found.get(row["key"])
        found[row["key"]] = Subject(
            kind,
            row["key"],
            row["name"],
            row["real"] + (before.case_studies if before else 0),
            row["made_up"] + (before.examples if before else 0),
        )
    return sorted(found.values(), key=lambda it: (not it.case_studies, it.name.casefold(), it.key))
