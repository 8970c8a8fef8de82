"""How public addresses answer: the same to everybody, always revalidated, and never a 500."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from casestudies.editions import render
from casestudies.models import Edition
from tests import factories as make
from tests.db.readers import addresses
from tests.db.readers.addresses import Address

pytestmark = pytest.mark.usefixtures("full_shelf")
each_address = pytest.mark.parametrize("address", addresses.ALL, ids=lambda address: address.path)
EDITIONS = [
    "/case-studies/oxpip/",
    "/case-studies/open-door/editions/1/",
    "/case-studies/corrected/editions/1/",
    "/case-studies/open-door/editions/",
    "/case-studies/?q=families&theme=early-years",
]


@each_address
def test_the_answer_depends_on_nobody_and_leaves_nothing_behind(client: Client, address: Address) -> None:
    path = addresses.fill_in(address.path)
    anybody = client.get(path)
    client.force_login(make.UserFactory(is_superuser=True, is_staff=True))
    sessions = set(Session.objects.values_list("session_key", "session_data", "expire_date"))
    somebody = client.get(path)
    for response in (anybody, somebody):
        assert response.status_code == address.status
        assert "Cookie" not in response.get("Vary", "")
        assert "Set-Cookie" not in response
        assert not response.cookies
    assert somebody.getvalue() == anybody.getvalue()
    theirs, ours = ({**answer.headers, "Expires": None} for answer in (somebody, anybody))  # the second of the clock
    assert theirs == ours
    assert set(Session.objects.values_list("session_key", "session_data", "expire_date")) == sessions


@each_address
def test_nothing_is_kept_without_asking_again(client: Client, address: Address) -> None:
    response = client.get(addresses.fill_in(address.path))
    assert "no-cache" in response["Cache-Control"] or "no-store" in response["Cache-Control"]
    assert "Expires" not in response or "no-store" in response["Cache-Control"]
    assert response.getvalue()


@each_address
def test_head_answers_as_get_without_a_body(client: Client, address: Address) -> None:
    response = client.head(addresses.fill_in(address.path))
    assert response.status_code == address.status
    assert response.getvalue() == b""


@each_address
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_public_address_takes_nothing(client: Client, address: Address, method: str) -> None:
    response = getattr(client, method)(addresses.fill_in(address.path), {})
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@each_address
def test_nobody_else_may_frame_it_or_run_anything_on_it(client: Client, address: Address) -> None:
    response = client.get(addresses.fill_in(address.path))
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    html = response.getvalue()
    assert b" style=" not in html
    scripts = [tag for tag in re.findall(rb"<script[^>]*>", html) if tag != b'<script type="application/ld+json">']
    assert all(re.fullmatch(rb'<script src="/static/[^"]+" defer>', tag) for tag in scripts)  # the other is data


# --- asked again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*EDITIONS, "/pictures/<of open-door>"])
def test_who_has_it_already_gets_304_and_no_body(client: Client, path: str) -> None:
    path = addresses.fill_in(path)
    first = client.get(path)
    assert first.getvalue()
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "no-cache")
    other = client.get(path, headers={"if-none-match": '"something-else"'})
    assert (other.status_code, bool(other.getvalue())) == (200, True)


def test_every_edition_has_an_etag_of_its_own(client: Client) -> None:
    tags = [client.get(path)["ETag"] for path in EDITIONS]
    assert len(set(tags)) == len(tags)


def test_a_new_release_is_a_new_etag(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/case-studies/oxpip/")["ETag"]
    monkeypatch.setattr("casestudies.views.responses.template_version", lambda: "of-another-release")
    after = client.get("/case-studies/oxpip/", headers={"if-none-match": before})
    assert after.status_code == 200
    assert "of-another-release" in after["ETag"]
    assert len(render.template_version()) == 12


def test_an_edition_that_stops_being_current_is_a_new_etag(client: Client) -> None:
    before = client.get("/case-studies/oxpip/editions/1/")["ETag"]
    Edition.objects.filter(slug="oxpip").update(current=False)
    after = client.get("/case-studies/oxpip/editions/1/", headers={"if-none-match": before})
    assert after.status_code == 200
    assert "Edition 1, an earlier one" in after.content.decode()


# --- what nobody should send ----------------------------------------------------------------------------------------

LONG = "9" * 2_000
NUL = "%00"


@pytest.mark.parametrize("page", ["abc", "0", "-1", "99999", "1.5", "", NUL, f"1{NUL}", LONG, "٣", "%E2%80%AE", "[]"])
@pytest.mark.parametrize("more", ["", "&examples=hide", "&examples=%00", "&page=2"])
def test_any_page_number_is_some_page(client: Client, page: str, more: str) -> None:
    response = client.get(f"/case-studies/?page={page}{more}")
    assert response.status_code == 200
    assert "<h1>Case studies</h1>" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        f"/case-studies/{NUL}/",
        f"/case-studies/oxpip{NUL}/",
        f"/case-studies/{'a' * 2_000}/",
        "/case-studies/oxpip%27/",
        "/case-studies/OXPIP/",
        "/case-studies/../admin/",
        "/case-studies/%2e%2e/",
        f"/case-studies/oxpip/editions/{LONG}/",
        "/case-studies/oxpip/editions/0/",
        "/case-studies/oxpip/editions/-1/",
        "/case-studies/oxpip/editions/99999999999999999999/",
        "/case-studies/oxpip/editions/9223372036854775807/",
        f"/case-studies/oxpip/editions/1{NUL}/",
        f"/case-studies/{'a' * 2_000}/editions/",
        f"/pictures/{NUL}",
        f"/pictures/{'0' * 31}{NUL}.png",
        f"/pictures/{'a' * 2_000}.png",
        "/pictures/..%2fdb.sqlite3",
        "/pictures/..",
        "/pictures/%2e%2e%2f%2e%2e%2fsettings.py",
        "/pictures/%25.png",
        "/pictures/_%.png",
        '/pictures/","name":"',
    ],
)
def test_what_cannot_be_there_was_never_there(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_a_number_with_many_digits_before_it_is_the_same_edition(client: Client) -> None:
    """Whatever the address converters let through as 1 is edition 1, and says so where it is cited."""
    response = client.get("/case-studies/oxpip/editions/0001/")
    assert response.status_code == 200
    assert '<link rel="canonical" href="https://portal.example/case-studies/oxpip/">' in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/case-studies/", "/case-studies/oxpip/"])
@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since", "accept", "range", "cookie", "user-agent"])
def test_any_header_is_taken_calmly(client: Client, path: str, header: str) -> None:
    for value in ('"', "W/", "\x00", "é" * 500, "9" * 5_000, "bytes=-1", "sessionid=nobody; csrftoken=1"):
        assert client.get(path, headers={header: value}).status_code == 200


def test_a_mistake_of_ours_is_a_page_that_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**anything: object) -> None:
        raise RuntimeError("the words of an error that nobody should read")

    monkeypatch.setattr("casestudies.editions.shelf.listed", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "nobody should read" not in html
    assert "Something went wrong" in html


@override_settings(ALLOWED_HOSTS=["portal.example"])
def test_another_host_is_refused_with_a_page(client: Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"host": "portal.example"}).status_code == 200


@override_settings(PRODUCTION=True)
def test_a_portal_in_use_has_no_gallery(client: Client) -> None:
    assert client.get("/gallery/").status_code == 404
