"""The API's description is one, and the API does what it says: asked by a program that knows nothing else of it."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from casestudies.api.description import description
from casestudies.api.service import Limit
from casestudies.editions import shelf
from casestudies.wsgi import application

pytestmark = pytest.mark.usefixtures("full_shelf", "no_limit")
REQUESTS = 1_000
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
THERE = ["oxpip", "m-power", "open-door", "corrected", "forgotten", "gone", "unfinished", "example-kite"]


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Any number of requests, within the transaction of the test: between requests its connection would be closed."""
    monkeypatch.setattr(Limit, "allow_request", lambda *anything: True)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_the_description_is_openapi_31(client: Client) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)
    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    assert {path for path, methods in described["paths"].items() if set(methods) != {"get"}} == set()


def schema() -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_dict(description())


OPERATIONS = [operation.ok() for operation in schema().get_all_operations()]
EACH = REQUESTS // (2 * len(OPERATIONS)) + 1


def test_nothing_breaks_and_nothing_is_undocumented() -> None:
    """Half of the requests as the description allows them, half as it does not; every second names what there is."""
    asked: Counter[int] = Counter()
    for operation in OPERATIONS:
        for mode in schemathesis.GenerationMode:
            _ask(operation, mode, asked)
    assert asked.total() >= REQUESTS, asked
    assert set(asked) == {200, 404, 410, 422}, asked


def test_a_mistake_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "by_slug", lambda **anything: 1 / 0)
    with pytest.raises(FailureGroup, match="Server error"):
        _ask(OPERATIONS[0], schemathesis.GenerationMode.POSITIVE, Counter())


def _ask(operation: schemathesis.schemas.APIOperation, mode: schemathesis.GenerationMode, asked: Counter[int]) -> None:
    cases = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, slug=st.sampled_from(THERE), known=st.booleans())
    def each(case: Case, slug: str, known: bool) -> None:
        if known and "slug" in (case.path_parameters or {}):
            case.path_parameters["slug"] = slug
        response = case.call(app=application, base_url="http://testserver/api/v1")
        asked[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    each()
