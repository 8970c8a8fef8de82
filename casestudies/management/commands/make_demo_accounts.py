"""Makes the three people who can sign in to a demonstration, and the organisation one of them owns."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.crypto import get_random_string

from casestudies.groups import GROUPS, ensure_groups
from casestudies.models import Membership, User
from outcomes.models import Organisation

# The editor owns this one. `load_demo` makes it with its projects; where that has not run it is made here.
ORGANISATION = {"key": "example-fernhill-families", "name": "Example: Fernhill Families"}

# role → what it may do; an editor is nobody special but for the organisation
ROLES: dict[str, dict[str, bool]] = {
    "editor": {"is_staff": False, "is_superuser": False},
    "reviewer": {"is_staff": True, "is_superuser": False},
    "admin": {"is_staff": True, "is_superuser": True},
}


class Command(BaseCommand):
    help = "Make the demonstration's editor, reviewer and admin, with random passwords kept in var/demo-accounts.txt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another place for the file, for tests."""
        parser.add_argument("--file", type=Path, default=settings.VAR / "demo-accounts.txt")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Keep the accounts the file names, make those it does not, and print all of them."""
        if settings.PRODUCTION:
            raise CommandError("demonstration accounts are for DEMO=1: their passwords stand in a file")
        known = _read(file)
        accounts = {role: (f"{role}@example.org", get_random_string(16)) for role in ROLES} | known
        _write(file, accounts)
        with transaction.atomic():
            ensure_groups()
            for role, (email, password) in accounts.items():
                user = _keep(role, email, password, reset=role not in known)
                if role == "editor":
                    _keep_organisation(user)
        self.stdout.write(f"Accounts (also in {file}):")
        for role, (email, password) in accounts.items():
            self.stdout.write(f"  {role:<9} {email:<22} {password}")


def _read(file: Path) -> dict[str, tuple[str, str]]:
    """Return role → (e-mail, password) of the lines `role email password`; lines of another shape are nobody's."""
    if not file.exists():
        return {}
    lines = (line.split() for line in file.read_text().splitlines())
    return {line[0]: (line[1], line[2]) for line in lines if len(line) == 3 and line[0] in ROLES}


def _write(file: Path, accounts: dict[str, tuple[str, str]]) -> None:
    """Replace `file` whole, readable by its owner alone from its first byte on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{role} {email} {password}\n" for role, (email, password) in accounts.items())
    made.replace(file)


def _keep(role: str, email: str, password: str, *, reset: bool) -> User:
    """Make the account unless it is there, with its address confirmed.

    A password that somebody has changed since stays as they set it; with `reset`, when the file had lost its line, the
    account gets the new one.
    """
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password, **ROLES[role])
    if reset:
        user.set_password(password)
        user.save(update_fields=["password"])
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=role))
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    return user


def _keep_organisation(owner: User) -> None:
    """Make the editor an owner, unless people who can sign in belong to it already; made-up ones cannot."""
    defaults = {"name": ORGANISATION["name"], "is_provider": True, "invented": True}
    organisation, _ = Organisation.objects.get_or_create(key=ORGANISATION["key"], defaults=defaults)
    if not organisation.memberships.exclude(user__email__endswith=".invalid").exists():
        Membership.objects.create(user=owner, organisation=organisation, role=Membership.Role.OWNER)
