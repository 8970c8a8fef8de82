"""People of the tests, signed in as the sign-in page leaves them."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.http import HttpRequest
from django.test import Client

from casestudies.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in(user: User, *, second_factor: bool = True, **options: bool) -> Client:
    """A client of `user`, whose address is confirmed and who has used a second factor in this session."""
    client = Client(**options)  # type: ignore[arg-type]
    client.force_login(user)
    confirm_address(user)
    if second_factor:
        set_up_codes(user)
        request = HttpRequest()
        request.session, request.user = client.session, user
        record_authentication(request, user, method="mfa", type="totp")
        request.session.save()
    return client


def confirm_address(user: User) -> None:
    """As when they have followed the link in the mail."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})


def set_up_codes(user: User) -> None:
    """As when they have let an authenticator app read the picture; its secret is SECRET."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": SECRET}})


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return code_of(time.time(), secret)


def code_of(moment: float, secret: str = SECRET) -> str:
    """What the app shows at `moment`, in seconds since 1970: another code every half minute."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(moment) // 30))
