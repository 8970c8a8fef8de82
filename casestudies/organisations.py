"""Who works for which organisation: the one door through which memberships, requests and invitations change."""

from collections.abc import Callable, Iterable

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from casestudies import access, emails
from casestudies.models import Invitation, JoinRequest, Membership, User
from casestudies.models.invitation import SALT
from outcomes.models import Organisation

Answer, Role = JoinRequest.Answer, Membership.Role

# Words that already mean something after /desk/organisations/.
RESERVED_KEYS = {"invitations", "join", "new", "requests"}


class Refused(Exception):
    """What was asked for cannot be done, in words for whoever asked."""


# ----------------------------------------------------------------------------------------------------- asking to belong


@transaction.atomic
def ask_to_join(organisation: Organisation, *, by: User) -> JoinRequest:
    """Ask the owners of `organisation`, or the admins where it has none; asking again changes nothing.

    Raises Refused where `by` belongs to it already.
    """
    if access.membership_in(by, organisation):
        raise Refused(f"You belong to {organisation} already.")
    request, is_new = JoinRequest.objects.get_or_create(user=by, organisation=organisation, answer=Answer.WAITING)
    if is_new:
        told = access.owners_of(organisation) if access.owners_of(organisation).exists() else access.admins()
        _tell(told, "organisations/asked", who=by.email, organisation=organisation.name)
    return request


@transaction.atomic
def create(name: str, *, by: User) -> Organisation:
    """Make a provider that `by` owns and that does not count until an admin approves it.

    Raises Refused where there is one of that name or that went by it, however it is spelled with capitals.
    """
    there = Organisation.objects.called(name)
    taken = Refused(f"There is an organisation called {there or name} already. Ask to join it instead.")
    if there:
        raise taken
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(key=_free_key(name), name=name, is_provider=True)
    except IntegrityError:  # somebody else was quicker by a moment
        raise taken from None
    Membership.objects.create(user=by, organisation=organisation, role=Role.OWNER)
    JoinRequest.objects.create(user=by, organisation=organisation, created_it=True)
    _tell(access.admins(), "organisations/created", who=by.email, organisation=name)
    return organisation


@transaction.atomic
def answer(request: JoinRequest, *, approve: bool, by: User) -> None:
    """Approve or decline a request, once.

    Declining a created organisation takes its people away from it; what they entered stays. Raises Refused where
    somebody has answered already.
    """
    verdict = Answer.APPROVED if approve else Answer.DECLINED
    waiting = JoinRequest.objects.filter(pk=request.pk, answer=Answer.WAITING)
    if not waiting.update(answer=verdict, answered_by=by, answered_at=timezone.now()):
        raise Refused("Somebody has answered this request already.")
    if request.created_it and not approve:
        Membership.objects.filter(organisation=request.organisation).delete()
    if approve and not request.created_it:
        Membership.objects.get_or_create(user=request.user, organisation=request.organisation)
    _tell([request.user], f"organisations/{verdict.value}", organisation=request.organisation.name)


def _free_key(name: str) -> str:
    """A key nobody has: from the name, numbered where others have it."""
    stem = slugify(name)[:70] or "organisation"
    taken = RESERVED_KEYS | set(Organisation.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _tell(people: Iterable[User], template: str, **context: str) -> None:
    for person in people:
        if emails.reaches_somebody(person.email):
            emails.send_later(person.email, template, context)


# ---------------------------------------------------------------------------------------------------------- invitations


@transaction.atomic
def invite(
    organisation: Organisation, email: str, role: str, *, by: User, address_of: Callable[[str], str]
) -> Invitation:
    """Offer `email` a place as `role`; once more renews the offer and makes its older link void.

    `address_of` makes a whole address from the link's token. Raises Refused for an organisation that does not count yet
    and for somebody who belongs to it.
    """
    email = email.strip().lower()
    if not access.is_approved(organisation):
        raise Refused("The organisation can invite people once an admin has approved it.")
    if Membership.objects.filter(organisation=organisation, user__email=email).exists():
        raise Refused(f"{email} belongs to {organisation} already.")
    invitation, _ = Invitation.objects.update_or_create(
        organisation=organisation,
        email=email,
        used_at=None,
        defaults={"role": role, "invited_by": by, "invited_at": timezone.now()},
    )
    context = {"organisation": organisation.name, "who": by.email, "address": address_of(invitation.token)}
    emails.send_later(email, "organisations/invitation", context | {"ends": f"{invitation.ends_at:%-d %B %Y}"})
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation a link stands for; nothing where the link is not ours or its invitation was taken back."""
    try:
        pk, sent = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("organisation").filter(pk=pk).first()
    return invitation if invitation and invitation.invited_at.isoformat() == sent else None


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether `user` reads the mail of the invited address: they have shown so when they confirmed it."""
    return EmailAddress.objects.filter(user=user, email=invitation.email, verified=True).exists()


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """Take the place, once. Raises Refused where the invitation is over or is another person's."""
    if not invitation.is_open or not is_for(invitation, by):
        raise Refused("This invitation cannot be accepted any more.")
    mine = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not mine.update(used_at=timezone.now(), used_by=by):
        raise Refused("This invitation has been accepted already.")
    membership, _ = Membership.objects.get_or_create(
        user=by, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    JoinRequest.objects.filter(user=by, organisation=invitation.organisation, answer=Answer.WAITING).delete()
    return membership


def take_back(invitation: Invitation) -> None:
    """Make the link of an invitation that nobody has accepted lead nowhere."""
    Invitation.objects.filter(pk=invitation.pk, used_at=None).delete()


# ----------------------------------------------------------------------------------------------------- those who belong


@transaction.atomic
def give_role(membership: Membership, role: str) -> None:
    """Make a member an editor or an owner. Raises Refused where no owner would be left."""
    if role != Role.OWNER:
        _refuse_for_the_last_owner(membership)
    Membership.objects.filter(pk=membership.pk).update(role=role)


@transaction.atomic
def remove(membership: Membership) -> None:
    """End a membership, by its owner's hand or the member's own. Raises Refused where no owner would be left."""
    _refuse_for_the_last_owner(membership)
    Membership.objects.filter(pk=membership.pk).delete()


def _refuse_for_the_last_owner(membership: Membership) -> None:
    # The owners' rows are locked: of two who leave at the same moment the second must see that the first has left.
    owners = Membership.objects.select_for_update(of=("self",)).filter(
        organisation=membership.organisation, role=Role.OWNER, user__is_active=True
    )
    if {owner.pk for owner in owners} == {membership.pk}:
        raise Refused(f"{membership.organisation} needs an owner. Make somebody else its owner first.")
