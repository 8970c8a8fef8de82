"""Where case studies are entered by hand, looked at as they will be, and published."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django_tasks_db.admin import DBTaskResult  # registers it, so before it is taken out

from casestudies.admin import case_study, edition, erasures, facts, measure, merges, organisations, outgoing_mail, user
from casestudies.admin.desk import with_a_desk
from casestudies.admin.doors import for_staff_alone

__all__ = ["case_study", "edition", "erasures", "facts", "measure", "merges", "organisations", "outgoing_mail", "user"]


def _ours(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """The way to the account's own page."""
    return redirect("account_change_password")


# One way in for everybody: the sign-in page that counts attempts and asks for the second factor. Django's own only
# leads there: its form would let whoever is signed in try other people's passwords uncounted.
admin.site.login = require_safe(secure_admin_login(admin.site.login))  # type: ignore[method-assign]
# Nor does its form for a new password count anything or tell anybody by mail; ours does.
admin.site.password_change = admin.site.password_change_done = _ours  # type: ignore[method-assign,assignment]
# What a worker does is told where it matters: at the desk, in the lists of mails and files, and in the log.
admin.site.unregister(DBTaskResult)
for_staff_alone(admin.site)
admin.site.index_title = "What waits and what went wrong"
with_a_desk(admin.site)
