"""What a reviewer asked about a part of the case study: an editor says that it has been dealt with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from casestudies import desk, workflow
from casestudies.views.desk import tasks
from casestudies.views.desk.own import own
from casestudies.views.person import person


@require_POST
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Settle a comment. The button sends the whole page of its task along, so that nothing typed there is lost."""
    comment = get_object_or_404(own(request, slug).comments, pk=pk)
    workflow.settle(comment, by=person(request))
    messages.success(request, "The comment is settled.")
    if comment.section == desk.RESULTS:
        return redirect("desk-results", slug)
    if "version" in request.POST:
        saved = tasks.task(request, slug, comment.section)
        if saved.status_code != 302:  # it could not be saved as it is: the page says why
            return saved
    return redirect(reverse("desk-task", args=[slug, comment.section]))
