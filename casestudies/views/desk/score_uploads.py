"""Scores on their way in: sent, read, looked at, then confirmed or thrown away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casestudies import desk, tasks
from casestudies.forms.score_upload import ScoreUploadForm
from casestudies.results import plausibility, records, saving
from casestudies.results.templates import TEMPLATES
from casestudies.views.desk.cut_off import cut_off, says_when_cut_off
from casestudies.views.desk.own import own
from casestudies.views.desk.results_page import results_page
from casestudies.views.person import person
from outcomes.models import ScoreUpload
from outcomes.score_files.imports import KeySpentError, problems_of
from outcomes.score_files.preview import preview
from outcomes.score_files.save import NotPossibleError


@require_http_methods(["GET", "HEAD", "POST"])
@says_when_cut_off
def upload(request: HttpRequest, slug: str, cohort: int) -> HttpResponse:
    """Send scores of a cohort, as a file or pasted."""
    case_study = own(request, slug)
    one = get_object_or_404(records.cohorts(case_study), pk=cohort)
    if why := desk.closed(case_study) or records.takes_no_scores(one):
        messages.info(request, why)
        return redirect("desk-results-cohort", slug, one.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScoreUploadForm(*sent, cut_off=cut_off(request))
    if form.is_valid():
        data, name = form.content
        key = form.cleaned_data["key"]
        try:
            taken = tasks.take_in(data, file_name=name, cohort=one, by=person(request), key=key)
            return redirect("desk-results-import", slug, taken.pk)
        except KeySpentError:
            form.add_error(None, "This page was used before, for something else. Open it again and send the scores.")
    return results_page(request, "upload", case_study, cohort=one, form=form)


@require_safe
def score_import(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How far the reading is, or what was wrong; once all is well, the way on to the preview.

    Asked by htmx it answers with the part that changes alone; where that part is over, it has the page loaded anew.
    """
    case_study = own(request, slug)
    one = get_object_or_404(records.imports(case_study), pk=number)
    is_partial = request.headers.get("HX-Request") == "true"
    if is_partial and not one.is_going_on:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if one.upload_id:
        return redirect("desk-results-preview", slug, one.upload_id)
    context: dict[str, Any] = {"cohort": one.cohort, "import": one, "problems": problems_of(one)}
    context["limits"] = ScoreUploadForm.limits()
    return results_page(request, "import#progress" if is_partial else "import", case_study, **context)


@require_safe
def upload_preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What an upload holds, before it counts and while it does."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    seen = preview(one, one.cohort.measure)
    held, _ = records.live_uploads(records.history(one.cohort))
    context: dict[str, Any] = {
        "cohort": one.cohort,
        "upload": one,
        "seen": seen,
        "replaces": held if held != one else None,
        "doubts": plausibility.doubts_of_scores(seen, higher_is_better=one.cohort.measure.higher_is_better),
    }
    return results_page(request, "preview", case_study, **context)


@require_POST
def confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let an upload count, in place of all the cohort held."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    try:
        saving.confirm(one, case_study=case_study, by=person(request))
        messages.success(request, "The scores are saved. They are what the figures of this cohort are worked out from.")
    except (NotPossibleError, desk.Closed) as error:
        messages.error(request, str(error))
    return redirect("desk-results-cohort", slug, one.cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Throw away what waits, or, after asking, take back what holds."""
    case_study = own(request, slug)
    one = get_object_or_404(records.uploads(case_study), pk=number)
    if request.method != "POST":
        return results_page(request, "undo", case_study, cohort=one.cohort, upload=one)
    try:
        saving.undo(one, case_study=case_study, by=person(request))
        held = one.state == ScoreUpload.State.CONFIRMED
        messages.success(request, "The scores are taken back." if held else "Thrown away. Nothing of it is kept.")
    except (NotPossibleError, desk.Closed) as error:
        messages.error(request, str(error))
    return redirect("desk-results-cohort", slug, one.cohort_id)


@require_safe
def template(request: HttpRequest, slug: str, cohort: int, ending: str) -> HttpResponse:
    """An empty score file for a cohort, to fill in."""
    case_study = own(request, slug)
    one = get_object_or_404(records.cohorts(case_study), pk=cohort)
    if ending not in TEMPLATES:
        raise Http404
    content_type, make = TEMPLATES[ending]
    response = HttpResponse(make(one), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="scores-{one.pk}.{ending}"'
    return response
