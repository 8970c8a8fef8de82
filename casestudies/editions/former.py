"""What merged organisations, places and themes go by today.

An edition keeps the keys and names it was published with; lists, filters and addresses follow merges. So an old key
leads to the new one, and whoever looks for either name finds the same case studies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from casestudies.editions.document import EditionDocument, Named, Organisation, Place
from casestudies.models import Merge
from outcomes import models as facts

ORGANISATION, PLACE, THEME = Merge.Kind.ORGANISATION.value, Merge.Kind.PLACE.value, Merge.Kind.THEME.value
# what lists and addresses call them → the kind of merge
KINDS = {"funder": ORGANISATION, "provider": ORGANISATION, "place": PLACE, "theme": THEME}


@dataclass(frozen=True)
class Former:
    """`now`: kind and former key → what it goes by today; `names`: kind and key of today → its former names."""

    now: Mapping[tuple[str, str], Named]
    names: Mapping[tuple[str, str], tuple[str, ...]]

    def key(self, kind: str, key: str) -> str:
        """The key of today."""
        found = self.now.get((kind, key))
        return found.key if found else key

    def keys(self, kind: str, key: str) -> set[str]:
        """A key of today and all that lead to it."""
        return {key} | {old for (of, old), named in self.now.items() if (of, named.key) == (kind, key)}


def known() -> Former:
    """Every merge that holds, followed to its end. One query."""
    now: dict[tuple[str, str], Named] = {}
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    # A key that has been given to a new row since means that row. Organisations are not asked: they are no public list,
    # and nobody can add one under a former name.
    given_again = Q(kind=PLACE, gone_key__in=facts.Place.objects.values("gss_code")) | Q(
        kind=THEME, gone_key__in=facts.Theme.objects.values("key")
    )
    for merge in Merge.objects.filter(undone_at=None).exclude(given_again).order_by("-pk").defer("remembered"):
        today = now.get((merge.kind, merge.kept_key)) or Named(merge.kept_key, merge.kept_name)
        now[merge.kind, merge.gone_key] = today
        names[merge.kind, today.key] = (*names.get((merge.kind, today.key), ()), merge.gone_name)
    return Former(now, names)


def named_as_today(document: EditionDocument, former: Former) -> EditionDocument:
    """The same document with every merged organisation, place and theme under its key and name of today; only for
    lists and filters: what readers are shown of an edition is what was published."""
    if not former.now:
        return document

    def today[N: (Named, Organisation, Place)](kind: str, named: N) -> N:
        found = former.now.get((kind, named.key))
        return replace(named, key=found.key, name=found.name) if found else named

    project = document.project
    provider = project.provider and today(ORGANISATION, project.provider)
    places = (replace(p, within=tuple(today(PLACE, around) for around in p.within)) for p in project.places)
    themes = tuple(today(THEME, theme) for theme in project.themes)
    lead = {old.name: new.name for old, new in zip(project.themes, themes, strict=True)}
    parts = tuple(
        replace(part, funders=tuple(today(ORGANISATION, funder) for funder in part.funders))
        for part in document.funding.parts
    )
    return replace(
        document,
        theme=lead.get(document.theme, document.theme),
        project=replace(
            project, provider=provider, themes=themes, places=tuple(today(PLACE, place) for place in places)
        ),
        funding=replace(document.funding, parts=parts),
    )


def other_names(document: EditionDocument, former: Former) -> Iterator[str]:
    """Names that what a document names has had or has today, beside those it is published with."""
    for kind, key in dict.fromkeys(_named(named_as_today(document, former))):
        yield from former.names.get((kind, key), ())
    for kind, key in dict.fromkeys(_named(document)):
        if found := former.now.get((kind, key)):
            yield found.name


def _named(document: EditionDocument) -> Iterator[tuple[str, str]]:
    project = document.project
    if project.provider:
        yield ORGANISATION, project.provider.key
    for part in document.funding.parts:
        yield from ((ORGANISATION, funder.key) for funder in part.funders)
    for place in project.places:
        yield from ((PLACE, key) for key in (place.key, *(around.key for around in place.within)))
    yield from ((THEME, theme.key) for theme in project.themes)
