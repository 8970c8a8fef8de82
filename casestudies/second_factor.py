"""Who sees other people's work needs a second factor: an app on their phone beside the password."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

from casestudies.access import needs_second_factor
from casestudies.models import User

LEAVING = {"account_logout", "admin:logout"}
SET_UP, USE = "mfa_activate_totp", "mfa_reauthenticate"
SETTING_UP = {SET_UP, "account_reauthenticate"} | LEAVING
USING = {USE} | LEAVING


class SecondFactorMiddleware(MiddlewareMixin):
    """Turns staff who have not used their second factor in this session away from every address but those for it.

    Pages for everybody (marked in urls.py) are the same for staff as for strangers and ask for nothing.
    """

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Send to where the factor is set up or used, and from there back to the page that was asked for."""
        if settings.SECOND_FACTOR_WAIVED or getattr(view, "for_everybody", False):
            return None
        user = request.user
        if not isinstance(user, User) or not needs_second_factor(user):
            return None
        open_to_them, way = (USING, USE) if _has_set_up(user) else (SETTING_UP, SET_UP)
        asked = request.resolver_match.view_name if request.resolver_match else ""
        if asked in open_to_them or (way == USE and _has_used(request, user)):
            return None
        back = "?" + urlencode({"next": request.get_full_path()}) if way == USE and request.method == "GET" else ""
        return redirect(reverse(way) + back)


def _has_set_up(user: User) -> bool:
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def _has_used(request: HttpRequest, user: User) -> bool:
    """Whether this session of theirs went through a code of the app or a recovery code."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def waived(request: HttpRequest) -> dict[str, bool]:
    """For every page rendered with a request: whether the second factor is waived, which it then says."""
    return {"second_factor_waived": settings.SECOND_FACTOR_WAIVED}
