"""How the API answers: parts and the way on, conditions, errors in one form, limits, other people's pages."""

import json
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.api import api
from casestudies.api.service import Limit

pytestmark = pytest.mark.usefixtures("full_shelf")


def get(client: Client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def below(address: str) -> str:
    """The path and query of one of the portal's whole addresses."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == "https://portal.example"
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_every_current_edition_is_met_once(client: Client, limit: int) -> None:
    path, met = f"/api/v1/editions?limit={limit}&examples=hide", []
    while path:
        page = get(client, path)
        assert len(page["items"]) <= limit
        met += [item["document"]["slug"] for item in page["items"]]
        path = below(page["next"]) if page["next"] else ""
    assert met == ["corrected", "forgotten", "m-power", "open-door", "oxpip"]


def test_examples_come_only_when_asked(client: Client) -> None:
    shown = {
        item["document"]["slug"]: item["invented"] for item in get(client, "/api/v1/editions?examples=show")["items"]
    }
    assert [slug for slug, invented in shown.items() if invented] == ["example-kite"]


def test_the_way_on_is_a_link_too(client: Client) -> None:
    response = client.get("/api/v1/editions?limit=1&examples=hide")
    assert response["Link"] == f'<{json.loads(response.content)["next"]}>; rel="next"'


def test_a_history_says_what_changed_and_nothing_of_retired_figures(client: Client) -> None:
    newer, older = get(client, "/api/v1/editions/open-door/history")["items"]
    assert (newer["edition"], newer["current"], newer["changes"]) == (2, True, ["The story was edited."])
    assert (older["edition"], older["current"], older["changes"]) == (1, False, [])
    newer, older = get(client, "/api/v1/editions/corrected/history")["items"]
    assert (newer["changes"], older["figures_retired"], older["figures_replaced_by"]) == ([], True, 2)


def test_search_finds_as_the_list_does(client: Client) -> None:
    found = get(client, "/api/v1/search?q=babies&examples=hide")
    assert (found["total"], [item["document"]["slug"] for item in found["items"]]) == (1, ["oxpip"])
    assert [facet["name"] for facet in found["facets"]][:3] == ["theme", "place", "age"]


def test_what_is_named_says_how_many_name_it(client: Client) -> None:
    found = {value["key"]: value for value in get(client, "/api/v1/named/places")["items"]}
    suffolk = found["E10000029"]
    assert (suffolk["name"], suffolk["case_studies"], suffolk["examples"]) == ("Suffolk", 1, 0)
    assert below(suffolk["found_at"]) == "/case-studies/?place=E10000029"


def test_tombstones_since_a_day(client: Client) -> None:
    (stone,) = get(client, "/api/v1/tombstones")["items"]
    assert (stone["case_study"], stone["reason"]) == ("gone", "The charity that ran it has closed.")
    assert get(client, "/api/v1/tombstones?since=2100-01-01")["items"] == []
    assert get(client, "/api/v1/tombstones?since=0001-01-01")["items"] == [stone]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/editions/never-was", 404, "There is nothing here"),
        ("/api/v1/editions/unfinished", 404, "There is nothing here"),
        ("/api/v1/editions/gone", 410, "The charity that ran it has closed."),
        ("/api/v1/editions/gone/1", 410, "The charity that ran it has closed."),
        ("/api/v1/editions/forgotten/1", 410, "deleted for good"),
        ("/api/v1/editions?limit=51", 422, "limit: "),
        ("/api/v1/editions?cursor=%00", 422, "cursor: "),
        ("/api/v1/editions/a%00b", 422, "slug: "),
        ("/api/v1/tombstones?since=2026-02-30", 422, "2026-02-30 is not a day"),
        ("/api/v1/tombstones?since=9999-99-99", 422, "9999-99-99 is not a day"),
        ("/api/v1/people", 404, "openapi.json"),
    ],
)
def test_an_error_is_a_problem_that_says_what_is_wrong(client: Client, path: str, status: int, words: str) -> None:
    response = client.get(path)
    problem = json.loads(response.content)
    assert (response.status_code, problem["status"]) == (status, status)
    assert response["Content-Type"] == "application/problem+json"
    assert words in problem["detail"]


FACETS = "q, theme, place, age, measure, funder, provider, route, evidence, comparison, coverage, cost, reach"


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("search?nope=1", f"nope: not known. Known here: {FACETS}, examples, sort, page."),
        ("search?q=babies&themes=early-years", f"themes: not known. Known here: {FACETS}, examples, sort, page."),
        ("editions?sort=newest&limit=1", "sort: not known. Known here: cursor, limit, examples."),
        ("editions/oxpip?a=1&b=2", "a, b: not known. Nothing may be asked for here."),
        ("editions/oxpip/1?x", "x: not known. Nothing may be asked for here."),
        ("editions/oxpip/history?Limit=1", "Limit: not known. Nothing may be asked for here."),
        ("named/places?q=", "q: not known. Nothing may be asked for here."),
        ("tombstones?after=2020-01-01", "after: not known. Known here: since, cursor, limit."),
        ("measures/pir-gas/pooled?example=show", "example: not known. Known here: examples."),
        (f"tombstones?{'x' * 100}=1", f"{'x' * 40}: not known. Known here: since, cursor, limit."),
    ],
)
def test_a_parameter_that_is_not_known_is_named_and_not_overlooked(client: Client, path: str, detail: str) -> None:
    response = client.get(f"/api/v1/{path}")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "A parameter is not known",
        "status": 422,
        "detail": detail,
    }


def test_every_answer_that_refuses_a_parameter_is_described(client: Client) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)["paths"]
    assert len(described) == 8
    for methods in described.values():
        told = methods["get"]["responses"]["422"]
        assert told["description"] == "A parameter is not known here, or what it says means nothing"
        assert list(told["content"]) == ["application/problem+json"]


def test_a_draft_answers_as_what_never_was(client: Client) -> None:
    assert client.get("/api/v1/editions/unfinished").content == client.get("/api/v1/editions/never-was").content


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    for path in ("/api/v1/editions", "/api/v1/editions/oxpip", "/api/v1/search?q=babies", "/api/v1/tombstones"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_any_page_on_the_web_may_ask_and_nobody_is_known(client: Client) -> None:
    response = client.get("/api/v1/editions", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    before = client.options("/api/v1/editions", headers={"access-control-request-method": "GET"})
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


def test_too_many_requests_are_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = _limits()
    for limit in limits:
        monkeypatch.setattr(limit, "num_requests", 3)
    answers = [client.get("/api/v1/tombstones", REMOTE_ADDR="192.0.2.7") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert json.loads(refused.content)["title"] == "Too many requests"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert client.get("/api/v1/tombstones", REMOTE_ADDR="192.0.2.8").status_code == 200, "others are not held up"


def test_the_limit_keeps_no_address_of_the_network(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/tombstones", REMOTE_ADDR="192.0.2.9")
    counted = [query["sql"] for query in asked if "shared_cache" in query["sql"]]
    assert counted
    assert not any("192.0.2.9" in sql for sql in counted)


def _limits() -> list[Limit]:
    operations = [
        operation
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    ]
    return [limit for operation in operations for limit in operation.throttle_objects]


def test_the_page_about_it_names_every_operation(client: Client) -> None:
    html = client.get("/api/v1/docs").content.decode()
    for path in json.loads(client.get("/api/v1/openapi.json").content)["paths"]:
        assert f"/api/v1{path}</code>" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    "query", ["q=%22", "q=%00", "q=" + "x" * 2_000, "q=the+of", "page=99999", "theme=%27&sort=reach"]
)
def test_a_search_takes_anything_calmly(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/search?{query}").status_code == 200
