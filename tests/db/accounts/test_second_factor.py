"""Staff need a second factor wherever they go; setting it up, using it, and what it does to sessions without it."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from casestudies import urls
from casestudies.groups import GROUPS, ensure_groups
from casestudies.models import User
from tests.addresses import addresses, example
from tests.factories import UserFactory
from tests.people import code, code_of, confirm_address, set_up_codes, signed_in

SET_UP, USE = "/accounts/codes/set-up/", "/accounts/codes/reauthenticate/"
PASSWORD = "a password for one test"


@pytest.fixture
def reviewer() -> User:
    ensure_groups()
    cache.clear()
    user = UserFactory(email="reviewer@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name="reviewer"))
    confirm_address(user)
    return user


OURS = [(route, pattern) for route, pattern in addresses(get_resolver().url_patterns) if pattern not in urls.PUBLIC]
SETTING_UP = {"mfa_activate_totp", "account_reauthenticate", "account_logout"}


@pytest.mark.parametrize("set_up", [False, True], ids=["not set up", "set up, not used in this session"])
def test_no_address_but_those_for_it_opens_without_it(reviewer: User, set_up: bool) -> None:
    client = signed_in(reviewer, second_factor=False)
    if set_up:
        set_up_codes(reviewer)
    open_to_them = {"mfa_reauthenticate", "account_logout"} if set_up else SETTING_UP
    turned_away = 0
    for route, pattern in OURS:
        if pattern.name in open_to_them or route == "admin/logout/":
            continue
        for ask in (client.get, client.post):
            answer = ask(example(route))
            assert answer.headers.get("Location", "").partition("?")[0] == (USE if set_up else SET_UP), route
            turned_away += 1
    assert turned_away > 200
    assert client.get("/").status_code == 200  # what everybody may read asks nobody


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_and_every_superuser_needs_it_and_an_editor_does_not(group: str) -> None:
    ensure_groups()
    member = UserFactory()
    member.groups.add(Group.objects.get(name=group))
    for user in (member, UserFactory(is_superuser=True)):
        answer = signed_in(user, second_factor=False).get("/desk/organisations/")
        assert (answer.status_code, answer.headers.get("Location")) == (302, SET_UP)
    assert signed_in(UserFactory(), second_factor=False).get("/desk/organisations/").status_code == 200


def test_from_the_password_to_the_admin_with_a_real_code(reviewer: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": reviewer.email, "password": PASSWORD})
    assert client.get("/admin/")["Location"] == SET_UP
    ask_again = client.get(SET_UP)["Location"]
    assert ask_again == f"/accounts/reauthenticate/?next={SET_UP.replace('/', '%2F')}"
    assert client.post(ask_again, {"password": PASSWORD})["Location"] == SET_UP

    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "data:" not in page  # our policy for content lets no such picture in
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret is not None
    assert "Incorrect code" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert client.post(SET_UP, {"code": code(secret[1])})["Location"] == "/accounts/codes/recovery/"

    use = client.get("/accounts/codes/recovery/")["Location"]
    assert use.partition("?")[0] == USE
    assert client.post(use, {"code": code(secret[1])})["Location"] == "/accounts/codes/recovery/"
    recovery = re.findall(r"<li><code>(\d{8})</code></li>", client.get("/accounts/codes/recovery/").content.decode())
    assert len(recovery) == 10
    assert client.get("/admin/").status_code == 200

    client.post("/accounts/logout/")
    asked = client.post("/accounts/login/", {"login": reviewer.email, "password": PASSWORD})["Location"]
    assert asked == "/accounts/login/code/"
    assert client.get("/admin/")["Location"].startswith("/admin/login/")  # a password alone is not signed in
    assert "Incorrect code" in client.post(asked, {"code": "000000"}).content.decode()
    assert "Incorrect code" in client.post(asked, {"code": code(secret[1])}).content.decode()  # that one is spent
    assert client.post(asked, {"code": recovery[0]}).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_codes_cannot_be_tried_without_end(reviewer: User) -> None:
    set_up_codes(reviewer)
    client = Client()
    client.post("/accounts/login/", {"login": reviewer.email, "password": PASSWORD})
    for n in range(5):
        assert "Incorrect code" in client.post("/accounts/login/code/", {"code": f"00000{n}"}).content.decode()
    assert "Too many failed" in client.post("/accounts/login/code/", {"code": code()}).content.decode()


def test_whoever_removes_it_has_to_set_it_up_again(reviewer: User) -> None:
    client = signed_in(reviewer)
    assert client.get("/admin/").status_code == 200
    reviewer.authenticator_set.all().delete()
    assert client.get("/admin/")["Location"] == SET_UP


def test_a_code_counts_half_a_minute_longer_and_not_a_minute(reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_codes(reviewer)
    client, now = signed_in(reviewer, second_factor=False), 1_795_000_000.0
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)
    assert "Incorrect code" in client.post(USE, {"code": code_of(now - 60)}).content.decode()
    assert client.post(USE, {"code": code_of(now - 30)}).status_code == 302


def test_a_page_somebody_wanted_is_found_again_and_another_site_never(reviewer: User) -> None:
    set_up_codes(reviewer)
    client = signed_in(reviewer, second_factor=False)
    assert client.get("/admin/outcomes/measure/?q=a")["Location"] == (
        f"{USE}?next=%2Fadmin%2Foutcomes%2Fmeasure%2F%3Fq%3Da"
    )
    assert client.post(f"{USE}?next=https://elsewhere.example/", {"code": code()})["Location"] == "/desk/"


def test_a_demonstration_waives_it_and_says_so_on_every_page_of_whoever_is_signed_in(
    reviewer: User, settings: Settings
) -> None:
    client = signed_in(reviewer, second_factor=False)
    settings.SECOND_FACTOR_WAIVED = True
    for address in ("/admin/", "/desk/organisations/", "/accounts/", "/accounts/password/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Demonstration: reviewers, curators" in page.content.decode()
    assert "Demonstration:" not in client.get("/").content.decode()  # the same for everybody
    settings.SECOND_FACTOR_WAIVED = False
    assert "Demonstration:" not in signed_in(reviewer).get("/admin/").content.decode()
