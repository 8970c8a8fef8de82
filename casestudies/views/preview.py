"""A case study as it will look, for those who work on it: composed anew for every look, kept by nobody."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from casestudies import access, workflow
from casestudies.editions import publish, render
from casestudies.views.person import person


@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The page readers would get today, watermarked."""
    case_study = get_object_or_404(access.visible_to(person(request)), slug=slug)
    response = HttpResponse(render.preview(workflow.composed(case_study)))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def picture(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """A picture of that page; readers get theirs only once an edition names it."""
    case_study = get_object_or_404(access.visible_to(person(request)), slug=slug)
    found = publish.draft_picture(case_study, name)
    if found is None:
        raise Http404
    return FileResponse(found.image.open())
