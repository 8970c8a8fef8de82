"""Accounts: an e-mail address is one account, however it is typed."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from casestudies.groups import ensure_groups
from casestudies.models import Membership, User
from tests.db.admin.conftest import SignIn
from tests.db.admin.filling_in import problems, send
from tests.factories import OrganisationFactory
from tests.people import SECRET, confirm_address, signed_in

ADD = reverse("admin:casestudies_user_add")
PASSWORD = "three tired travelling teapots"
TYPED = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}


def test_an_admin_makes_an_editor_of_an_organisation(admin: Client) -> None:
    harbour = OrganisationFactory(name="Harbour Trust")
    assert problems(send(admin, ADD, TYPED | {"email": "Ann.Able@Example.org"})) == []
    ann = User.objects.get(email="ann.able@example.org")
    change = reverse("admin:casestudies_user_change", args=[ann.pk])
    joined = {"date_joined_0": "2026-01-31", "date_joined_1": "12:00"}
    assert problems(send(admin, change, joined, memberships=[{"organisation": harbour.pk, "role": "editor"}])) == []
    assert str(Membership.objects.get()) == "ann.able@example.org, editor of Harbour Trust"
    assert (ann.is_staff, ann.is_superuser) == (False, False)


def test_whoever_is_put_into_a_group_can_open_what_it_opens(admin: Client) -> None:
    ensure_groups()
    ann = User.objects.create_user("ann@example.org")
    client, change = signed_in(ann), reverse("admin:casestudies_user_change", args=[ann.pk])
    assert client.get("/admin/").status_code == 404
    joined = {"date_joined_0": "2026-01-31", "date_joined_1": "12:00"}
    assert problems(send(admin, change, joined)) == []
    assert client.get("/admin/").status_code == 404
    reviewer = Group.objects.get(name="reviewer")
    assert problems(send(admin, change, joined | {"groups": [reviewer.pk]})) == []
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("admin:casestudies_casestudy_changelist")).status_code == 200
    assert client.get(reverse("admin:casestudies_user_changelist")).status_code == 403


def test_an_admin_lets_somebody_in_again_who_has_lost_their_phone(sign_in: SignIn) -> None:
    admin = sign_in("admin", email="keeper@example.org")
    reviewer = sign_in("reviewer", email="rita@example.org")
    lost = Authenticator.objects.get(user__email="rita@example.org")
    page = reverse("admin:mfa_authenticator_change", args=[lost.pk])
    for address in (reverse("admin:mfa_authenticator_changelist"), page):
        answer = admin.get(address)
        assert answer.status_code == 200
        assert "rita@example.org" in answer.content.decode()
        assert SECRET not in answer.content.decode()
    assert SECRET not in sign_in(email="root@example.org", is_superuser=True).get(page).content.decode()
    assert reviewer.get(page).status_code == 403
    assert admin.post(reverse("admin:mfa_authenticator_delete", args=[lost.pk]), {"post": "yes"}).status_code == 302
    assert reviewer.get("/admin/")["Location"] == "/accounts/codes/set-up/"
    assert not Authenticator.objects.filter(pk=lost.pk).exists()


def test_the_same_address_in_capitals_is_the_same_person(admin: Client) -> None:
    User.objects.create_user("ann@example.org", PASSWORD)
    told = problems(send(admin, ADD, TYPED | {"email": "ANN@example.org"}))
    assert told == ["email: User with this E-mail address already exists."]
    assert User.objects.count() == 2


def test_one_signs_in_however_the_address_is_typed() -> None:
    ann = User.objects.create_user("Ann@Example.org", PASSWORD)
    confirm_address(ann)
    ours, strangers = Client(), Client()
    ours.post("/accounts/login/", {"login": " ANN@example.ORG ", "password": PASSWORD})
    assert ours.session["_auth_user_id"] == str(ann.pk)
    strangers.post("/accounts/login/", {"login": "ann@example.org", "password": "guess"})
    assert "_auth_user_id" not in strangers.session


def test_nobody_has_no_address() -> None:
    with pytest.raises(ValueError, match=r"^a user needs an e-mail address$"):
        User.objects.create_user("")
