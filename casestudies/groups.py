"""The groups of those who work behind the pages, and what each may open in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN = "reviewer", "curator", "data protection officer", "admin"
GROUPS = (REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)

_LOOK = Q(codename__startswith="view_")
_ABOUT_CLIENTS = Q(
    content_type__model__in=[
        *("referral", "referralupload", "score", "scoreupload", "scoreimport"),
        *("cohortrecord", "erasure", "erasurerequest"),
    ]
)
_ABOUT_COLLEAGUES = Q(
    content_type__model__in=["user", "membership", "joinrequest", "invitation", "outgoingmail", "shortlistnote"]
)
# written by the portal as things happen: nobody's form may make one up, whatever page it may one day get
_MADE_BY_THE_PORTAL = Q(
    content_type__model__in=[
        *("edition", "retirement", "tombstone", "decision", "submission", "comment", "contribution", "onetimekey"),
        *("taskdraft", "checklistpoint", "evidencerow", "mention", "outgoingmail", "shortlistnote"),
        *("cohortrecord", "erasure", "erasurerequest", "merge"),
        *("referral", "referralupload", "score", "scoreupload", "scoreimport"),
    ]
)
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
            ours.exclude(content_type__model__startswith="historical")
            .exclude(codename="delete_user")  # an account is closed, or nobody could say any more who changed what
            .filter(_MAY_IN_THE_ADMIN[name], _LOOK | ~_MADE_BY_THE_PORTAL)
        )
