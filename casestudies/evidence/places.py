"""Where there is something, where there is nothing yet, and what is nearest; places come from the registry."""

from dataclasses import dataclass

from casestudies.evidence import mentions
from casestudies.evidence.mentions import Subject
from outcomes.models import Place

PLACE = mentions.Kind.PLACE


@dataclass(frozen=True, slots=True)
class Around:
    """A place, what is around it from the nearest outwards, and its parts with how many case studies each has."""

    place: Place
    codes: tuple[str, ...]
    within: tuple[Place, ...]
    parts: tuple[tuple[Place, Subject | None], ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region or country in the list of places, and the places in it, each with what it has."""

    place: Place
    found: Subject | None
    parts: tuple[tuple[Place, Subject | None], ...]

    @property
    def in_use(self) -> list[tuple[Place, Subject]]:
        """Those of its places that have something."""
        return [(place, found) for place, found in self.parts if found]


def around(gss_code: str, *, examples: bool) -> Around | None:
    """A place with its surroundings, or None. Four queries."""
    rows = Place.objects.select_related("parent__parent__parent", "replaced_by").prefetch_related("replaces")
    place = rows.filter(gss_code=gss_code).first()
    if place is None:
        return None
    children = list(Place.objects.filter(parent=place, replaced_by=None))
    counted = _counted([child.gss_code for child in children], examples)
    return Around(
        place=place,
        codes=(place.gss_code, *(old.gss_code for old in place.replaces.all())),
        within=tuple(place.surroundings()),
        parts=tuple((child, counted.get(child.gss_code)) for child in children),
    )


def nearest(here: Around, *, examples: bool) -> Place | None:
    """The smallest place around this one that has something; None where nothing is near. One query."""
    counted = _counted([place.gss_code for place in here.within], examples)
    return next((place for place in here.within if place.gss_code in counted), None)


def regions(*, examples: bool) -> list[Region]:
    """Every region, and every country without regions, with the places in it. Two queries."""
    counted = {subject.key: subject for subject in mentions.subjects(PLACE, examples=examples)}
    places = list(Place.objects.filter(replaced_by=None).select_related("parent__parent"))
    outer = [place for place in places if place.kind == Place.Kind.REGION]
    outer += [
        place for place in places if place.kind == Place.Kind.COUNTRY and place.pk not in {r.parent_id for r in outer}
    ]
    listed_apart = {place.pk for place in outer}
    of_region: dict[int | None, list[Place]] = {}
    for place in places:
        if place.pk not in listed_apart:
            of_region.setdefault(_region(place), []).append(place)
    return [
        Region(
            place=region,
            found=counted.get(region.gss_code),
            parts=tuple((place, counted.get(place.gss_code)) for place in of_region.get(region.pk, [])),
        )
        for region in outer
    ]


def _region(place: Place) -> int | None:
    """The region or country that a county, district, borough or unitary authority is listed under."""
    parent = place.parent
    return parent.parent_id if parent and parent.kind == Place.Kind.COUNTY else place.parent_id


def _counted(codes: list[str], examples: bool) -> dict[str, Subject]:
    return {subject.key: subject for subject in mentions.subjects(PLACE, examples=examples, among=codes)}
