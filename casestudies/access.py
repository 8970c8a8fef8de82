"""Who may do what: small named predicates, and what each group may open in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from casestudies.models import CaseStudy, User

REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN = "reviewer", "curator", "data protection officer", "admin"
GROUPS = (REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)

_LOOK = Q(codename__startswith="view_")
_ABOUT_CLIENTS = Q(content_type__model__in=["referral", "score", "scoreupload"])
_ABOUT_COLLEAGUES = Q(content_type__model__in=["user", "membership", "outgoingmail"])
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


# ------------------------------------------------------------------------------------------------ moves of case studies


def can_review(user: User) -> bool:
    """Reviewers, curators and admins claim, comment, approve and publish; which of it nobody does to their own."""
    return _in_group(user, REVIEWER, CURATOR, ADMIN)


def can_send(user: User, case_study: CaseStudy) -> bool:
    """Its editors send a case study for review and open it again; curators and admins may do it for them."""
    return _in_group(user, CURATOR, ADMIN) or editable_by(user).filter(pk=case_study.pk).exists()


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


def reviewable_by(user: User) -> QuerySet[CaseStudy]:
    """What a reviewer may look at: whatever its editors have sent, and not what they still write."""
    if not can_review(user):
        return CaseStudy.objects.none()
    return CaseStudy.objects.exclude(status=CaseStudy.Status.DRAFT)


def visible_to(user: User) -> QuerySet[CaseStudy]:
    """The case studies a person may see as they will look: their organisations' own, a reviewer what was sent, and
    whoever may send for others all of them."""
    if _in_group(user, CURATOR, ADMIN):
        return CaseStudy.objects.all()
    mine = Q(pk__in=editable_by(user).values("pk"))
    return CaseStudy.objects.filter(mine | Q(pk__in=reviewable_by(user).values("pk")))


def waiting_for_review(user: User) -> QuerySet[CaseStudy]:
    """The reviewers' queue, what has waited longest first: all that is neither with readers alone nor gone."""
    over = [CaseStudy.Status.PUBLISHED, CaseStudy.Status.WITHDRAWN]
    queue = reviewable_by(user).exclude(status__in=over)
    return queue.select_related("project__provider", "reviewer").order_by("submitted_at", "pk")


def editors_of(case_study: CaseStudy) -> QuerySet[User]:
    """The people with active accounts who work for whoever provides the project."""
    return User.objects.filter(is_active=True, memberships__organisation__projects=case_study.project_id).distinct()


def reviewers() -> QuerySet[User]:
    """The people with active accounts who are in the reviewers' group."""
    return User.objects.filter(is_active=True, groups__name=REVIEWER)
