"""An organisation with its owner, and people around it."""

import pytest
from django.contrib.auth.models import Group

from casestudies.groups import ADMIN, ensure_groups
from casestudies.models import User
from outcomes.models import Organisation
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.people import confirm_address


@pytest.fixture
def fernhill() -> Organisation:
    return OrganisationFactory(key="fernhill", name="Fernhill Families", is_provider=True)


@pytest.fixture
def owner(fernhill: Organisation) -> User:
    return MembershipFactory(user__email="owner@example.org", organisation=fernhill, role="owner").user


@pytest.fixture
def editor(fernhill: Organisation) -> User:
    return MembershipFactory(user__email="editor@example.org", organisation=fernhill).user


@pytest.fixture
def ann() -> User:
    """Somebody with an account and nothing else."""
    user = UserFactory(email="ann@example.org")
    confirm_address(user)
    return user


@pytest.fixture
def admin() -> User:
    ensure_groups()
    user = UserFactory(email="admin@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=ADMIN))
    return user
