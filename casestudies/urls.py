"""The whole map of addresses. Only what stands in `PUBLIC` and `ENTRANCE` needs no account."""

from collections.abc import Callable

from allauth.account import views as accounts
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from casestudies import api
from casestudies.api import description
from casestudies.views import (
    case_studies,
    data,
    downloads,
    errors,
    gallery,
    health,
    invitations,
    list_files,
    measures,
    organisations,
    pages,
    preview,
    shortlist,
    standards,
    subjects,
    weighing,
)
from casestudies.views.desk import comments, overview, pieces, referral_uploads, results, score_uploads, send, tasks
from casestudies.views.review import difference, room


def for_all(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address anybody may ask, the same for everybody: no account and no second factor is asked for. The view
    itself refuses whatever does not only read, which takes no form to forge."""
    opened = login_not_required(csrf_exempt(view))
    opened.for_everybody = True  # type: ignore[attr-defined]
    return path(route, opened, name=name)


def public(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address anybody may read."""
    return for_all(route, require_safe(view), name)


PUBLIC = [
    public("", pages.home, "home"),
    public("case-studies/", case_studies.case_study_list, "case-studies"),
    public("case-studies/<slug:slug>/", case_studies.detail, "case-study"),
    public("case-studies/<slug:slug>/editions/", case_studies.history, "editions"),
    public("case-studies/<slug:slug>/editions/<int:number>/", case_studies.edition, "edition"),
    public("case-studies/<slug:slug>.<slug:ending>", downloads.edition, "case-study-file"),
    public("case-studies/<slug:slug>/editions/<int:number>.<slug:ending>", downloads.edition, "edition-file"),
    public("case-studies/<slug:slug>/charts/<slug:name>.svg", downloads.chart, "case-study-chart"),
    public("case-studies/<slug:slug>/editions/<int:number>/charts/<slug:name>.svg", downloads.chart, "edition-chart"),
    public("case-studies.<slug:ending>", list_files.search, "list-file"),
    public("shortlist.<slug:ending>", list_files.shortlist, "shortlist-file"),
    public("data/", data.data, "data"),
    public("funding.360giving.<slug:ending>", data.funding, "funding-file"),
    public("feeds/editions.atom", standards.feed, "feed"),
    public("sitemap.xml", standards.sitemap, "sitemap"),
    public("robots.txt", standards.robots, "robots"),
    public(".well-known/security.txt", standards.security, "security"),
    public("schemas/edition-1.json", downloads.schema, "edition-schema"),
    public("case-studies/<slug:slug>/explorer/", weighing.explore, "explorer"),
    public("compare/", weighing.compare, "compare"),
    public("measures/", measures.measure_list, "measures"),
    public("measures/<slug:slug>/", measures.measure, "measure"),
    public("themes/", subjects.theme_list, "themes"),
    public("themes/<slug:slug>/", subjects.theme, "theme"),
    public("places/", subjects.place_list, "places"),
    public("places/<slug:gss>/", subjects.place, "place"),
    public("funders/", subjects.funder_list, "funders"),
    public("funders/<slug:slug>/", subjects.funder, "funder"),
    public("providers/", subjects.provider_list, "providers"),
    public("providers/<slug:slug>/", subjects.provider, "provider"),
    public("pictures/<str:name>", case_studies.picture, "picture"),
    public("how-we-count/", pages.how_we_count, "how-we-count"),
    public("accessibility/", pages.accessibility, "accessibility"),
    public("privacy/", pages.privacy, "privacy"),
    public("healthz", health.healthz, "healthz"),
    public("readyz", health.readyz, "readyz"),
]
PUBLIC += [for_all(f"api/v1/{route}", view, name) for route, view, name in api.PATTERNS]
PUBLIC += [
    for_all("api/v1/openapi.json", description.openapi, "api-openapi"),
    for_all("api/v1/docs", description.docs, "api-docs"),
    for_all("api/v1/", description.nowhere, "api-root"),
    for_all("api/v1/<path:rest>", description.nowhere, "api-nowhere"),  # after all others
]
if settings.DEMO or settings.TEST:
    PUBLIC.append(public("gallery/", gallery.gallery, "gallery"))


def own(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address that needs no account and still answers each reader differently: by what their own browser keeps."""
    return path(route, login_not_required(view), name=name)


SHORTLIST = [
    own("shortlist/", shortlist.shortlist, "shortlist"),
    own("shortlist/add/", shortlist.add, "shortlist-add"),
    own("shortlist/remove/", shortlist.remove, "shortlist-remove"),
]

# On the way in nobody is known yet. allauth itself lets strangers through to these, and to no other of its views.
# Its names are kept, because it finds its own pages by them; what we do not use of it has no address.
ENTRANCE = [
    path("accounts/login/", accounts.login, name="account_login"),
    path("accounts/login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/signup/", accounts.signup, name="account_signup"),
    path("accounts/inactive/", accounts.account_inactive, name="account_inactive"),
    path("accounts/confirm/", accounts.email_verification_sent, name="account_email_verification_sent"),
    path("accounts/confirm/<str:key>/", accounts.confirm_email, name="account_confirm_email"),
    path("accounts/password/reset/", accounts.password_reset, name="account_reset_password"),
    path("accounts/password/reset/sent/", accounts.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

ACCOUNT = [
    path("shortlist/note/", shortlist.note, name="shortlist-note"),
    path("accounts/", mfa.index, name="mfa_index"),
    path("accounts/reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", accounts.password_change, name="account_change_password"),
    path("accounts/codes/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/codes/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/codes/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/codes/recovery/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/codes/recovery/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "accounts/codes/recovery/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

ORGANISATIONS = [
    path("desk/organisations/", organisations.index, name="organisations"),
    path("desk/organisations/join/", organisations.join, name="organisation-join"),
    path("desk/organisations/new/", organisations.create, name="organisation-create"),
    path("desk/organisations/requests/<int:pk>/", organisations.answer, name="organisation-request"),
    path("desk/organisations/invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("desk/organisations/<slug:key>/", organisations.organisation, name="organisation"),
    path("desk/organisations/<slug:key>/invite/", organisations.invite, name="organisation-invite"),
    path(
        "desk/organisations/<slug:key>/invitations/<int:pk>/",
        organisations.take_back,
        name="organisation-take-back",
    ),
    path("desk/organisations/<slug:key>/members/<int:pk>/", organisations.member, name="organisation-member"),
    path("desk/organisations/<slug:key>/leave/", organisations.leave, name="organisation-leave"),
]

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

_REFERRALS = "desk/<slug:slug>/referrals/"
REFERRALS = [
    path(f"{_REFERRALS}upload/", referral_uploads.upload, name="desk-referrals-upload"),
    path(f"{_REFERRALS}template.<slug:ending>", referral_uploads.template, name="desk-referrals-template"),
    path(f"{_REFERRALS}uploads/<int:number>/", referral_uploads.upload_preview, name="desk-referrals-preview"),
    path(f"{_REFERRALS}uploads/<int:number>/confirm/", referral_uploads.confirm, name="desk-referrals-confirm"),
    path(f"{_REFERRALS}uploads/<int:number>/undo/", referral_uploads.undo, name="desk-referrals-undo"),
]

DESK = [
    path("desk/", overview.index, name="desk"),
    path("desk/start/", overview.start, name="desk-start"),
    path("desk/places/", pieces.places, name="desk-places"),
    path("desk/<slug:slug>/", overview.case_study, name="desk-case-study"),
    path("desk/<slug:slug>/check/", send.check, name="desk-check"),
    path("desk/<slug:slug>/reopen/", send.reopen, name="desk-reopen"),
    path("desk/<slug:slug>/comments/<int:pk>/", comments.settle, name="desk-settle"),
    path("desk/<slug:slug>/funding/total/", pieces.totals, name="desk-totals"),
    path("desk/<slug:slug>/pictures/<int:pk>/", pieces.picture, name="desk-picture"),
    path("desk/<slug:slug>/preview/", preview.preview, name="preview"),
    path("desk/<slug:slug>/preview/<str:name>", preview.picture, name="preview-picture"),
    path("desk/<slug:slug>/results/", include(RESULTS)),
    *REFERRALS,
    path("desk/<slug:slug>/<slug:task>/", tasks.task, name="desk-task"),
]

REVIEWERS = [
    path("review/", room.queue, name="review"),
    path("review/<slug:slug>/", room.case_study, name="review-case-study"),
    path("review/<slug:slug>/difference/", difference.difference, name="review-difference"),
    path("review/<slug:slug>/checklist/", room.checklist, name="review-checklist"),
    path("review/<slug:slug>/comments/", room.comment, name="review-comment"),
    path("review/<slug:slug>/comments/<int:pk>/", room.settle, name="review-settle"),
    path("review/<slug:slug>/<slug:verb>/", room.move, name="review-move"),
    re_path(r"^review/(?P<rest>.+)/$", errors.nowhere, name="review-nowhere"),
]

urlpatterns = [
    *PUBLIC,
    *SHORTLIST,
    *ENTRANCE,
    *ACCOUNT,
    *ORGANISATIONS,
    *DESK,
    # Last of /desk/: what is none of the above. Without it a stranger would be told which addresses there are.
    re_path(r"^desk/(?P<rest>.+)/$", errors.nowhere, name="desk-nowhere"),
    *REVIEWERS,
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests  # allauth asks for this one
handler500 = errors.server_error
