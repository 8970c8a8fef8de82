from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; there are no user names."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user who signs in with `email`, kept in lower case. Raises ValueError without one."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user who may do everything in the admin."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)

    def get_by_natural_key(self, email: str | None) -> "User":
        """The user with this address, however it was typed."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractUser):
    """Somebody with an account. Readers need none; editors belong to organisations; the rest are in groups."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message="An e-mail address is kept in small letters.",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Lower-case the address before anything compares it."""
        super().clean()
        self.email = self.email.strip().lower()
