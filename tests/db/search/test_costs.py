"""What a search asks the database: so many questions, whether ten editions are on the shelf or a thousand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.models import Edition
from casestudies.search import index
from tests import lives
from tests.db.readers import shelf

# address → queries: the index's version, the matches, the counts, a page of documents; with words also those known
COSTS = {
    "": 4,
    "?page=2": 4,
    "?sort=reach": 4,
    "?theme=theme-of-many&coverage=60-to-79&reach=not-stated": 5,  # what has been merged is asked for, too
    "?q=families": 5,
    "?q=families&place=nowhere&place=elsewhere&sort=coverage": 5 + 3,  # nothing is left: ways out of it, not a document
    "?q=familly": 5,  # nobody wrote that: the words near it
    '?q="get on better" somethi&provider=not-stated': 5 + 3,
}


def fill_the_shelf(editions: int) -> None:
    """Copies of one edition, each under a slug of its own."""
    study = shelf.case_study("many")
    study.theme.key = "theme-of-many"
    study.theme.save()
    lives.publish(study)
    first = Edition.objects.get(slug="many")
    text = first.document or ""
    copies = Edition.objects.bulk_create(
        Edition(
            case_study=study,
            slug=f"many-{number:04}",
            number=1,
            document=text.replace('"slug":"many"', f'"slug":"many-{number:04}"'),
            sha256=first.sha256,
            published_at=first.published_at,
            published_by=first.published_by,
        )
        for number in range(1, editions)
    )
    index.index_many(copies)


@pytest.mark.parametrize("editions", [10, 1_000])
def test_it_costs_the_same_with_ten_editions_and_with_a_thousand(client: Client, editions: int) -> None:
    fill_the_shelf(editions)
    asked = {}
    for address in COSTS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/case-studies/{address}").status_code == 200
        asked[address] = len(queries)
    assert asked == COSTS
    html = client.get("/case-studies/?q=families").content.decode()
    assert f"<strong>{editions} case studies</strong>" in html
    assert html.count("<article") == min(12, editions)


def test_asked_again_it_costs_one_question(client: Client) -> None:
    fill_the_shelf(3)
    first = client.get("/case-studies/?q=families")
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/case-studies/?q=families", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    lives.publish(shelf.case_study("newer"))
    assert client.get("/case-studies/?q=families", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("editions", [10, 60])
def test_publishing_one_more_costs_the_same_however_many_there_are(editions: int) -> None:
    fill_the_shelf(editions)
    edition = Edition.objects.get(slug="many")
    with CaptureQueriesContext(connection) as queries:
        index.index(edition)
    assert len(queries) == 19  # PostgreSQL locks where SQLite tidies its index
