"""People who work behind the pages, each signed in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from casestudies.groups import ensure_groups
from casestudies.models import User
from tests.people import signed_in

type SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Signs in a new member of staff who belongs to `groups`."""
    ensure_groups()

    def client_of(*groups: str, email: str = "somebody@example.org", **fields: bool) -> Client:
        user = User.objects.create_user(email, **{"is_staff": True} | fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        assert user.groups.count() == len(groups)
        return signed_in(user)

    return client_of


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    """Somebody who may do everything."""
    return sign_in(email="admin@example.org", is_superuser=True)


@pytest.fixture
def reviewer(sign_in: SignIn) -> Client:
    """Somebody who reads what is to be published, and publishes it."""
    return sign_in("reviewer", email="reviewer@example.org")


@pytest.fixture
def plain_staff(sign_in: SignIn) -> Client:
    """Somebody with a staff account and nothing else."""
    return sign_in(email="new-colleague@example.org")
