"""Several at the same moment: each gets an answer, and what remains is as if they had come one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from casestudies.models import Invitation, JoinRequest, Membership
from outcomes.models import Organisation
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*asks: Callable[[], int]) -> list[int]:
    """What each is answered, all having started together."""
    start = Barrier(len(asks))

    def one(ask: Callable[[], int]) -> int:
        start.wait()
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(one, asks))


def double_clicks(address: str, times: int, **data: str) -> list[int]:
    user = UserFactory(email="ann@example.org")
    clients = [signed_in(user) for _ in range(times)]
    return at_once(*[lambda client=client: client.post(address, data).status_code for client in clients])


def test_a_request_sent_eight_times_is_one() -> None:
    OrganisationFactory(key="fernhill", is_provider=True)
    assert double_clicks("/desk/organisations/join/", 8, organisation="fernhill") == [302] * 8
    assert JoinRequest.objects.count() == 1


def test_an_organisation_added_eight_times_is_one() -> None:
    answers = double_clicks("/desk/organisations/new/", 8, name="Harbour Nurseries")
    assert sorted(answers) == [200] * 7 + [302]  # the seven are told that it is here
    assert (Organisation.objects.count(), Membership.objects.count(), JoinRequest.objects.count()) == (1, 1, 1)


def test_an_invitation_accepted_eight_times_is_one_place() -> None:
    invitation = InvitationFactory(email="ann@example.org")
    assert double_clicks(f"/desk/organisations/invitations/{invitation.token}/", 8) == [302] * 8
    assert Membership.objects.count() == 1
    assert Invitation.objects.get().used_by is not None


def test_an_address_invited_eight_times_is_invited_once() -> None:
    owner = MembershipFactory(role="owner", organisation__key="fernhill").user
    clients = [signed_in(owner) for _ in range(8)]
    invited = {"email": "ben@example.org", "role": "editor"}
    answers = at_once(
        *[lambda c=c: c.post("/desk/organisations/fernhill/invite/", invited).status_code for c in clients]
    )
    assert answers == [302] * 8
    assert Invitation.objects.count() == 1


def test_of_two_owners_who_leave_together_one_stays() -> None:
    fernhill = OrganisationFactory(key="fernhill")
    owners = [MembershipFactory(role="owner", organisation=fernhill).user for _ in range(2)]
    clients = [signed_in(owner) for owner in owners]
    at_once(*[lambda c=c: c.post("/desk/organisations/fernhill/leave/").status_code for c in clients])
    assert Membership.objects.filter(organisation=fernhill).count() == 1
