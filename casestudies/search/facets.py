"""Which facets there are, and which values of them an edition has. Pure: a function of the document.

Whatever is hidden in the document is "not stated" here, so that no filter, count or order tells more than the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from casestudies import wording
from casestudies.editions.document import Cohort, EditionDocument, Named
from outcomes.figures import Hidden, Shown

NOT_STATED = "not-stated"
OF_FIGURES = {"measure", "evidence", "comparison", "coverage", "cost", "reach"}
YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one facet. `position` orders bands and nests places; the others are ordered by their counts."""

    facet: str
    value: str
    label: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` up to, but without, `high`; None is no end."""

    value: str
    label: str
    low: float | None
    high: float | None

    def touches(self, low: float, high: float) -> bool:
        """Whether any number from `low` to `high` inclusive is in it."""
        return (self.high is None or low < self.high) and (self.low is None or high >= self.low)


AGES = (
    Band("before-birth", "before birth", None, 0),
    Band("under-2", "under 2", 0, 2 * YEAR),
    Band("2-to-4", "2 to 4", 2 * YEAR, 5 * YEAR),
    Band("5-to-10", "5 to 10", 5 * YEAR, 11 * YEAR),
    Band("11-to-15", "11 to 15", 11 * YEAR, 16 * YEAR),
    Band("16-to-18", "16 to 18", 16 * YEAR, 19 * YEAR),
    Band("19-and-over", "19 and over", 19 * YEAR, None),
)
COVERAGE = (
    Band("under-40", "under 40 %", None, 40),
    Band("40-to-59", "40 to 59 %", 40, 60),
    Band("60-to-79", "60 to 79 %", 60, 80),
    Band("80-and-over", "80 % and over", 80, None),
)
COST = (
    Band("under-500", "under £500", None, 500),
    Band("500-to-999", "£500 to £999", 500, 1_000),
    Band("1000-to-1999", "£1,000 to £1,999", 1_000, 2_000),
    Band("2000-to-4999", "£2,000 to £4,999", 2_000, 5_000),
    Band("5000-and-over", "£5,000 and over", 5_000, None),
)
REACH = (
    Band("under-50", "under 50", None, 50),
    Band("50-to-99", "50 to 99", 50, 100),
    Band("100-to-249", "100 to 249", 100, 250),
    Band("250-to-499", "250 to 499", 250, 500),
    Band("500-and-over", "500 and over", 500, None),
)
EVIDENCE = {
    "scores": "scores held",
    "summary": "published summary",
    "too-few": "too few to show",
    "no-scale": "no scale",
}
COMPARISON = {"present": "there is one", "none": "none", NOT_STATED: wording.NOT_STATED}


def of(document: EditionDocument, *, figures_retired: bool) -> list[Value]:
    """All values of an edition, facet by facet; a facet nothing is known of has the value "not stated".

    Where its figures are retired, the facets made from figures have no value at all.
    """
    kept = {name: facet for name, facet in FACETS.items() if not (figures_retired and name in OF_FIGURES)}
    found = [value for name, facet in kept.items() for value in facet.values(name, document)]
    return list({(value.facet, value.value): value for value in reversed(found)}.values())[::-1]


def listed_cohort(document: EditionDocument) -> Cohort | None:
    """The cohort whose result stands in a list: the first with a rate that shows."""
    return next((cohort for cohort in document.cohorts if isinstance(cohort.derived.rate, Shown)), None)


def coverage(document: EditionDocument) -> tuple[int, int] | None:
    """Scored of those who started, lowest and highest, in whole % as readers see it, of the listed cohort."""
    cohort = listed_cohort(document)
    if cohort is None or isinstance(cohort.derived.coverage, Hidden):
        return None
    span = cohort.derived.coverage.value
    return wording.whole_percent(span.low), wording.whole_percent(span.high)


def reach(document: EditionDocument) -> tuple[int, int] | None:
    """People reached in a year, lowest and highest, where that shows."""
    if document.project.reach is None or isinstance(document.project.reach.people, Hidden):
        return None
    people = document.project.reach.people.value
    return people.low, people.high


# ------------------------------------------------------------------------------------------- the values of each facet


def _named(facet: str, found: Iterable[Named]) -> Iterator[Value]:
    values = [Value(facet, named.key, named.name) for named in found]
    yield from values or [_not_stated(facet)]


def _not_stated(facet: str) -> Value:
    return Value(facet, NOT_STATED, wording.NOT_STATED, "~")  # after all others


def _banded(facet: str, bands: Sequence[Band], span: tuple[float, float] | None) -> Iterator[Value]:
    if span is None:
        yield _not_stated(facet)
        return
    for position, band in enumerate(bands):
        if band.touches(*span):
            yield Value(facet, band.value, band.label, str(position))


def _from(facet: str, choices: dict[str, str], found: Iterable[str]) -> Iterator[Value]:
    there = set(found)
    for position, (value, label) in enumerate(choices.items()):
        if value in there:
            yield Value(facet, value, label, str(position))


def _themes(facet: str, document: EditionDocument) -> Iterator[Value]:
    themes = document.project.themes
    if document.theme and document.theme not in {theme.name for theme in themes}:
        themes = (Named(slugify(document.theme), document.theme), *themes)
    yield from _named(facet, themes)


def _places(facet: str, document: EditionDocument) -> Iterator[Value]:
    served = [place for place in document.project.places if place.families_come]
    for place in served:
        path = [*reversed(place.within), Named(place.key, place.name)]
        for depth, named in enumerate(path, start=1):
            yield Value(facet, named.key, named.name, " / ".join(part.name for part in path[:depth]))
    if not served:
        yield _not_stated(facet)


def _ages(facet: str, document: EditionDocument) -> Iterator[Value]:
    low, high = document.project.age_from_months, document.project.age_to_months
    ends = [end for end in (low, high) if end is not None]
    if len(ends) == 2 and ends[0] < ends[1]:
        ends[1] -= 1  # "to the second birthday" is not age 2
    yield from _banded(facet, AGES, (ends[0], ends[-1]) if ends else None)


def _measures(facet: str, document: EditionDocument) -> Iterator[Value]:
    for cohort in document.cohorts:
        yield Value(facet, cohort.measure.key, cohort.measure.short_name)
    if not document.cohorts:
        yield Value(facet, "none", "no scale", "~")


def _evidence(facet: str, document: EditionDocument) -> Iterator[Value]:
    shown = [cohort for cohort in document.cohorts if isinstance(cohort.derived.rate, Shown)]
    kinds = {"summary" if cohort.block.basis == "reported" else "scores" for cohort in shown}
    yield from _from(facet, EVIDENCE, kinds or {"too-few" if document.cohorts else "no-scale"})


def _comparison(facet: str, document: EditionDocument) -> Iterator[Value]:
    said = {cohort.comparison_group or NOT_STATED for cohort in document.cohorts}
    yield from _from(facet, COMPARISON, said or {NOT_STATED})


def _cost(facet: str, document: EditionDocument) -> Iterator[Value]:
    seen = document.funding.per_person.seen
    yield from _banded(facet, COST, (float(seen.low), float(seen.high)) if seen else None)


def _of_organisations(pick: Callable[[EditionDocument], Iterable[Named]]) -> Callable[..., Iterator[Value]]:
    return lambda facet, document: _named(facet, pick(document))


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to choose case studies: its heading, and how its values are read from a document."""

    heading: str
    values: Callable[[str, EditionDocument], Iterator[Value]]


FACETS = {
    "theme": Facet("Theme", _themes),
    "place": Facet("Place", _places),
    "age": Facet("Age", _ages),
    "measure": Facet("Measure", _measures),
    "funder": Facet(
        "Who pays", _of_organisations(lambda document: [f for part in document.funding.parts for f in part.funders])
    ),
    "provider": Facet("Provider", _of_organisations(lambda document: filter(None, [document.project.provider]))),
    "route": Facet(
        "Who refers", _of_organisations(lambda document: [Named(r.key, r.name) for r in document.referrals.routes])
    ),
    "evidence": Facet("Evidence", _evidence),
    "comparison": Facet("Comparison group", _comparison),
    "coverage": Facet("Scored twice, of those who started", lambda name, doc: _banded(name, COVERAGE, coverage(doc))),
    "cost": Facet("Income a person seen", _cost),
    "reach": Facet("People reached in a year", lambda name, doc: _banded(name, REACH, reach(doc))),
}
