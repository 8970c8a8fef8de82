"""Who says who belongs to an organisation, and that it never runs out of owners."""

import pytest
from django.test import Client

from casestudies import access
from casestudies.models import Membership, User
from outcomes.models import Organisation
from tests.factories import MembershipFactory
from tests.people import signed_in


def act(client: Client, membership: Membership, action: str) -> int:
    address = f"/desk/organisations/{membership.organisation.key}/members/{membership.pk}/"
    return client.post(address, {"action": action}).status_code


def test_an_owner_promotes_and_removes(owner: User, editor: User, fernhill: Organisation) -> None:
    client, theirs = signed_in(owner), access.membership_in(editor, fernhill)
    assert act(client, theirs, "owner") == 302
    assert access.membership_in(editor, fernhill).role == "owner"
    assert act(client, theirs, "editor") == 302
    assert act(client, theirs, "emperor") == 302  # no such role: nothing happens
    assert access.membership_in(editor, fernhill).role == "editor"
    assert act(client, theirs, "remove") == 302
    assert access.membership_in(editor, fernhill) is None
    assert signed_in(editor).get("/desk/organisations/fernhill/").status_code == 404


@pytest.mark.parametrize("action", ["owner", "editor", "remove"])
def test_an_editor_does_not(owner: User, editor: User, fernhill: Organisation, action: str) -> None:
    client = signed_in(editor)
    for membership in list(Membership.objects.all()):
        assert act(client, membership, action) == 403
    assert [(m.user, m.role) for m in access.members_of(fernhill).order_by("role")] == [
        (editor, "editor"),
        (owner, "owner"),
    ]


def test_an_owner_has_no_say_in_another_organisation(owner: User) -> None:
    other = MembershipFactory(organisation__key="other")
    client = signed_in(owner)
    assert act(client, other, "remove") == 404
    # not by naming one's own organisation beside another's member either
    assert client.post(f"/desk/organisations/fernhill/members/{other.pk}/", {"action": "remove"}).status_code == 404
    assert Membership.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("way", ["leave", "remove", "editor"])
def test_the_last_owner_stays_one(owner: User, editor: User, fernhill: Organisation, way: str) -> None:
    client = signed_in(owner)
    if way == "leave":
        client.post("/desk/organisations/fernhill/leave/")
    else:
        act(client, access.membership_in(owner, fernhill), way)
    assert access.membership_in(owner, fernhill).role == "owner"
    assert "Fernhill Families needs an owner" in client.get("/desk/organisations/fernhill/").content.decode()

    act(client, access.membership_in(editor, fernhill), "owner")
    client.post("/desk/organisations/fernhill/leave/")
    assert access.membership_in(owner, fernhill) is None


def test_an_owner_whose_account_is_closed_is_none(owner: User, editor: User, fernhill: Organisation) -> None:
    MembershipFactory(organisation=fernhill, role="owner", user__is_active=False)
    client = signed_in(owner)
    client.post("/desk/organisations/fernhill/leave/")
    assert access.membership_in(owner, fernhill) is not None


def test_an_editor_leaves_when_they_like(owner: User, editor: User, fernhill: Organisation) -> None:
    assert signed_in(editor).post("/desk/organisations/fernhill/leave/")["Location"] == "/desk/organisations/"
    assert access.membership_in(editor, fernhill) is None
