"""Who asks."""

from django.http import HttpRequest

from casestudies.models import User


def person(request: HttpRequest) -> User:
    """The person signed in. On an address that needs no account there may be nobody: it is not for those."""
    user = request.user
    assert isinstance(user, User), "this address is let through to strangers"  # noqa: S101
    return user
