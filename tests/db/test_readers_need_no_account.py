"""A public page is the same for everybody: it touches no user, no session and no CSRF token, whoever asks."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies import urls, workflow
from casestudies.editions.gather import public_name
from casestudies.models import CaseStudy, Picture, User
from tests import lives, people
from tests.factories import (
    CaseStudyFactory,
    FundingFactory,
    MeasureFactory,
    OrganisationFactory,
    PictureFactory,
    PlaceFactory,
    ThemeFactory,
)

ABOUT_PEOPLE = ("django_session", "casestudies_user", "auth_", "casestudies_membership", "django_admin_log")


@pytest.fixture
def signed_in() -> Client:
    """Somebody with every right, so that any page which asks who is there gets an answer."""
    return people.signed_in(User.objects.create_superuser("admin@example.org"), enforce_csrf_checks=True)


@pytest.fixture
def addresses(settings, tmp_path) -> dict[str, list[str]]:
    """Public name → addresses of it: there, withdrawn, never there."""
    settings.MEDIA_ROOT = tmp_path
    admin = User.objects.create_superuser("publisher@example.org")
    for slug in ("harbour", "closed"):
        study = PictureFactory(case_study=CaseStudyFactory(slug=slug)).case_study
        FundingFactory(project=study.project).funders.add(OrganisationFactory(key=f"trust-{slug}", is_funder=True))
        lives.publish(study, by=admin)
    MeasureFactory(key="a-scale")
    ThemeFactory(key="a-theme")
    PlaceFactory(gss_code="E06000017")
    provider = CaseStudy.objects.get(slug="harbour").project.provider.key
    workflow.withdraw(CaseStudy.objects.get(slug="closed"), by=admin, reason="The project has closed.")
    picture = public_name(Picture.objects.first().image)
    slugs = ("harbour", "closed", "never-was")
    return {
        "home": ["/"],
        "case-studies": ["/case-studies/", "/case-studies/?page=2&examples=hide"],
        "case-study": [f"/case-studies/{slug}/" for slug in slugs],
        "editions": [f"/case-studies/{slug}/editions/" for slug in slugs],
        "edition": [f"/case-studies/{slug}/editions/1/" for slug in slugs],
        "picture": [f"/pictures/{picture}", "/pictures/never-was.png"],
        "explorer": [f"/case-studies/{slug}/explorer/" for slug in slugs],
        "compare": ["/compare/?case=harbour&case=closed&case=never-was", "/compare/"],
        "measures": ["/measures/", "/measures/?examples=show"],
        "measure": ["/measures/a-scale/", "/measures/never-was/"],
        "themes": ["/themes/"],
        "theme": ["/themes/a-theme/", "/themes/never-was/"],
        "places": ["/places/"],
        "place": ["/places/E06000017/", "/places/E99999999/"],
        "funders": ["/funders/"],
        "funder": ["/funders/trust-harbour/", "/funders/trust-closed/"],
        "providers": ["/providers/"],
        "provider": [f"/providers/{provider}/", "/providers/never-was/"],
        "case-study-file": [f"/case-studies/{slug}.{end}" for end in ("json", "csv", "pdf") for slug in slugs],
        "edition-file": [f"/case-studies/{slug}/editions/1.{end}" for end in ("json", "csv", "pdf") for slug in slugs],
        "case-study-chart": [f"/case-studies/{slug}/charts/grants-harbour.svg" for slug in slugs],
        "edition-chart": [f"/case-studies/{slug}/editions/1/charts/grants-harbour.svg" for slug in slugs],
        "list-file": [f"/case-studies.{end}" for end in ("csv", "xlsx", "json")],
        "shortlist-file": [f"/shortlist.{end}?case=harbour" for end in ("csv", "xlsx", "json", "pdf")],
        "data": ["/data/"],
        "funding-file": ["/funding.360giving.json", "/funding.360giving.csv"],
        "edition-schema": ["/schemas/edition-1.json"],
        "feed": ["/feeds/editions.atom"],
        "sitemap": ["/sitemap.xml"],
        "robots": ["/robots.txt"],
        "security": ["/.well-known/security.txt"],
        "api-editions": ["/api/v1/editions"],
        "api-edition": [f"/api/v1/editions/{slug}" for slug in slugs],
        "api-numbered_edition": [f"/api/v1/editions/{slug}/1" for slug in slugs],
        "api-history": [f"/api/v1/editions/{slug}/history" for slug in slugs],
        "api-search": ["/api/v1/search?q=harbour"],
        "api-named": ["/api/v1/named/themes"],
        "api-tombstones": ["/api/v1/tombstones"],
        "api-pooled": ["/api/v1/measures/a-scale/pooled"],
        "api-openapi": ["/api/v1/openapi.json"],
        "api-docs": ["/api/v1/docs"],
        "api-root": ["/api/v1/"],
        "api-nowhere": ["/api/v1/people"],
        "how-we-count": ["/how-we-count/"],
        "accessibility": ["/accessibility/"],
        "privacy": ["/privacy/"],
        "healthz": ["/healthz"],
        "readyz": ["/readyz"],
        "gallery": ["/gallery/"],
    }


def _read(client: Client, address: str) -> tuple[HttpResponse, bytes]:
    response = client.get(address)
    return response, b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.PUBLIC])
def test_nobody_is_asked_who_they_are(signed_in: Client, addresses: dict[str, list[str]], name: str) -> None:
    for address in addresses[name]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response, body = _read(signed_in, address)
        assert response.status_code in {200, 404, 410}, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert not response.cookies, address
        assert b"csrfmiddlewaretoken" not in body
        assert b"admin@example.org" not in body
        assert [q["sql"] for q in queries if any(table in q["sql"] for table in ABOUT_PEOPLE)] == [], address


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.PUBLIC])
def test_a_stranger_gets_byte_for_byte_the_same(
    client: Client, signed_in: Client, addresses: dict[str, list[str]], name: str
) -> None:
    for address in addresses[name]:
        (theirs, a), (ours, b) = _read(client, address), _read(signed_in, address)
        assert (theirs.status_code, a) == (ours.status_code, b), address
        assert theirs.headers.get("ETag") == ours.headers.get("ETag")


def test_first_of_each_address_is_there(client: Client, addresses: dict[str, list[str]]) -> None:
    """Else the tests above would compare pages that say nothing was found."""
    found = {name: _read(client, listed[0])[0].status_code for name, listed in addresses.items()}
    assert found == dict.fromkeys(addresses, 200) | {"api-root": 404, "api-nowhere": 404}
    assert [client.get(address).status_code for address in addresses["case-study"]] == [200, 410, 404]


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.PUBLIC])
def test_a_form_sent_to_one_is_told_that_there_is_none(addresses: dict[str, list[str]], name: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    for address in addresses[name]:
        assert stranger.post(address, {"name": "x"}).status_code == 405, address
