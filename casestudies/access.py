"""Who may do what: small named predicates."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from casestudies.groups import ADMIN, CURATOR, DATA_PROTECTION_OFFICER, GROUPS, REVIEWER
from casestudies.models import CaseStudy, Decision, Edition, Invitation, JoinRequest, Membership, User
from outcomes.models import Organisation


def _in_group(user: User, *names: str) -> bool:
    return user.is_active and (user.is_superuser or user.groups.filter(name__in=names).exists())


def needs_second_factor(user: User) -> bool:
    """Everybody who is let in further than their own organisations, and whoever can open the admin."""
    return user.is_staff or _in_group(user, *GROUPS)


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


# --------------------------------------------------------------------------------------------- correcting and erasing


def can_erase(user: User) -> bool:
    """Erasing a client's records, or with a second person the document of an edition."""
    return _in_group(user, DATA_PROTECTION_OFFICER, ADMIN)


def can_merge(user: User) -> bool:
    """Making one of two organisations, places or themes that mean the same; people's memberships are an admin's."""
    return _in_group(user, CURATOR, ADMIN)


# ---------------------------------------------------------------------------------------------- what one sees and edits


def editable_by(user: User) -> QuerySet[CaseStudy]:
    """The case studies a person may work on: those of organisations they belong to, and no other."""
    return CaseStudy.objects.filter(project__provider__in=organisations_of(user))


def reviewable_by(user: User) -> QuerySet[CaseStudy]:
    """What a reviewer may look at: whatever its editors have sent, and not what they still write."""
    if not can_review(user):
        return CaseStudy.objects.none()
    return CaseStudy.objects.exclude(status=CaseStudy.Status.DRAFT)


def visible_to(user: User) -> QuerySet[CaseStudy]:
    """The case studies a person may see as they will look: their organisations' own, for staff what has left the desk,
    and for whoever may send for others all of them."""
    if _in_group(user, CURATOR, ADMIN):
        return CaseStudy.objects.all()
    seen = Q(project__provider__in=organisations_of(user))
    if _in_group(user, REVIEWER, DATA_PROTECTION_OFFICER):
        seen |= ~Q(status=CaseStudy.Status.DRAFT)
    return CaseStudy.objects.filter(seen)


def can_see(user: User, case_study: CaseStudy) -> bool:
    """Whether a person may see this one as it will look; who may send for others also sees what is there no more."""
    return _in_group(user, CURATOR, ADMIN) or visible_to(user).filter(pk=case_study.pk).exists()


def withdrawable_by(user: User) -> QuerySet[CaseStudy]:
    """Those whose withdrawal a person can be asked about: what they see, and whatever readers have, for that may be
    urgent while its editors write a new draft over it."""
    seen = Q(pk__in=visible_to(user).values("pk"))
    if can_withdraw(user):
        seen |= Q(pk__in=Edition.objects.filter(current=True).values("case_study"))
    return CaseStudy.objects.filter(seen)


def waiting_for_review(user: User) -> QuerySet[CaseStudy]:
    """The reviewers' queue, what has waited longest first: all that is neither with readers alone, nor turned down,
    nor gone, and what is with readers but no longer what the records say. Each knows whether a second checker is
    wanted (`let_stand` and not `confirmed`)."""
    approvals = Decision.objects.filter(case_study=OuterRef("pk"), to_status=CaseStudy.Status.APPROVED)
    approval = approvals.filter(kind=Decision.Kind.MOVE).order_by("-pk")
    confirmations = approvals.filter(kind=Decision.Kind.CONFIRMED, pk__gt=OuterRef("approval"))
    over = Q(status__in=[CaseStudy.Status.REJECTED, CaseStudy.Status.WITHDRAWN])
    over |= Q(status=CaseStudy.Status.PUBLISHED, stale=False)
    queue = reviewable_by(user).exclude(over)
    known = queue.annotate(
        approval=Subquery(approval.values("pk")[:1]),
        let_stand=Subquery(approval.values("let_stand")[:1]),
        confirmed=Exists(confirmations),
    )
    return known.select_related("project__provider", "reviewer").order_by("submitted_at", "pk")


def editors_of(case_study: CaseStudy) -> QuerySet[User]:
    """The people with active accounts who work for whoever provides the project."""
    return User.objects.filter(is_active=True, memberships__organisation__projects=case_study.project_id).distinct()


def reviewers() -> QuerySet[User]:
    """The people with active accounts who are in the reviewers' group."""
    return User.objects.filter(is_active=True, groups__name=REVIEWER)


# -------------------------------------------------------------------------------------------------------- organisations

_NOT_APPROVED = JoinRequest.objects.filter(organisation=OuterRef("pk"), created_it=True).exclude(
    answer=JoinRequest.Answer.APPROVED
)


def approved_organisations() -> QuerySet[Organisation]:
    """Organisations that count: all but those an editor has created and no admin has approved."""
    return Organisation.objects.filter(~Exists(_NOT_APPROVED))


def is_approved(organisation: Organisation) -> bool:
    """Whether an organisation counts; one that does not can prepare a case study, but neither send it nor invite."""
    return approved_organisations().filter(pk=organisation.pk).exists()


def organisations_of(user: User) -> QuerySet[Organisation]:
    """Those a person works for; somebody whose account is closed works for none."""
    return Organisation.objects.filter(memberships__user=user, memberships__user__is_active=True)


def organisations_to_join(user: User) -> QuerySet[Organisation]:
    """The providers a person can ask to work for, beside those they work for."""
    return approved_organisations().filter(is_provider=True).exclude(memberships__user=user)


def organisations_open_to(user: User) -> QuerySet[Organisation]:
    """Those whose people and requests a person may see: their own, and all of them for an admin."""
    return Organisation.objects.all() if is_admin(user) else organisations_of(user)


def is_admin(user: User) -> bool:
    """Whether a person looks after all organisations."""
    return _in_group(user, ADMIN)


def memberships_of(user: User) -> QuerySet[Membership]:
    """What a person is to each organisation they belong to."""
    return Membership.objects.filter(user=user).select_related("organisation").order_by("organisation__name")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who belongs to an organisation."""
    return Membership.objects.filter(organisation=organisation).select_related("user", "organisation")


def membership_in(user: User, organisation: Organisation) -> Membership | None:
    """What a person is to an organisation, if anything."""
    return Membership.objects.filter(user=user, organisation=organisation).first()


def can_manage(user: User, membership: Membership | None) -> bool:
    """An organisation's owners, and admins, say who belongs to it; `membership` is what `user` is to it."""
    return user.is_active and (is_admin(user) or (membership is not None and membership.role == Membership.Role.OWNER))


def requests_of(user: User) -> QuerySet[JoinRequest]:
    """What a person has asked for and nobody has answered."""
    return JoinRequest.objects.filter(user=user, answer=JoinRequest.Answer.WAITING).select_related("organisation")


def requests_to(user: User) -> QuerySet[JoinRequest]:
    """The unanswered requests that a person may answer: all for an admin, for an owner those to join their own."""
    waiting = JoinRequest.objects.filter(answer=JoinRequest.Answer.WAITING).select_related("organisation", "user")
    if is_admin(user):
        return waiting
    owned = Organisation.objects.filter(memberships__user=user, memberships__role=Membership.Role.OWNER)
    return waiting.filter(organisation__in=owned, created_it=False)


def owners_of(organisation: Organisation) -> QuerySet[User]:
    """The people with active accounts who own an organisation."""
    return User.objects.filter(
        is_active=True, memberships__organisation=organisation, memberships__role=Membership.Role.OWNER
    )


def admins() -> QuerySet[User]:
    """Everybody who looks after all organisations."""
    return User.objects.filter(is_active=True).filter(Q(is_superuser=True) | Q(groups__name=ADMIN)).distinct()


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Those not accepted yet, expired ones among them: they can be sent again."""
    return Invitation.objects.filter(organisation=organisation, used_at=None)
