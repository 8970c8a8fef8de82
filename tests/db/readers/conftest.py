"""What readers find on the shelf: the two printed case studies, or these and one of everything that can happen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from casestudies.demo import fixtures, publishing, worked_example
from tests.db.readers.shelf import fill


@contextmanager
def _kept_for_the_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that all tests of a module see and none can change for the others; gone when the module is done."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _print_the_two() -> None:
    fixtures.load(fixtures.REFERENCE)
    fixtures.load(fixtures.CASE_STUDIES)
    worked_example.load(publishing.editor())
    publishing.publish_new(list(fixtures.CASE_STUDIES))


@pytest.fixture(scope="module")
def printed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Oxpip, with its worked example, and M Power: loaded from fixtures/ and published."""
    with _kept_for_the_module(django_db_blocker):
        _print_the_two()
        yield


@pytest.fixture(scope="module")
def full_shelf(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The two, and one of everything else a reader may come across (see `tests.db.readers.shelf`)."""
    with _kept_for_the_module(django_db_blocker):
        _print_the_two()
        fill()
        yield
