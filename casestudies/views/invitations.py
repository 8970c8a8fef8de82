"""Where the link of an invitation leads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from casestudies import organisations
from casestudies.views.person import person


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose invitation it is, and take the place when asked to."""
    invited = organisations.invitation_for(token)
    if invited is None:
        raise Http404
    user = person(request)
    if invited.used_by == user:
        return redirect("organisation", invited.organisation.key)
    can_accept = invited.is_open and organisations.is_for(invited, user)
    if request.method == "POST" and can_accept:
        try:
            organisations.accept(invited, by=user)
        except organisations.Refused as refused:
            messages.error(request, str(refused))
            return redirect("organisations")
        messages.success(request, f"Welcome. You work for {invited.organisation} now.")
        return redirect("organisation", invited.organisation.key)
    context = {"invitation": invited, "can_accept": can_accept}
    return render(request, "desk/organisations/invitation.html", context, status=200 if can_accept else 410)
