"""What compare, measure and browse pages cost: the same at ten editions and at a thousand."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.models import EvidenceRow, Mention
from tests import factories as make

pytestmark = pytest.mark.django_db


def costs(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(asked)


def test_every_page_costs_the_same_at_ten_and_at_a_thousand(client: Client, many: Callable[[int], None]) -> None:
    measure = EvidenceRow.objects.get().measure
    key = dict(Mention.objects.values_list("kind", "key"))
    nowhere = make.PlaceFactory(gss_code="E06000017")
    queries = {
        "/compare/?case=copied&case=copy-1&case=copy-2&case=copy-3": 1,
        "/case-studies/copied/explorer/?target=70": 2,
        "/measures/": 2,
        f"/measures/{measure}/": 3,
        "/themes/": 2,
        f"/themes/{key['theme']}/": 5,
        "/places/": 2,
        f"/places/{key['place']}/": 7,  # a place without parts asks for none
        f"/places/{nowhere.gss_code}/": 6,
        "/funders/": 1,
        "/funders/a-trust/": 6,
        "/providers/": 1,
        f"/providers/{key['provider']}/": 5,
    }
    for how_many in (9, 990):
        many(how_many)
        assert {address: costs(client, address) for address in queries} == queries, f"with {how_many} more"
    assert EvidenceRow.objects.count() == 1000
    assert "1000 projects" in client.get(f"/measures/{measure}/").content.decode()
