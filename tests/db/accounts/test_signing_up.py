"""From an address nobody knows to somebody signed in, and what a stranger can learn on the way: nothing."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from casestudies.models import User
from tests.db.conftest import Letter
from tests.factories import UserFactory
from tests.people import confirm_address

PASSWORD = "paper-lantern-north-cellar"


def sign_up(client: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/accounts/signup/", {"email": email, "password1": password} | more)


def path(address: object) -> str:
    """What follows the host."""
    return re.sub(r"^https?://[^/]+", "", str(address))


def test_only_the_link_in_the_mail_opens_the_account(client: Client, letters: list[Letter]) -> None:
    assert sign_up(client, "Ann@Example.org")["Location"] == "/accounts/confirm/"
    assert client.get("/desk/").status_code == 302  # not signed in yet
    assert client.post("/accounts/login/", {"login": "ann@example.org", "password": PASSWORD})["Location"] == (
        "/accounts/confirm/"
    )
    (letter,) = [each for each in letters if each.template == "accounts/email_confirmation_signup"]
    assert letter.to == "ann@example.org"

    sign_up(client, "ann@example.org")  # the browser that signed up goes on where it was
    link = path(letter.context["activate_url"])
    assert "Is ann@example.org your e-mail address?" in client.get(link).content.decode()
    assert not User.objects.get().emailaddress_set.get().verified  # looking is not confirming: mail scanners look
    assert client.post(link).status_code == 302

    other = Client()
    assert other.get("/desk/")["Location"].startswith("/accounts/login/")
    assert other.post("/accounts/login/", {"login": "ANN@example.org", "password": PASSWORD})["Location"] == "/desk/"
    assert other.get("/desk/organisations/").status_code == 200
    assert User.objects.get().email == "ann@example.org"


def test_after_the_link_one_is_where_one_wanted_to_go(client: Client, letters: list[Letter]) -> None:
    sign_up(client, "ann@example.org", next="/desk/organisations/join/")
    answer = client.post(path(letters[0].context["activate_url"]))
    assert answer["Location"] == "/desk/organisations/join/"
    assert client.get(answer["Location"]).status_code == 200


def test_a_link_works_once_and_a_made_up_one_never(client: Client, letters: list[Letter]) -> None:
    sign_up(client, "ann@example.org")
    link = path(letters[0].context["activate_url"])
    client.post(link)
    for dead in (link, "/accounts/confirm/made-up/"):
        page = Client().get(dead)
        assert page.status_code == 200
        assert "This link leads nowhere" in page.content.decode()
        assert Client().post(dead).status_code == 404


@pytest.mark.parametrize("password", ["short", "peanutbutter", "ann@example.org"])
def test_a_password_others_would_guess_is_refused_by_its_field(client: Client, password: str) -> None:
    page = sign_up(client, "ann@example.org", password).content.decode()
    assert 'href="#id_password1"' in page
    assert not User.objects.exists()


# -------------------------------------------------------------------------------- what a stranger learns of an address


def seen(response: HttpResponse, email: str) -> tuple[int, dict[str, str], str]:
    """What a stranger sees of an answer, without what differs from one asking to the next."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(email, "…")
    headers = {name: value for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, headers, body


def both(ask) -> list[tuple[int, dict[str, str], str]]:
    """`ask` of an address that has an account and of one that has none, each in a browser of its own."""
    known = UserFactory(email="known@example.org")
    confirm_address(known)
    answers = []
    for email in ("known@example.org", "other@example.org"):
        client = Client()
        first = ask(client, email)
        answers.append(seen(first, email))
        if first.status_code == 302:
            answers.append(seen(client.get(first["Location"]), email))
    half = len(answers) // 2
    assert answers[:half] == answers[half:]
    return answers


def test_sign_up_answers_alike(letters: list[Letter]) -> None:
    assert len(both(sign_up)) == 4
    assert [(letter.to, letter.template) for letter in letters] == [
        ("known@example.org", "accounts/account_already_exists"),
        ("other@example.org", "accounts/email_confirmation_signup"),
    ]
    assert User.objects.filter(email="known@example.org").count() == 1


def test_reset_answers_alike(letters: list[Letter]) -> None:
    both(lambda client, email: client.post("/accounts/password/reset/", {"email": email}))
    assert [(letter.to, letter.template) for letter in letters] == [
        ("known@example.org", "accounts/password_reset_key"),
        ("other@example.org", "accounts/unknown_account"),
    ]


def test_sign_in_answers_alike() -> None:
    answers = both(lambda client, email: client.post("/accounts/login/", {"login": email, "password": "wrong"}))
    assert "There is something to put right" in answers[0][2]


def test_a_new_password_by_mail(client: Client, letters: list[Letter]) -> None:
    user = UserFactory(email="known@example.org")
    confirm_address(user)
    client.post("/accounts/password/reset/", {"email": "known@example.org"})
    link = path(letters[0].context["password_reset_url"])
    form = client.get(link)["Location"]
    assert client.post(form, {"password1": PASSWORD})["Location"] == "/accounts/password/reset/done/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert letters[-1].template == "accounts/password_reset"
    assert "This link leads nowhere" in Client().get(link).content.decode()


def test_a_deactivated_account_is_let_in_nowhere(client: Client) -> None:
    user = UserFactory(email="gone@example.org")
    confirm_address(user)
    client.force_login(user)
    User.objects.update(is_active=False)
    assert client.get("/desk/organisations/")["Location"].startswith("/accounts/login/")
    again = client.post("/accounts/login/", {"login": "gone@example.org", "password": "a password for one test"})
    assert again["Location"] == "/accounts/inactive/"
    assert client.get("/desk/organisations/")["Location"].startswith("/accounts/login/")
