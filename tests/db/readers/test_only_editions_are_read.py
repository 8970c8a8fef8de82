"""Readers get editions and nothing else: what a public address asks the database, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies import urls
from casestudies.views import case_studies
from tests import factories as make
from tests import lives
from tests.db.readers import addresses, shelf
from tests.db.readers.addresses import Address

pytestmark = pytest.mark.usefixtures("full_shelf")
EDITIONS = {"casestudies_edition", "casestudies_retirement", "casestudies_tombstone"}
# made from current editions and nothing else: see tests/db/search
SEARCHED = {f"casestudies_search{part}" for part in ("entry", "facet", "text", "word")}
COUNTED = re.compile(r'"shared_cache"|SAVEPOINT')  # the API's limit: how often a hashed address asked
INDEX = {"casestudies_evidencerow", "casestudies_mention", "casestudies_merge"}  # of editions, and by what names
REGISTRY = {"outcomes_measure", "outcomes_band", "outcomes_source", "outcomes_theme", "outcomes_place"}
READABLE = EDITIONS | SEARCHED | INDEX | REGISTRY
ALSO = {"/readyz": {"django_migrations"}}


def tables_named(sql: str) -> set[str]:
    """Every table of this database whose name stands in the SQL."""
    return set(connection.introspection.table_names()) & set(re.findall(r"\w+", sql))


def test_every_public_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.PUBLIC} == set(addresses.PUBLIC)


@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "signed in"])
@pytest.mark.parametrize("address", addresses.ALL, ids=lambda address: address.path)
def test_what_an_address_answers_asks_and_costs(client: Client, address: Address, signed_in: bool) -> None:
    if signed_in:
        client.force_login(make.UserFactory(is_staff=True, is_superuser=True))
    path = addresses.fill_in(address.path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == address.status
    queries = [query for query in asked if not (path.startswith("/api/v1/") and COUNTED.search(query["sql"]))]
    assert len(queries) == address.queries, [query["sql"] for query in queries]
    for query in queries:
        assert query["sql"].lstrip().startswith(("SELECT", "WITH")) or address.path == "/readyz", query["sql"]
        assert tables_named(query["sql"]) <= READABLE | ALSO.get(address.path, set()), query["sql"]
    assert response.getvalue()


def test_the_list_of_tables_can_fail() -> None:
    with CaptureQueriesContext(connection) as asked:
        list(make.ScoreFactory._meta.model.objects.all())
    assert tables_named(asked[0]["sql"]) == {"outcomes_score"}


@pytest.mark.parametrize("strands", [1, 10])
def test_a_page_costs_the_same_with_one_strand_and_with_ten(client: Client, strands: int) -> None:
    lives.publish(shelf.case_study("many-strands", strands=strands), by=shelf.reviewer())
    for path in ("/case-studies/many-strands/", "/case-studies/many-strands/editions/1/"):
        with CaptureQueriesContext(connection) as asked:
            html = client.get(path).content.decode()
        assert len(asked) == 2
        assert html.count('class="section-body cohort"') == strands


@pytest.mark.parametrize("editions", [1, 12])
def test_a_history_costs_the_same_with_one_edition_and_with_twelve(client: Client, editions: int) -> None:
    study, by = shelf.case_study("many-editions"), shelf.reviewer()
    for number in range(editions):
        study.outcome = "It went on." * (number + 1)
        study.save()
        lives.publish(study, by=by)
    with CaptureQueriesContext(connection) as asked:
        html = client.get("/case-studies/many-editions/editions/").content.decode()
    assert len(asked) == 3
    assert html.count("<li value=") == editions


@pytest.mark.parametrize("shown", [1, 12])
def test_the_list_costs_the_same_with_one_edition_and_with_twelve(
    client: Client, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = shelf.reviewer()
    for number in range(12):
        lives.publish(shelf.case_study(f"one-of-twelve-{number}"), by=by)
    monkeypatch.setattr(case_studies, "PER_PAGE", shown)
    with CaptureQueriesContext(connection) as asked:
        html = client.get("/case-studies/").content.decode()
    assert len(asked) == 4
    assert html.count("<article") == shown
