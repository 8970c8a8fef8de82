"""Who gets what at which address: the one table of it. A new address fails the test until it has a line here.

ok   the page (200); nothing is changed by it
did  done, and written down: only where a form is sent
go   the way to another page of the portal (302); nothing is changed
in   to sign-in, whether the thing exists or not
none 404 of the API, in its own form: there never is anything
no   404, to the last byte the same as for what never was
stop 403: one may know of it, but not do this
gone 410: there was something, or it is for somebody else
409  not saved: it is not open for changes, and what was typed stays on the page

A line holds for the states of a case study that it names, "else" for those its address has no other line for; "–" is
for addresses that are about none. What follows the stroke in `desk-task/story` is the task, the verb or the ending.
Where a form is sent, it is one that would be taken.
"""

from dataclasses import dataclass

PEOPLE = (
    "anonymous",
    "commissioner",  # an account and no organisation
    "editor",  # of Fernhill Families
    "owner",  # of it
    "colleague",  # another editor of it
    "outsider",  # an owner of another organisation
    "reviewer",  # who has claimed what is claimed
    "curator",
    "officer",  # for data protection
    "admin",
    "deactivated",  # was an owner of it
)
STATES = ("draft", "submitted", "in_review", "returned", "approved", "published", "reopened", "withdrawn")
GROUPS = {
    "any": STATES,
    "open": ("draft", "returned", "reopened"),  # to its editors
    "closed": ("submitted", "in_review", "approved", "published", "withdrawn"),
    "unsent": ("draft", "reopened"),  # reopened: a new draft over a live edition
    "sent": ("submitted", "in_review", "returned", "approved", "published", "withdrawn"),
    "unread": ("draft", "submitted", "in_review", "returned", "approved"),  # by readers
    "live": ("published", "reopened"),
}
NO_STATE = "–"

TABLE = """
address                              method states              anon comm edit own  coll out  rev  cur  dpo  adm  deac

# READING
home                                 GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-studies                         GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study                           GET    unread              no   no   no   no   no   no   no   no   no   no   no
case-study                           GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study                           GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
editions                             GET    unread              no   no   no   no   no   no   no   no   no   no   no
editions                             GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
editions                             GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
edition                              GET    unread              no   no   no   no   no   no   no   no   no   no   no
edition                              GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
edition                              GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
picture                              GET    unread+withdrawn    no   no   no   no   no   no   no   no   no   no   no
picture                              GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
how-we-count                         GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
accessibility                        GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
privacy                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
gallery                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
healthz                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
readyz                               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study-file/json                 GET    unread              no   no   no   no   no   no   no   no   no   no   no
case-study-file/json                 GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study-file/json                 GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
case-study-chart                     GET    unread              no   no   no   no   no   no   no   no   no   no   no
case-study-chart                     GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study-chart                     GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
explorer                             GET    unread              no   no   no   no   no   no   no   no   no   no   no
explorer                             GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
explorer                             GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
api-edition                          GET    unread              none none none none none none none none none none none
api-edition                          GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-edition                          GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
api-history                          GET    unread              none none none none none none none none none none none
api-history                          GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-history                          GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
edition-file/csv                     GET    unread              no   no   no   no   no   no   no   no   no   no   no
edition-file/csv                     GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
edition-file/csv                     GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
edition-chart                        GET    unread              no   no   no   no   no   no   no   no   no   no   no
edition-chart                        GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
edition-chart                        GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
api-numbered_edition                 GET    unread              none none none none none none none none none none none
api-numbered_edition                 GET    live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-numbered_edition                 GET    withdrawn           gone gone gone gone gone gone gone gone gone gone gone
list-file/csv                        GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
shortlist-file/csv                   GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
data                                 GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
funding-file/json                    GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
feed                                 GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
sitemap                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
robots                               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
security                             GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
edition-schema                       GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-editions                         GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-search                           GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-named                            GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-tombstones                       GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-pooled                           GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-openapi                          GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-docs                             GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
compare                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
measures                             GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
measure                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
themes                               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
theme                                GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
places                               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
place                                GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
funders                              GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
funder                               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
providers                            GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
provider                             GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
api-root                             GET    –                   none none none none none none none none none none none
api-nowhere                          GET    –                   none none none none none none none none none none none

# ONE'S OWN SHORTLIST: kept by the reader's browser, not by the portal
shortlist                            GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
shortlist-add                        GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
shortlist-add                        POST   –                   go   go   go   go   go   go   go   go   go   go   go
shortlist-remove                     POST   –                   go   go   go   go   go   go   go   go   go   go   go

# THE WAY IN
account_login                        GET    –                   ok   go   go   go   go   go   go   go   go   go   ok
account_login                        POST   –                   ok   go   go   go   go   go   go   go   go   go   ok
account_signup                       GET    –                   ok   go   go   go   go   go   go   go   go   go   ok
account_signup                       POST   –                   did  go   go   go   go   go   go   go   go   go   did
mfa_authenticate                     GET    –                   in   go   go   go   go   go   go   go   go   go   in
mfa_authenticate                     POST   –                   in   go   go   go   go   go   go   go   go   go   in
account_logout                       GET    –                   go   ok   ok   ok   ok   ok   ok   ok   ok   ok   go
account_logout                       POST   –                   go   go   go   go   go   go   go   go   go   go   go
account_inactive                     GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_email_verification_sent      GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_confirm_email                GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_confirm_email                POST   –                   no   no   no   no   no   no   no   no   no   no   no
account_reset_password               GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password               POST   –                   did  did  did  did  did  did  did  did  did  did  did
account_reset_password_done          GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_from_key      GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_from_key      POST   –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_from_key_done GET    –                   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok

# ONE'S OWN ACCOUNT
mfa_index                            GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_change_password              GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_change_password              POST   –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_reauthenticate               GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_reauthenticate               POST   –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
mfa_reauthenticate                   GET    –                   in   go   go   go   go   go   ok   ok   ok   ok   in
mfa_reauthenticate                   POST   –                   in   go   go   go   go   go   ok   ok   ok   ok   in
mfa_activate_totp                    GET    –                   in   go   go   go   go   go   go   go   go   go   in
mfa_activate_totp                    POST   –                   in   go   go   go   go   go   go   go   go   go   in
mfa_deactivate_totp                  GET    –                   in   no   no   no   no   no   go   go   go   go   in
mfa_deactivate_totp                  POST   –                   in   no   no   no   no   no   go   go   go   go   in
mfa_view_recovery_codes              GET    –                   in   no   no   no   no   no   no   no   no   no   in
mfa_generate_recovery_codes          GET    –                   in   go   go   go   go   go   go   go   go   go   in
mfa_generate_recovery_codes          POST   –                   in   go   go   go   go   go   go   go   go   go   in
mfa_download_recovery_codes          GET    –                   in   no   no   no   no   no   no   no   no   no   in

# THE DESK
desk                                 GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-start                           GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-start                           POST   –                   in   ok   did  did  did  ok   ok   ok   ok   ok   in
desk-places                          GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-nowhere                         GET    –                   in   no   no   no   no   no   no   no   no   no   in
desk-nowhere                         POST   –                   in   no   no   no   no   no   no   no   no   no   in
desk-case-study                      GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/project                    GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/project                    POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-task/project                    POST   closed              in   no   409  409  409  no   no   no   no   no   in
desk-task/story                      GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/story                      POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-task/story                      POST   closed              in   no   409  409  409  no   no   no   no   no   in
desk-task/funding                    GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/funding                    POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-task/funding                    POST   closed              in   no   409  409  409  no   no   no   no   no   in
desk-task/referrals                  GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/referrals                  POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-task/referrals                  POST   closed              in   no   409  409  409  no   no   no   no   no   in
desk-task/sources                    GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-task/sources                    POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-task/sources                    POST   closed              in   no   409  409  409  no   no   no   no   no   in
desk-task/nonsense                   GET    any                 in   no   no   no   no   no   no   no   no   no   in
desk-task/nonsense                   POST   any                 in   no   no   no   no   no   no   no   no   no   in
desk-totals                          POST   any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-picture                         GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-settle                          POST   any                 in   no   did  did  did  no   no   no   no   no   in
desk-check                           GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-check                           POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-check                           POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-reopen                          POST   published           in   no   did  did  did  no   no   no   no   no   in
desk-reopen                          POST   else                in   no   go   go   go   no   no   no   no   no   in

# RESULTS AND SCORES
desk-results                         GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand-add              GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand-add              POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-strand-add              POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand                  GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand                  POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-strand                  POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-add              GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-add              POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-cohort-add              POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-facts            GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-facts            POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-cohort-facts            POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-summary                 GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-summary                 POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-summary                 POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand-remove           GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-strand-remove           POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-strand-remove           POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-remove           GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort-remove           POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-cohort-remove           POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-cohort                  GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-upload                  GET    open                in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-upload                  GET    closed              in   no   go   go   go   no   no   no   no   no   in
desk-results-upload                  POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-upload                  POST   closed              in   no   go   go   go   no   no   no   no   no   in
desk-results-template/csv            GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-template/xlsx           GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-template/exe            GET    any                 in   no   no   no   no   no   no   no   no   no   in
desk-results-import                  GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-preview                 GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-confirm                 POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-confirm                 POST   closed              in   no   go   go   go   no   no   no   no   no   in
desk-results-undo                    GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-results-undo                    POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-results-undo                    POST   closed              in   no   go   go   go   no   no   no   no   no   in

# REFERRALS BY FILE
desk-referrals-upload                GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-upload                POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-referrals-upload                POST   closed              in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-template/csv          GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-template/xlsx         GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-template/exe          GET    any                 in   no   no   no   no   no   no   no   no   no   in
desk-referrals-preview               GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-confirm               POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-referrals-confirm               POST   closed              in   no   go   go   go   no   no   no   no   no   in
desk-referrals-undo                  GET    any                 in   no   ok   ok   ok   no   no   no   no   no   in
desk-referrals-undo                  POST   open                in   no   did  did  did  no   no   no   no   no   in
desk-referrals-undo                  POST   closed              in   no   go   go   go   no   no   no   no   no   in

# LOOKING BEFORE READERS DO
preview                              GET    unsent              in   no   ok   ok   ok   no   no   ok   no   ok   in
preview                              GET    sent                in   no   ok   ok   ok   no   ok   ok   ok   ok   in
preview-picture                      GET    unsent              in   no   ok   ok   ok   no   no   ok   no   ok   in
preview-picture                      GET    sent                in   no   ok   ok   ok   no   ok   ok   ok   ok   in

# REVIEW: `rev` has claimed what is in review, approved or sent back
review                               GET    –                   in   no   no   no   no   no   ok   ok   no   ok   in
review-case-study                    GET    unsent              in   no   no   no   no   no   no   no   no   no   in
review-case-study                    GET    sent                in   no   no   no   no   no   ok   ok   no   ok   in
review-comment                       POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-comment                       POST   sent                in   no   no   no   no   no   did  did  no   did  in
review-settle                        POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-settle                        POST   sent                in   no   no   no   no   no   did  did  no   did  in
review-move/claim                    POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/claim                    POST   submitted           in   no   no   no   no   no   did  did  no   did  in
review-move/claim                    POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/release                  POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/release                  POST   in_review+approved  in   no   no   no   no   no   did  did  no   did  in
review-move/release                  POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/request_changes          POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/request_changes          POST   in_review+approved  in   no   no   no   no   no   did  ok   no   ok   in
review-move/request_changes          POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/approve                  POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/approve                  POST   in_review           in   no   no   no   no   no   did  ok   no   ok   in
review-move/approve                  POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/publish                  POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/publish                  POST   approved            in   no   no   no   no   no   did  did  no   did  in
review-move/publish                  POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/withdraw                 POST   unsent              in   no   no   no   no   no   no   no   no   no   in
review-move/withdraw                 POST   published           in   no   no   no   no   no   did  did  no   did  in
review-move/withdraw                 POST   else                in   no   no   no   no   no   ok   ok   no   ok   in
review-move/nonsense                 POST   any                 in   no   no   no   no   no   no   no   no   no   in

# THE ADMIN: our own pages in it, Django's lists are in tests/db/admin
admin:index                          GET    –                   in   no   no   no   no   no   ok   ok   ok   ok   in
admin:index                          POST   –                   in   no   no   no   no   no   ok   ok   ok   ok   in
admin:login                          GET    –                   in   no   no   no   no   no   go   go   go   go   in
admin:casestudies_casestudy_preview  GET    unsent              in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_preview  GET    sent                in   no   no   no   no   no   ok   ok   ok   ok   in
admin:casestudies_casestudy_submit   GET    unsent              in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_submit   GET    sent                in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_submit   POST   unsent              in   no   no   no   no   no   no   did  no   did  in
admin:casestudies_casestudy_submit   POST   returned            in   no   no   no   no   no   stop did  stop did  in
admin:casestudies_casestudy_submit   POST   closed              in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_reopen   GET    unsent              in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_reopen   GET    sent                in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_reopen   POST   unsent              in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_reopen   POST   published           in   no   no   no   no   no   stop did  stop did  in
admin:casestudies_casestudy_reopen   POST   else                in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_withdraw GET    draft               in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_withdraw GET    sent+reopened       in   no   no   no   no   no   ok   ok   ok   ok   in
admin:casestudies_casestudy_withdraw POST   draft               in   no   no   no   no   no   no   ok   no   ok   in
admin:casestudies_casestudy_withdraw POST   live                in   no   no   no   no   no   did  did  did  did  in
admin:casestudies_casestudy_withdraw POST   else                in   no   no   no   no   no   ok   ok   ok   ok   in

# ORGANISATIONS
organisations                        GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-join                    GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-join                    POST   –                   in   did  did  did  did  did  did  did  did  did  in
organisation-create                  GET    –                   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-create                  POST   –                   in   did  did  did  did  did  did  did  did  did  in
organisation                         GET    –                   in   no   ok   ok   ok   no   no   no   no   ok   in
organisation-invite                  GET    –                   in   no   stop ok   stop no   no   no   no   ok   in
organisation-invite                  POST   –                   in   no   stop did  stop no   no   no   no   did  in
organisation-take-back               POST   –                   in   no   stop did  stop no   no   no   no   did  in
organisation-member                  POST   –                   in   no   stop did  stop no   no   no   no   did  in
organisation-leave                   POST   –                   in   no   did  did  did  no   no   no   no   stop in
organisation-request                 POST   –                   in   no   no   did  no   no   no   no   no   did  in
invitation                           GET    –                   in   ok   gone gone gone gone gone gone gone gone in
invitation                           POST   –                   in   did  gone gone gone gone gone gone gone gone in
"""


@dataclass(frozen=True)
class Line:
    """A line of the table; `case` is the name of an address, with the task, verb or ending it is asked with."""

    case: str
    method: str
    states: tuple[str, ...]
    words: tuple[str, ...]  # what each of PEOPLE gets, in their order

    def __str__(self) -> str:
        return f"{self.method} {self.case} {'+'.join(self.states)}"


def _lines() -> list[Line]:
    rows = [text.split() for text in TABLE.splitlines()[2:] if text and not text.startswith("#")]
    named = {(case, method, states): _named(states) for case, method, states, *_ in rows}
    lines = []
    for case, method, states, *words in rows:
        taken = {one for (c, m, _), some in named.items() if (c, m) == (case, method) for one in some}
        of = tuple(state for state in STATES if state not in taken) if states == "else" else _named(states)
        lines.append(Line(case, method, of, tuple(words)))
    return lines


def _named(states: str) -> tuple[str, ...]:
    some = () if states == "else" else states.split("+")
    return tuple(state for part in some for state in GROUPS.get(part, (part,)))


LINES = _lines()
