"""Where case studies are entered by hand, looked at as they will be, and published."""

from casestudies.admin import case_study, edition, outgoing_mail, user

__all__ = ["case_study", "edition", "outgoing_mail", "user"]
