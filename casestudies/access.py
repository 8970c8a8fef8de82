"""Who may do what: small named predicates."""

from casestudies.models import User

REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN = "reviewer", "curator", "data protection officer", "admin"
GROUPS = (REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)


def _in_group(user: User, *names: str) -> bool:
    return user.is_active and (user.is_superuser or user.groups.filter(name__in=names).exists())


def can_publish(user: User) -> bool:
    """Reviewers, curators and admins make editions public."""
    return _in_group(user, REVIEWER, CURATOR, ADMIN)


def can_withdraw(user: User) -> bool:
    """Taking a case study down is open to whoever may have to do so in a hurry."""
    return _in_group(user, REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)


def can_override_disclosure(user: User) -> bool:
    """Retiring figures so that corrected ones may stand; always two people."""
    return _in_group(user, REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)
