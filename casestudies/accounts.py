"""How accounts behave where allauth leaves it to us: mail through our own door, attempts counted by address alone."""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from qrcode.image.svg import SvgPathImage

from casestudies import emails
from casestudies.imprint import NAME

# What of allauth's context our mails print; never the request, a user or a site.
TOLD = ("activate_url", "password_reset_url", "signup_url", "ip", "user_agent")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as this portal has them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This e-mail address and this password do not belong together."
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the mail to `emails.send_later`, under the last part of the name allauth has for it."""
        template = f"accounts/{template_prefix.rpartition('/')[2]}"
        emails.send_later(email, template, {name: str(context[name]) for name in TOLD if name in context})

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count attempts by the account alone.

        allauth puts the host in front of it as the request names it, port included; a caller who writes another port
        into every request would have every attempt counted as the first.
        """
        return str(credentials.get("email", "")).lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor as this portal has it."""

    def get_totp_issuer(self) -> str:
        """What the authenticator app calls the account."""
        return NAME

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element to stand in the page: a data: address would be against our policy for content."""
        image: str = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return image
