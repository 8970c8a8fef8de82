"""The three people of a demonstration."""

import io
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from pytest_django import Settings

from casestudies.models import Membership, User
from tests.factories import MembershipFactory


def make(file: Path) -> str:
    """Run the command; return what it printed."""
    out = io.StringIO()
    call_command("make_demo_accounts", file=file, stdout=out)
    return out.getvalue()


def passwords(file: Path) -> dict[str, tuple[str, str]]:
    """Return role → (e-mail, password) as a person reads them in the file."""
    return {line.split()[0]: (line.split()[1], line.split()[2]) for line in file.read_text().splitlines()}


def test_each_can_sign_in_with_what_the_file_says_and_may_do_what_their_role_says(tmp_path: Path) -> None:
    file = tmp_path / "demo-accounts.txt"
    printed = make(file)

    accounts = passwords(file)
    assert list(accounts) == ["editor", "reviewer", "admin"]
    may = {}
    for role, (email, password) in accounts.items():
        user = authenticate(email=email, password=password)
        assert isinstance(user, User)
        may[role] = (user.is_staff, user.is_superuser, [group.name for group in user.groups.all()])
        assert len(password) >= 16
        assert password in printed
    assert may == {
        "editor": (False, False, []),
        "reviewer": (True, False, ["reviewer"]),
        "admin": (True, True, ["admin"]),
    }
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "reviewer",
        "curator",
        "data protection officer",
        "admin",
    }


def test_a_second_run_keeps_accounts_passwords_and_what_people_have_changed(tmp_path: Path) -> None:
    file = tmp_path / "demo-accounts.txt"
    make(file)
    first = file.read_text()
    admin = User.objects.get(email="admin@example.org")
    admin.set_password("a passphrase of their own")
    admin.save()

    make(file)

    assert file.read_text() == first
    assert User.objects.filter(email__endswith="@example.org").count() == 3
    assert authenticate(email="admin@example.org", password="a passphrase of their own") == admin


def test_whose_line_was_lost_can_sign_in_with_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "demo-accounts.txt"
    make(file)
    kept = passwords(file)["editor"]
    file.write_text(f"editor {kept[0]} {kept[1]}\nsomething else entirely\n")

    make(file)

    assert passwords(file)["editor"] == kept
    assert list(passwords(file)) == ["editor", "reviewer", "admin"]
    for email, password in passwords(file).values():
        assert authenticate(email=email, password=password) is not None
    assert User.objects.filter(email__endswith="@example.org").count() == 3


@pytest.mark.parametrize("command", ["make_demo_accounts", "prepare_demo"])
def test_production_gets_no_demonstration(command: str, settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command(command)
    assert not User.objects.exists()


def test_the_editor_owns_an_organisation_to_which_made_up_people_alone_belong(tmp_path: Path) -> None:
    made_up = MembershipFactory(
        user__email="demo-editor@example.invalid", organisation__key="example-fernhill-families"
    )

    make(tmp_path / "demo-accounts.txt")

    assert Membership.objects.get(user__email="editor@example.org", organisation=made_up.organisation).role == "owner"
