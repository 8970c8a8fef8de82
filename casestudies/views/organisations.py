"""The organisations one works for: joining, adding, inviting, and who belongs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casestudies import access, organisations
from casestudies.forms.organisations import CreateForm, InviteForm, JoinForm
from casestudies.models import Membership
from casestudies.views.person import person
from outcomes.models import Organisation

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Mine, what I have asked for, and what waits for my answer."""
    user = person(request)
    context = {
        "memberships": access.memberships_of(user),
        "asked": access.requests_of(user),
        "to_answer": access.requests_to(user),
        "others": access.organisations_open_to(user) if access.is_admin(user) else [],
    }
    return render(request, "desk/organisations/index.html", context)


@form_page
def join(request: HttpRequest) -> HttpResponse:
    """Ask to work for one that is here."""
    user = person(request)
    form = JoinForm(request.POST or None, organisations=access.organisations_to_join(user))
    if form.is_valid():
        asked = organisations.ask_to_join(form.cleaned_data["organisation"], by=user)
        messages.success(request, f"Asked. You get a mail when {asked.organisation} has answered.")
        return redirect("organisations")
    return render(request, "desk/organisations/join.html", {"form": form})


@form_page
def create(request: HttpRequest) -> HttpResponse:
    """Add one that is not here yet."""
    form = CreateForm(request.POST or None)
    if form.is_valid():
        try:
            organisation = organisations.create(form.cleaned_data["name"], by=person(request))
        except organisations.Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "Added. You can begin; an admin will look at it before anything is sent.")
            return redirect("organisation", organisation.key)
    return render(request, "desk/organisations/create.html", {"form": form})


@require_safe
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Who belongs to it, who asks to, who is invited."""
    user = person(request)
    found, mine = _open_to(request, key)
    manages = access.can_manage(user, mine)
    context = {
        "organisation": found,
        "mine": mine,
        "manages": manages,
        "approved": access.is_approved(found),
        "members": access.members_of(found),
        "to_answer": [asked for asked in access.requests_to(user) if asked.organisation == found],
        "invitations": access.open_invitations(found) if manages else [],
    }
    return render(request, "desk/organisations/organisation.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to somebody who asks."""
    asked = get_object_or_404(access.requests_to(person(request)), pk=pk)
    approve = request.POST.get("answer") == "yes"
    try:
        organisations.answer(asked, approve=approve, by=person(request))
    except organisations.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{'Approved' if approve else 'Declined'}: {asked.user}, {asked.organisation}.")
    return redirect("organisations")


@form_page
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Send somebody a link with which they can join."""
    found = _managed(request, key)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            organisations.invite(
                found,
                form.cleaned_data["email"],
                form.cleaned_data["role"],
                by=person(request),
                address_of=lambda token: request.build_absolute_uri(reverse("invitation", args=[token])),
            )
        except organisations.Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, f"Sent to {form.cleaned_data['email']}.")
            return redirect("organisation", key)
    return render(request, "desk/organisations/invite.html", {"form": form, "organisation": found})


@require_POST
def take_back(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Make an invitation void."""
    invitation = get_object_or_404(access.open_invitations(_managed(request, key)), pk=pk)
    organisations.take_back(invitation)
    messages.success(request, f"The invitation of {invitation.email} is void.")
    return redirect("organisation", key)


@require_POST
def member(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Make somebody an owner or an editor, or end their membership."""
    membership = get_object_or_404(access.members_of(_managed(request, key)), pk=pk)
    action = request.POST.get("action")
    try:
        if action == "remove":
            organisations.remove(membership)
        elif action in Membership.Role.values:
            organisations.give_role(membership, str(action))
    except organisations.Refused as refused:
        messages.error(request, str(refused))
    return redirect("organisation", key)


@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """End one's own membership."""
    found, mine = _open_to(request, key)
    if mine is None:
        raise PermissionDenied
    try:
        organisations.remove(mine)
    except organisations.Refused as refused:
        messages.error(request, str(refused))
        return redirect("organisation", key)
    messages.success(request, f"You no longer belong to {found}.")
    return redirect("organisations")


def _open_to(request: HttpRequest, key: str) -> tuple[Organisation, Membership | None]:
    """An organisation one may look at, and what one is to it; to everybody else it does not exist."""
    user = person(request)
    found = get_object_or_404(access.organisations_open_to(user), key=key)
    return found, access.membership_in(user, found)


def _managed(request: HttpRequest, key: str) -> Organisation:
    """An organisation whose people one may choose."""
    found, mine = _open_to(request, key)
    if not access.can_manage(person(request), mine):
        raise PermissionDenied
    return found
