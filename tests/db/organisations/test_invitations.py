"""An invitation is one place, for one address, once, for two weeks."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from casestudies import access, organisations
from casestudies.models import Invitation, User
from outcomes.models import Organisation
from tests.db.conftest import Letter
from tests.factories import UserFactory
from tests.people import signed_in

INVITE = "/desk/organisations/fernhill/invite/"


@pytest.fixture
def link(owner: User, letters: list[Letter]) -> str:
    """What ann@example.org finds in her mail."""
    signed_in(owner).post(INVITE, {"email": "Ann@example.org", "role": "owner"})
    assert (letters[-1].to, letters[-1].template) == ("ann@example.org", "organisations/invitation")
    return re.sub(r"^http://[^/]+", "", str(letters[-1].context["address"]))


def test_who_is_invited_takes_the_place(ann: User, fernhill: Organisation, link: str) -> None:
    client = signed_in(ann)
    assert "Work for Fernhill Families?" in client.get(link).content.decode()
    assert access.membership_in(ann, fernhill) is None  # looking is not accepting
    assert client.post(link)["Location"] == "/desk/organisations/fernhill/"
    assert access.membership_in(ann, fernhill).role == "owner"
    assert client.post(link)["Location"] == "/desk/organisations/fernhill/"  # a second click leads to the same place


def test_a_stranger_is_asked_to_sign_in_first_and_comes_back(client, link: str) -> None:
    answer = client.get(link)
    assert answer["Location"].startswith("/accounts/login/?next=/desk/organisations/invitations/")


def test_it_is_for_one_address(ann: User, fernhill: Organisation, link: str) -> None:
    other = UserFactory(email="other@example.org")
    client = signed_in(other)
    page = client.get(link)
    assert page.status_code == 410
    assert "sent to another address" in page.content.decode()
    assert "ann@example.org" not in page.content.decode()
    assert "Fernhill" not in page.content.decode()
    assert client.post(link).status_code == 410
    assert access.membership_in(other, fernhill) is None


def test_an_address_somebody_only_claims_does_not_do(fernhill: Organisation, link: str) -> None:
    claims = UserFactory(email="ann@example.org")
    client = signed_in(claims)
    claims.emailaddress_set.update(verified=False)
    assert client.post(link).status_code == 410
    assert access.membership_in(claims, fernhill) is None


def test_it_works_once(ann: User, fernhill: Organisation, link: str) -> None:
    signed_in(ann).post(link)
    second = UserFactory(email="second@example.org")
    second_client = signed_in(second)
    ann.emailaddress_set.update(user=second, primary=False)
    assert second_client.post(link).status_code == 410
    with pytest.raises(organisations.Refused):
        organisations.accept(Invitation.objects.get(), by=second)
    assert access.membership_in(second, fernhill) is None


def test_it_ends(ann: User, fernhill: Organisation, link: str) -> None:
    Invitation.objects.update(invited_at=(made := timezone.now() - timedelta(days=14, seconds=1)))
    token = Invitation.objects.get().token
    client = signed_in(ann)
    page = client.post(f"/desk/organisations/invitations/{token}/")
    assert page.status_code == 410
    assert "is too old" in page.content.decode()
    Invitation.objects.update(invited_at=made + timedelta(minutes=5))
    token = Invitation.objects.get().token
    assert client.post(f"/desk/organisations/invitations/{token}/").status_code == 302


def test_sending_it_again_makes_the_older_link_void(ann: User, owner: User, link: str, letters: list[Letter]) -> None:
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=20))
    signed_in(owner).post(INVITE, {"email": "ann@example.org", "role": "editor"})
    assert Invitation.objects.count() == 1
    assert signed_in(ann).get(link).status_code == 404
    assert signed_in(ann).get(re.sub(r"^http://[^/]+", "", str(letters[-1].context["address"]))).status_code == 200


def test_taken_back_made_up_and_changed_links_are_addresses_that_never_were(ann: User, owner: User, link: str) -> None:
    client = signed_in(ann)
    forged = signing.dumps([Invitation.objects.get().pk, "2026-11-23"], salt="another")
    signed_in(owner).post(f"/desk/organisations/fernhill/invitations/{Invitation.objects.get().pk}/")
    never = client.get("/desk/no/such/thing/")
    for address in (
        link,
        f"{link[:-2]}x/",
        "/desk/organisations/invitations/x/",
        f"/desk/organisations/invitations/{forged}/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, never.content)


def test_who_belongs_already_is_not_invited(owner: User, editor: User, letters: list[Letter]) -> None:
    page = signed_in(owner).post(INVITE, {"email": "editor@example.org", "role": "editor"}).content.decode()
    assert "editor@example.org belongs to Fernhill Families already" in page
    assert letters == []


def test_accepting_settles_what_one_had_asked_for(ann: User, fernhill: Organisation, link: str) -> None:
    organisations.ask_to_join(fernhill, by=ann)
    signed_in(ann).post(link)
    assert not access.requests_of(ann).exists()


def test_every_mail_can_be_written(settings) -> None:
    """Each template has a subject on its first line, prints what it is told, and escapes nothing: it is plain text."""
    from django.template.loader import render_to_string

    told = dict.fromkeys(
        (
            "activate_url",
            "password_reset_url",
            "signup_url",
            "address",
            "ip",
            "user_agent",
            "who",
            "organisation",
            "ends",
        ),
        "O’Brien & <Sons>",
    )
    folder = settings.BASE_DIR / "templates/emails"
    templates = [path for path in folder.rglob("*.txt") if path.name != "base.txt"]
    assert len(templates) >= 14
    for path in templates:
        subject, _, words = render_to_string(f"emails/{path.relative_to(folder)}", told).partition("\n")
        assert 10 < len(subject) < 70, path
        assert words.rstrip().endswith("Plain Account"), path
        assert "&amp;" not in words
