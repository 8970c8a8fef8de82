"""Asking to join an organisation, adding one, and who says yes or no."""

import pytest

from casestudies import access, organisations
from casestudies.models import JoinRequest, Membership, User
from outcomes.models import Organisation
from tests.db.conftest import Letter
from tests.factories import JoinRequestFactory, OrganisationFactory, UserFactory
from tests.people import signed_in


def test_an_editor_asks_and_the_owner_says_yes(
    ann: User, owner: User, fernhill: Organisation, letters: list[Letter]
) -> None:
    client = signed_in(ann)
    for _ in range(2):  # a double click asks once
        assert client.post("/desk/organisations/join/", {"organisation": "fernhill"})["Location"] == (
            "/desk/organisations/"
        )
    asked = JoinRequest.objects.get()
    assert [(letter.to, letter.template) for letter in letters] == [("owner@example.org", "organisations/asked")]
    assert client.get("/desk/organisations/fernhill/").status_code == 404

    owners = signed_in(owner)
    assert "ann@example.org asks to join" in owners.get("/desk/organisations/fernhill/").content.decode()
    owners.post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "yes"})

    assert access.membership_in(ann, fernhill).role == "editor"
    assert client.get("/desk/organisations/fernhill/").status_code == 200
    assert (letters[-1].to, letters[-1].template) == ("ann@example.org", "organisations/approved")
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("approved", owner)


def test_no_is_an_answer_too_and_one_can_ask_again(
    ann: User, owner: User, fernhill: Organisation, letters: list[Letter]
) -> None:
    asked = organisations.ask_to_join(fernhill, by=ann)
    signed_in(owner).post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "no"})
    assert access.membership_in(ann, fernhill) is None
    assert letters[-1].template == "organisations/declined"
    with pytest.raises(organisations.Refused):
        organisations.answer(asked, approve=True, by=owner)
    assert organisations.ask_to_join(fernhill, by=ann) != asked


def test_only_an_owner_of_it_or_an_admin_answers(
    ann: User, editor: User, admin: User, fernhill: Organisation, letters: list[Letter]
) -> None:
    asked = organisations.ask_to_join(fernhill, by=ann)
    assert letters[0].to == "admin@example.org"  # it has no owner
    for person in (ann, editor):
        assert signed_in(person).post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "yes"}).status_code == 404
    assert access.membership_in(ann, fernhill) is None
    signed_in(admin).post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "yes"})
    assert access.membership_in(ann, fernhill) is not None


def test_who_belongs_already_has_nothing_to_ask(editor: User, fernhill: Organisation) -> None:
    page = signed_in(editor).post("/desk/organisations/join/", {"organisation": "fernhill"}).content.decode()
    assert "Select a valid choice" in page
    with pytest.raises(organisations.Refused, match="You belong to Fernhill Families already"):
        organisations.ask_to_join(fernhill, by=editor)


def test_a_new_organisation_is_its_makers_at_once_but_counts_when_an_admin_says_so(
    ann: User, owner: User, admin: User, letters: list[Letter]
) -> None:
    client = signed_in(ann)
    answer = client.post("/desk/organisations/new/", {"name": "  Harbour   Nurseries "})
    assert answer["Location"] == "/desk/organisations/harbour-nurseries/"
    harbour = Organisation.objects.get(key="harbour-nurseries")
    assert (harbour.name, harbour.is_provider, harbour.invented) == ("Harbour Nurseries", True, False)
    assert access.membership_in(ann, harbour).role == "owner"
    assert [(letter.to, letter.template) for letter in letters] == [("admin@example.org", "organisations/created")]

    assert not access.is_approved(harbour)
    assert "An admin has yet to approve" in client.get(answer["Location"]).content.decode()
    assert harbour not in access.organisations_to_join(owner)
    refused = client.post("/desk/organisations/harbour-nurseries/invite/", {"email": "b@example.org", "role": "editor"})
    assert "once an admin has approved it" in refused.content.decode()

    asked = JoinRequest.objects.get()
    assert client.post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "yes"}).status_code == 404  # not oneself
    signed_in(admin).post(f"/desk/organisations/requests/{asked.pk}/", {"answer": "yes"})
    assert access.is_approved(harbour)
    assert harbour in access.organisations_to_join(owner)


def test_a_declined_organisation_loses_its_people_and_stays_uncounted(
    ann: User, admin: User, letters: list[Letter]
) -> None:
    harbour = organisations.create("Harbour Nurseries", by=ann)
    organisations.answer(JoinRequest.objects.get(), approve=False, by=admin)
    assert not Membership.objects.exists()
    assert not access.is_approved(harbour)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("fernhill families", "There is an organisation called Fernhill Families already"),
        ("ab", "at least 3 characters"),
        ("   ", "This field is required"),
        ("x" * 201, "at most 200 characters"),
        ("Fernhill\u200bFamilies", "invisible characters"),
        ("Fernhill\u202eFamilies", "invisible characters"),
        ("Fernhill\x00Families", "Null characters"),
    ],
)
def test_a_name_that_will_not_do_is_told_so_beside_its_field(
    ann: User, fernhill: Organisation, name: str, says: str
) -> None:
    page = signed_in(ann).post("/desk/organisations/new/", {"name": name}).content.decode()
    assert says in page
    assert 'href="#id_name"' in page
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("育児の家", "organisation"),
        ("Join", "join-2"),
        ("New", "new-2"),
    ],
)
def test_a_strange_name_is_shown_as_it_is_and_has_an_address(
    ann: User, name: str, key: str, letters: list[Letter]
) -> None:
    client = signed_in(ann)
    assert client.post("/desk/organisations/new/", {"name": name})["Location"] == f"/desk/organisations/{key}/"
    assert "<script>" not in client.get(f"/desk/organisations/{key}/").content.decode()


def test_two_of_nearly_one_name_have_addresses_of_their_own(ann: User, letters: list[Letter]) -> None:
    keys = [organisations.create(name, by=ann).key for name in ("The Nest", "The-Nest", "The: Nest")]
    assert keys == ["the-nest", "the-nest-2", "the-nest-3"]


def test_the_page_lists_what_is_mine_and_nothing_of_others(ann: User, owner: User, fernhill: Organisation) -> None:
    JoinRequestFactory(user=ann, organisation=fernhill)
    OrganisationFactory(name="Somebody Else’s")
    page = signed_in(owner).get("/desk/organisations/").content.decode()
    assert "Fernhill Families" in page
    assert "Somebody Else" not in page
    assert "You have asked to join Fernhill Families" in signed_in(ann).get("/desk/organisations/").content.decode()


def test_nobody_writes_to_an_address_that_ends_nowhere(admin: User, letters: list[Letter]) -> None:
    """The demonstration's made-up people have such addresses."""
    nobody = UserFactory(email="made-up@example.invalid")
    UserFactory(email="root@example.invalid", is_superuser=True)
    organisations.create("Oakwood", by=nobody)
    assert [letter.to for letter in letters] == ["admin@example.org"]
    organisations.answer(JoinRequest.objects.get(), approve=True, by=admin)
    assert [letter.to for letter in letters] == ["admin@example.org"]
