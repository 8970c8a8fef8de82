"""How often somebody may try: by account, and by address of the network, whatever headers they make up."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.factories import UserFactory
from tests.people import confirm_address

RIGHT = "a password for one test"


@pytest.fixture(autouse=True)
def _ann() -> None:
    cache.clear()
    confirm_address(UserFactory(email="ann@example.org"))


def sign_in(password: str, email: str = "ann@example.org", **meta: str) -> HttpResponse:
    """Try to sign in, in a new browser: nothing may depend on a cookie."""
    return Client().post("/accounts/login/", {"login": email, "password": password}, **meta)


def blocked(answer: HttpResponse) -> bool:
    return answer.status_code == 429 or "Too many failed" in answer.content.decode()


def test_after_five_wrong_passwords_the_right_one_has_to_wait() -> None:
    for n in range(5):
        assert not blocked(sign_in(f"wrong {n}"))
    assert blocked(sign_in(RIGHT))
    assert sign_in(RIGHT, REMOTE_ADDR="192.0.2.99").status_code == 200  # from anywhere: it is the account that rests


def test_what_is_wrong_is_said_and_not_who_has_an_account() -> None:
    for email in ("ann@example.org", "nobody@example.org"):
        page = sign_in("wrong", email=email).content.decode()
        assert "This e-mail address and this password do not belong together." in page


def test_four_wrong_passwords_lock_nobody_out() -> None:
    for n in range(4):
        sign_in(f"wrong {n}")
    assert sign_in(RIGHT)["Location"] == "/desk/"


def test_changing_the_host_or_how_the_address_is_typed_starts_no_new_count() -> None:
    for n in range(5):
        sign_in(
            f"wrong {n}", email="ANN@example.org" if n % 2 else " ann@example.org", HTTP_HOST=f"localhost:{8000 + n}"
        )
    assert blocked(sign_in(RIGHT))


def test_one_address_of_the_network_may_not_try_many_accounts() -> None:
    for n in range(10):
        assert not blocked(sign_in("wrong", email=f"person{n}@example.org"))
    assert blocked(sign_in(RIGHT))
    assert sign_in(RIGHT, REMOTE_ADDR="192.0.2.99")["Location"] == "/desk/"


def test_a_forged_forwarded_address_is_not_read() -> None:
    for n in range(10):
        sign_in("wrong", email=f"person{n}@example.org", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
    assert blocked(sign_in(RIGHT, HTTP_X_FORWARDED_FOR="203.0.113.250"))


def test_behind_a_proxy_of_ours_only_what_it_wrote_itself_counts(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(10):
        sign_in("wrong", email=f"person{n}@example.org", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 198.51.100.7")
    assert blocked(sign_in(RIGHT, HTTP_X_FORWARDED_FOR="203.0.113.250, 198.51.100.7"))
    assert sign_in(RIGHT, HTTP_X_FORWARDED_FOR="198.51.100.7, 198.51.100.8")["Location"] == "/desk/"


def test_letter_boxes_are_not_filled() -> None:
    def ask() -> int:
        return Client().post("/accounts/password/reset/", {"email": "ann@example.org"}).status_code

    assert [ask() for _ in range(6)] == [302, 302, 302, 302, 302, 429]
    page = Client().post("/accounts/password/reset/", {"email": "ann@example.org"}).content.decode()
    assert "Too many attempts" in page


def test_the_count_is_kept_where_every_process_sees_it(settings: Settings) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith((".DatabaseCache", ".RedisCache"))
