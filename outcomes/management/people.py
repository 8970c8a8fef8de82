"""Who a command acts for."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError


def person(email: str) -> AbstractBaseUser:
    """The active user with this e-mail address, however it is typed. Raises CommandError."""
    users = get_user_model()._default_manager
    user = users.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody with an active account has the address {email}.")
    return user
