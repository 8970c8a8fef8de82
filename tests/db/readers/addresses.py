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
        Address("/case-studies/", 200, 3),
        Address("/case-studies/?examples=show", 200, 3),
        Address("/case-studies/?examples=hide&page=2", 200, 3),
        Address("/case-studies/?page=abc", 200, 3),
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
    "explorer": [
        Address("/case-studies/oxpip/explorer/", 200, 2),
        Address("/case-studies/oxpip/explorer/?target=70&assume=share&share=58.5", 200, 2),
        Address("/case-studies/oxpip/explorer/?target=1e3&assume=x%00&share=-1", 200, 2),
        Address("/case-studies/m-power/explorer/", 200, 2),
        Address("/case-studies/corrected/explorer/", 200, 2),
        Address("/case-studies/gone/explorer/", 410, 1),
        Address("/case-studies/unfinished/explorer/", 404, 3),
    ],
    "compare": [
        Address("/compare/", 200, 0),
        Address("/compare/?case=oxpip", 200, 2),
        Address("/compare/?case=oxpip&case=m-power&case=open-door&case=corrected", 200, 2),
        Address("/compare/?case=oxpip&case=gone&case=unfinished&case=never-was&case=open-door&case=x%00", 200, 2),
        Address("/compare/?case=%00&case=%22&case=..%2F", 200, 0),
    ],
    "measures": [Address("/measures/", 200, 2), Address("/measures/?examples=show", 200, 2)],
    "measure": [
        Address("/measures/pir-gas/", 200, 3),
        Address("/measures/pir-gas/?examples=show", 200, 3),
        Address("/measures/loaf/", 200, 3),
        Address("/measures/never-was/", 404, 1),
    ],
    "themes": [Address("/themes/", 200, 2)],
    "theme": [Address("/themes/early-years/", 200, 5), Address("/themes/never-was/", 404, 1)],
    "places": [Address("/places/", 200, 2)],
    "place": [
        Address("/places/E10000025/", 200, 8),
        Address("/places/E12000008/?examples=show", 200, 8),
        Address("/places/E06000017/", 200, 9),  # Rutland: nothing yet, so what is nearest is looked for
        Address("/places/never-was/", 404, 1),
    ],
    "funders": [Address("/funders/", 200, 1)],
    "funder": [Address("/funders/henry-smith-charity/", 200, 5), Address("/funders/never-was/", 404, 1)],
    "providers": [Address("/providers/", 200, 1)],
    "provider": [
        Address("/providers/oxpip/", 200, 5),
        Address("/providers/never-was/", 404, 1),
    ],
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
