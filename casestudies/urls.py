"""The whole map of addresses. What stands in `PUBLIC` needs no account; everything else does, by the middleware."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from casestudies.views import case_studies, errors, gallery, health, pages, preview, review


def public(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address anybody may read; the one place where the demand for an account is lifted."""
    return path(route, login_not_required(view), name=name)


PUBLIC = [
    public("", pages.home, "home"),
    public("case-studies/", case_studies.case_study_list, "case-studies"),
    public("case-studies/<slug:slug>/", case_studies.detail, "case-study"),
    public("case-studies/<slug:slug>/editions/", case_studies.history, "editions"),
    public("case-studies/<slug:slug>/editions/<int:number>/", case_studies.edition, "edition"),
    public("pictures/<str:name>", case_studies.picture, "picture"),
    public("how-we-count/", pages.how_we_count, "how-we-count"),
    public("accessibility/", pages.accessibility, "accessibility"),
    public("privacy/", pages.privacy, "privacy"),
    public("healthz", health.healthz, "healthz"),
    public("readyz", health.readyz, "readyz"),
]
if settings.DEMO or settings.TEST:
    PUBLIC.append(public("gallery/", gallery.gallery, "gallery"))

EDITORS = [
    path("desk/<slug:slug>/preview/", preview.preview, name="preview"),
    path("desk/<slug:slug>/preview/<str:name>", preview.picture, name="preview-picture"),
]
REVIEWERS = [
    path("review/", review.queue, name="review"),
    path("review/<slug:slug>/", review.case_study, name="review-case-study"),
    path("review/<slug:slug>/comments/", review.comment, name="review-comment"),
    path("review/<slug:slug>/comments/<int:pk>/", review.settle, name="review-settle"),
    path("review/<slug:slug>/<slug:verb>/", review.move, name="review-move"),
]

urlpatterns = [*PUBLIC, *EDITORS, *REVIEWERS, path("admin/", admin.site.urls)]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
