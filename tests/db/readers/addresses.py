"""Every public address there is, by the name of its URL, on a full shelf: the table other tests go through."""

from dataclasses import dataclass

from casestudies.editions import document
from casestudies.models import Edition


@dataclass(frozen=True)
class Address:
    """An address, what it answers, and the queries that costs."""

    path: str
    status: int = 200
    queries: int = 0


PUBLIC = {
    "home": [Address("/", 200, 1)],
    "case-studies": [
        Address("/case-studies/", 200, 4),
        Address("/case-studies/?examples=show", 200, 4),
        Address("/case-studies/?examples=hide&page=2", 200, 4),
        Address("/case-studies/?page=abc", 200, 4),
        Address("/case-studies/?q=families", 200, 5),
        Address("/case-studies/?q=familys+midshyre&theme=early-years&sort=reach", 200, 6),
        Address("/case-studies/?place=E10000029&coverage=not-stated&cost=not-stated&sort=coverage", 200, 4),
    ],
    "case-study": [
        Address("/case-studies/oxpip/", 200, 2),
        Address("/case-studies/m-power/", 200, 2),
        Address("/case-studies/open-door/", 200, 2),
        Address("/case-studies/corrected/", 200, 2),
        Address("/case-studies/example-kite/", 200, 2),
        Address("/case-studies/gone/", 410, 1),
        Address("/case-studies/unfinished/", 404, 3),
        Address("/case-studies/never-was/", 404, 3),
    ],
    "editions": [
        Address("/case-studies/oxpip/editions/", 200, 2),
        Address("/case-studies/open-door/editions/", 200, 2),
        Address("/case-studies/corrected/editions/", 200, 2),
        Address("/case-studies/forgotten/editions/", 200, 2),
        Address("/case-studies/gone/editions/", 410, 1),
        Address("/case-studies/unfinished/editions/", 404, 3),
    ],
    "edition": [
        Address("/case-studies/open-door/editions/1/", 200, 2),
        Address("/case-studies/open-door/editions/2/", 200, 2),
        Address("/case-studies/corrected/editions/1/", 200, 2),
        Address("/case-studies/forgotten/editions/1/", 410, 3),
        Address("/case-studies/gone/editions/1/", 410, 1),
        Address("/case-studies/open-door/editions/3/", 404, 3),
        Address("/case-studies/unfinished/editions/1/", 404, 3),
    ],
    "picture": [Address("/pictures/<of open-door>", 200, 1), Address("/pictures/a-kitchen.png", 404, 0)],
    "how-we-count": [Address("/how-we-count/", 200, 1)],
    "accessibility": [Address("/accessibility/")],
    "privacy": [Address("/privacy/")],
    "healthz": [Address("/healthz")],
    "readyz": [Address("/readyz", 200, 2)],
    "gallery": [Address("/gallery/")],
}
ALL = [address for addresses in PUBLIC.values() for address in addresses]


def fill_in(path: str) -> str:
    """The path itself, with the name of the picture that open-door has published."""
    if "<of open-door>" not in path:
        return path
    text = Edition.objects.get(slug="open-door", current=True).document
    assert text is not None
    (picture,) = document.load(text).story.pictures
    return path.replace("<of open-door>", picture.name)
