"""The whole map of addresses. What stands in `PUBLIC` needs no account; everything else does, by the middleware."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from casestudies.views import case_studies, errors, gallery, health, pages
from casestudies.views.desk import overview, pieces, send, tasks


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

DESK = [
    path("desk/", overview.index, name="desk"),
    path("desk/start/", overview.start, name="desk-start"),
    path("desk/places/", pieces.places, name="desk-places"),
    path("desk/<slug:slug>/", overview.case_study, name="desk-case-study"),
    path("desk/<slug:slug>/check/", send.check, name="desk-check"),
    path("desk/<slug:slug>/reopen/", send.reopen, name="desk-reopen"),
    path("desk/<slug:slug>/funding/total/", pieces.totals, name="desk-totals"),
    path("desk/<slug:slug>/pictures/<int:pk>/", pieces.picture, name="desk-picture"),
    path("desk/<slug:slug>/<slug:task>/", tasks.task, name="desk-task"),
]

urlpatterns = [*PUBLIC, *DESK, path("admin/", admin.site.urls)]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
