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
        Address("/case-studies/?q=familys+midshyre&theme=early-years&sort=reach", 200, 7),
        Address("/case-studies/?place=E10000029&coverage=not-stated&cost=not-stated&sort=coverage", 200, 5),
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
        Address("/case-studies/oxpip/editions/", 200, 3),
        Address("/case-studies/open-door/editions/", 200, 3),
        Address("/case-studies/corrected/editions/", 200, 3),
        Address("/case-studies/forgotten/editions/", 200, 3),
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
    "case-study-file": [
        Address("/case-studies/oxpip.json", 200, 2),
        Address("/case-studies/oxpip.csv", 200, 2),
        Address("/case-studies/oxpip.pdf", 200, 2),
        Address("/case-studies/m-power.pdf", 200, 2),
        Address("/case-studies/open-door.json", 200, 2),
        Address("/case-studies/open-door.csv", 200, 2),
        Address("/case-studies/open-door.pdf", 200, 2),
        Address("/case-studies/corrected.json", 200, 2),
        Address("/case-studies/example-kite.csv", 200, 2),
        Address("/case-studies/gone.json", 410, 1),
        Address("/case-studies/gone.csv", 410, 1),
        Address("/case-studies/gone.pdf", 410, 1),
        Address("/case-studies/unfinished.json", 404, 3),
        Address("/case-studies/never-was.pdf", 404, 3),
        Address("/case-studies/oxpip.exe", 404, 0),
    ],
    "edition-file": [
        Address("/case-studies/open-door/editions/1.json", 200, 2),
        Address("/case-studies/open-door/editions/1.pdf", 200, 2),
        Address("/case-studies/corrected/editions/1.json", 200, 2),
        Address("/case-studies/corrected/editions/1.csv", 200, 2),
        Address("/case-studies/corrected/editions/1.pdf", 200, 2),
        Address("/case-studies/forgotten/editions/1.json", 410, 3),
        Address("/case-studies/forgotten/editions/1.csv", 410, 3),
        Address("/case-studies/gone/editions/1.json", 410, 1),
        Address("/case-studies/open-door/editions/3.csv", 404, 3),
        Address("/case-studies/unfinished/editions/1.json", 404, 3),
    ],
    "case-study-chart": [
        Address("/case-studies/oxpip/charts/rate-oxpip-individual-2014.svg", 200, 2),
        Address("/case-studies/oxpip/charts/income-oxpip-last-year.svg", 200, 2),
        Address("/case-studies/oxpip/charts/no-such-chart.svg", 404, 2),
        Address("/case-studies/gone/charts/rate-x.svg", 410, 1),
    ],
    "edition-chart": [
        Address("/case-studies/oxpip/editions/1/charts/flow-oxpip-groups-2014.svg", 200, 2),
        Address("/case-studies/forgotten/editions/1/charts/rate-x.svg", 410, 3),
        Address("/case-studies/unfinished/editions/1/charts/rate-x.svg", 404, 3),
    ],
    "list-file": [
        Address("/case-studies.csv", 200, 3),
        Address("/case-studies.xlsx", 200, 3),
        Address("/case-studies.json?examples=show", 200, 3),
        Address("/case-studies.csv?q=famlies&theme=early-years&sort=reach", 200, 4),
        Address("/case-studies.pdf", 404, 0),
    ],
    "shortlist-file": [
        Address("/shortlist.csv?case=oxpip&case=m-power&case=gone&case=unfinished", 200, 1),
        Address("/shortlist.xlsx?case=open-door", 200, 1),
        Address("/shortlist.json?case=oxpip", 200, 1),
        Address("/shortlist.pdf?case=oxpip&case=example-kite", 200, 1),
        Address("/shortlist.csv?case=gone", 404, 1),
        Address("/shortlist.csv", 404, 0),
    ],
    "data": [Address("/data/", 200, 1)],
    "funding-file": [
        Address("/funding.360giving.json", 200, 1),
        Address("/funding.360giving.csv", 200, 1),
        Address("/funding.360giving.xml", 404, 0),
    ],
    "feed": [Address("/feeds/editions.atom", 200, 2)],
    "sitemap": [Address("/sitemap.xml", 200, 6)],
    "robots": [Address("/robots.txt")],
    "security": [Address("/.well-known/security.txt")],
    "edition-schema": [Address("/schemas/edition-1.json")],
    "api-editions": [
        Address("/api/v1/editions", 200, 1),
        Address("/api/v1/editions?limit=1&cursor=m-power&examples=hide", 200, 1),
        Address("/api/v1/editions?limit=0", 422, 0),
    ],
    "api-edition": [
        Address("/api/v1/editions/oxpip", 200, 2),
        Address("/api/v1/editions/corrected", 200, 2),
        Address("/api/v1/editions/gone", 410, 1),
        Address("/api/v1/editions/unfinished", 404, 3),
    ],
    "api-history": [
        Address("/api/v1/editions/open-door/history", 200, 2),
        Address("/api/v1/editions/corrected/history", 200, 2),
        Address("/api/v1/editions/gone/history", 410, 1),
        Address("/api/v1/editions/unfinished/history", 404, 3),
    ],
    "api-numbered_edition": [
        Address("/api/v1/editions/open-door/1", 200, 2),
        Address("/api/v1/editions/corrected/1", 200, 2),
        Address("/api/v1/editions/forgotten/1", 410, 3),
        Address("/api/v1/editions/gone/1", 410, 1),
    ],
    "api-search": [
        Address("/api/v1/search", 200, 3),
        Address("/api/v1/search?q=famlies&examples=show&theme=early-years", 200, 5),
    ],
    "api-named": [Address("/api/v1/named/themes", 200, 2), Address("/api/v1/named/people", 422, 0)],
    "api-tombstones": [
        Address("/api/v1/tombstones", 200, 1),
        Address("/api/v1/tombstones?since=2026-02-30", 422, 0),
    ],
    "api-pooled": [
        Address("/api/v1/measures/pir-gas/pooled", 200, 3),
        Address("/api/v1/measures/never-was/pooled", 404, 1),
    ],
    "api-openapi": [Address("/api/v1/openapi.json")],
    "api-docs": [Address("/api/v1/docs")],
    "api-root": [Address("/api/v1/", 404)],
    "api-nowhere": [Address("/api/v1/people", 404)],
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
        Address("/compare/?case=oxpip", 200, 1),
        Address("/compare/?case=oxpip&case=m-power&case=open-door&case=corrected", 200, 1),
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
    "theme": [Address("/themes/early-years/", 200, 5), Address("/themes/never-was/", 404, 2)],
    "places": [Address("/places/", 200, 2)],
    "place": [
        Address("/places/E10000025/", 200, 8),
        Address("/places/E12000008/?examples=show", 200, 8),
        Address("/places/E06000017/", 200, 9),  # Rutland: nothing yet, so what is nearest is looked for
        Address("/places/never-was/", 404, 2),
    ],
    "funders": [Address("/funders/", 200, 1)],
    "funder": [Address("/funders/henry-smith-charity/", 200, 6), Address("/funders/never-was/", 404, 2)],
    "providers": [Address("/providers/", 200, 1)],
    "provider": [
        Address("/providers/oxpip/", 200, 5),
        Address("/providers/never-was/", 404, 2),
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
