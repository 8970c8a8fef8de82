"""What a load balancer is told."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_the_process_is_up_without_a_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_every_migration_is_applied(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "migrations": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_not_ready_while_a_migration_waits(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("casestudies", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": "ok", "migrations": "1 not applied"})


def test_not_ready_without_a_database_and_no_word_of_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: MigrationRecorder) -> None:
        raise DatabaseError("password authentication failed for user portal")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refused)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": "not reached", "migrations": "not known"})


def test_health_changes_nothing(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405
