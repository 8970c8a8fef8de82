"""The lists of the admin cost the same, however much there is: the same queries with a few rows and with very many."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.models import Score
from tests.db.admin.many import SCORES_A_COHORT, fill
from tests.db.admin.test_every_model import LISTS

DESK_QUERIES = 12
OF_SINGLE_CLIENTS = re.compile(r'"outcomes_score"')


def asked(client: Client, address: str) -> tuple[Any, list[str]]:
    client.get(address)  # content types are looked up once a process
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return page, [query["sql"] for query in queries]


@pytest.mark.parametrize(
    "number",
    [150, 10_000],
    ids=["a page and a half", "ten thousand and a million scores"],
)
def test_no_list_costs_more_when_there_is_more(admin: Client, number: int) -> None:
    fill(number)
    assert Score.objects.count() == number * SCORES_A_COHORT + 1
    for model, (_, queries) in LISTS.items():
        page, statements = asked(admin, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        assert page.context["cl"].result_count > number, model
        assert len(statements) == queries <= 20, model
        assert not [sql for sql in statements if OF_SINGLE_CLIENTS.search(sql)], "no list counts scores"
        fetched = [sql for sql in statements if "LIMIT" in sql and f'FROM "{model._meta.db_table}"' in sql]
        assert all(int(limit) <= 100 for sql in fetched for limit in re.findall(r"LIMIT (\d+)", sql)), model
    assert len(asked(admin, reverse("admin:index"))[1]) == DESK_QUERIES


def test_the_desk_costs_the_same_when_there_is_nothing(admin: Client) -> None:
    assert len(asked(admin, reverse("admin:index"))[1]) == DESK_QUERIES


@pytest.mark.parametrize(
    ("table", "newest", "index"),
    [
        ("casestudies_decision", "at", "decision_newest_first"),
        ("casestudies_outgoingmail", "created_at", "mail_newest_first"),
    ],
)
def test_the_newest_of_what_only_grows_are_found_without_sorting_all(
    db: None, table: str, newest: str, index: str
) -> None:
    fill(300)
    with connection.cursor() as cursor:
        plan = "EXPLAIN QUERY PLAN"
        if connection.vendor == "postgresql":
            plan = "EXPLAIN"
            cursor.execute("SET LOCAL enable_sort = off")  # at 300 rows it could as well sort
        cursor.execute(f"{plan} SELECT * FROM {table} ORDER BY {newest} DESC, id DESC LIMIT 100")
        assert index in str(cursor.fetchall())
