"""A case study, and the people around it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group

from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives

type MemberOf = Callable[[str], User]


@pytest.fixture
def study() -> CaseStudy:
    """A finished draft."""
    return make.CaseStudyFactory(slug="open-door", project__name="Open Door")


@pytest.fixture
def editor(study: CaseStudy) -> User:
    """Somebody who works for its provider."""
    return lives.editor_of(study)


@pytest.fixture
def rita() -> User:
    """A reviewer."""
    return make.ReviewerFactory(email="rita@example.org")


@pytest.fixture
def ron() -> User:
    """Another reviewer."""
    return make.ReviewerFactory(email="ron@example.org")


@pytest.fixture
def member_of() -> MemberOf:
    """Makes somebody in a group."""

    def made(name: str) -> User:
        user = make.UserFactory()
        user.groups.add(Group.objects.get_or_create(name=name)[0])
        return user

    return made
