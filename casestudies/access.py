"""Who may do what: small named predicates, and what each group may open in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from casestudies.models import CaseStudy, User

REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN = "reviewer", "curator", "data protection officer", "admin"
GROUPS = (REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)

_LOOK = Q(codename__startswith="view_")
_ABOUT_CLIENTS = Q(content_type__model__in=["referral", "score", "scoreupload", "scoreimport"])
_ABOUT_COLLEAGUES = Q(content_type__model__in=["user", "membership"])
# what has a public consequence is no permission of Django's: the predicates below say who may
_MAY_IN_THE_ADMIN = {
    REVIEWER: _LOOK & ~_ABOUT_CLIENTS & ~_ABOUT_COLLEAGUES,
    CURATOR: ~_ABOUT_CLIENTS & ~_ABOUT_COLLEAGUES,
    DATA_PROTECTION_OFFICER: _LOOK,
    ADMIN: Q(),
}


def ensure_groups() -> None:
    """Make the groups that are missing, and let each do in the admin what is written above: no more and no less.

    To be repeated after every migrate that brings a new model.
    """
    ours = Permission.objects.filter(content_type__app_label__in=["casestudies", "outcomes"])
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            ours.exclude(content_type__model__startswith="historical").filter(_MAY_IN_THE_ADMIN[name])
        )


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


# ---------------------------------------------------------------------------------------------- what one sees and edits


def editable_by(user: User) -> QuerySet[CaseStudy]:
    """The case studies a person may work on: those of organisations they belong to, and no other."""
    if not user.is_active:
        return CaseStudy.objects.none()
    return CaseStudy.objects.filter(project__provider__memberships__user=user)
