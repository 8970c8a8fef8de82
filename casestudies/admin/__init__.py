"""Where case studies are entered by hand, looked at as they will be, and published."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from casestudies.admin import case_study, edition, erasures, merges, organisations, outgoing_mail, user
from casestudies.admin.doors import for_staff_alone

__all__ = ["case_study", "edition", "erasures", "merges", "organisations", "outgoing_mail", "user"]

# One way in for everybody: the sign-in page that counts attempts and asks for the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
for_staff_alone(admin.site)
