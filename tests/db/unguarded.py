"""For tests that need a row as nothing in the portal could leave it: guards of the database step aside for the test."""

from django.db import connection

from casestudies import triggers


def unguard(*tables: str) -> None:
    """Take the triggers of these tables away until the test's transaction is rolled back."""
    connection.check_constraints()  # PostgreSQL alters no table for which a check still waits
    triggers.drop(connection, *(guard for guard in triggers.TRIGGERS if guard.table in tables))
