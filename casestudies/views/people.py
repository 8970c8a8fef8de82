"""Who asks."""

from typing import cast

from django.http import HttpRequest

from casestudies.models import User


def person(request: HttpRequest) -> User:
    """The person signed in; for pages behind the sign-in, where there always is one."""
    return cast("User", request.user)
