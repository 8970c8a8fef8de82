"""Single referrals on their way in: sent and read, looked at, then confirmed or thrown away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casestudies import desk
from casestudies.desk import referral_records as records
from casestudies.desk.referral_templates import TEMPLATES
from casestudies.forms.referral_upload import ReferralUploadForm
from casestudies.models import CaseStudy
from casestudies.views.desk.cut_off import cut_off, says_when_cut_off
from casestudies.views.desk.own import own
from casestudies.views.person import person
from outcomes.models import ReferralUpload
from outcomes.referral_files.counts import preview
from outcomes.referral_files.save import NotPossibleError


@require_http_methods(["GET", "HEAD", "POST"])
@says_when_cut_off
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Send referrals, as a file or pasted. What is wrong with them is said at once; nothing of them is kept then."""
    case_study = own(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, refused = ReferralUploadForm(*sent, cut_off=cut_off(request)), None
    if form.is_valid() and not desk.closed(case_study):
        data, name = form.content
        try:
            answer = records.take_in(data, name, case_study=case_study, by=person(request))
        except desk.Closed:  # the page says so
            return _page(request, "upload", case_study, form=form)
        if isinstance(answer, ReferralUpload):
            return redirect("desk-referrals-preview", slug, answer.pk)
        refused = answer
    return _page(request, "upload", case_study, form=form, refused=refused)


@require_safe
def upload_preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What an upload holds, before it counts and while it does."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    standing = records.board(case_study)
    return _page(request, "preview", case_study, upload=one, seen=preview(one), held=standing.held)


@require_POST
def confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let an upload count, in place of all referrals held."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    try:
        records.confirm(one, case_study=case_study, by=person(request))
        messages.success(request, "The referrals are saved. Readers see how many came each way where there are enough.")
    except (NotPossibleError, desk.Closed) as error:
        messages.error(request, str(error))
        return redirect("desk-referrals-preview", slug, one.pk)
    return redirect("desk-task", slug, "referrals")


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Throw away what waits, or, after asking, take back what holds."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    if request.method != "POST":
        return _page(request, "undo", case_study, upload=one)
    try:
        records.undo(one, case_study=case_study, by=person(request))
        held = one.state == ReferralUpload.State.CONFIRMED
        messages.success(request, "The referrals are taken back." if held else "Thrown away. Nothing of it is kept.")
    except (NotPossibleError, desk.Closed) as error:
        messages.error(request, str(error))
    return redirect("desk-task", slug, "referrals")


@require_safe
def template(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """An empty file of referrals, to fill in."""
    case_study = own(request, slug)
    if ending not in TEMPLATES:
        raise Http404
    content_type, make = TEMPLATES[ending]
    response = HttpResponse(make(case_study.project), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="referrals.{ending}"'
    return response


def _page(request: HttpRequest, name: str, case_study: CaseStudy, **context: Any) -> HttpResponse:
    context |= {"case_study": case_study, "closed": desk.closed(case_study), "limits": ReferralUploadForm.limits()}
    return render(request, f"desk/referrals/{name}.html", context)
