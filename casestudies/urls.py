"""The whole map of addresses. What stands in `PUBLIC` needs no account; everything else does, by the middleware."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, include, path

from casestudies.views import case_studies, errors, gallery, health, pages
from casestudies.views.desk import results, score_uploads


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

RESULTS = [
    path("", results.board, name="desk-results"),
    path("strands/add/", results.strand, name="desk-results-strand-add"),
    path("strands/<int:strand>/", results.strand, name="desk-results-strand"),
    path("strands/<int:strand>/cohorts/add/", results.cohort_facts, name="desk-results-cohort-add"),
    path("strands/<int:strand>/remove/", results.remove, name="desk-results-strand-remove"),
    path("cohorts/<int:cohort>/", results.cohort, name="desk-results-cohort"),
    path("cohorts/<int:cohort>/facts/", results.cohort_facts, name="desk-results-cohort-facts"),
    path("cohorts/<int:cohort>/summary/", results.summary, name="desk-results-summary"),
    path("cohorts/<int:cohort>/remove/", results.remove, name="desk-results-cohort-remove"),
    path("cohorts/<int:cohort>/upload/", score_uploads.upload, name="desk-results-upload"),
    path("cohorts/<int:cohort>/template.<slug:ending>", score_uploads.template, name="desk-results-template"),
    path("imports/<int:number>/", score_uploads.score_import, name="desk-results-import"),
    path("uploads/<int:number>/", score_uploads.upload_preview, name="desk-results-preview"),
    path("uploads/<int:number>/confirm/", score_uploads.confirm, name="desk-results-confirm"),
    path("uploads/<int:number>/undo/", score_uploads.undo, name="desk-results-undo"),
]

urlpatterns = [*PUBLIC, path("desk/<slug:slug>/results/", include(RESULTS)), path("admin/", admin.site.urls)]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
