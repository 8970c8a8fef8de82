"""Who gets what at which address: the one table of it. A new address fails the test until it has a row here.

ok   the page (200)
go   done, or the way there: to another page of the portal (302)
in   to sign-in, whether the thing exists or not
no   404, the same as for what never was
stop 403: one may know of it, but not do this
gone 410: there was something for somebody else
409  what was sent says of no version that it was made from, so nothing is overwritten
"""

PEOPLE = (
    "anonymous",
    "commissioner",  # an account and no organisation
    "editor",  # of Fernhill Families
    "owner",  # of it
    "colleague",  # another editor of it
    "outsider",  # an editor of another organisation
    "reviewer",
    "curator",
    "officer",  # for data protection
    "admin",
    "deactivated",  # was an owner of it
)

TABLE = """
address                                         anon comm edit own  coll out  rev  cur  dpo  adm  deac

# READING
home                                      GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-studies                              GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
case-study                                GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
editions                                  GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
edition                                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
picture                                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
how-we-count                              GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
accessibility                             GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
privacy                                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
gallery                                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
healthz                                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
readyz                                    GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok

# THE WAY IN
account_login                             GET   ok   go   go   go   go   go   go   go   go   go   ok
account_login                             POST  ok   go   go   go   go   go   go   go   go   go   ok
account_signup                            GET   ok   go   go   go   go   go   go   go   go   go   ok
account_signup                            POST  ok   go   go   go   go   go   go   go   go   go   ok
mfa_authenticate                          GET   in   go   go   go   go   go   go   go   go   go   in
account_logout                            GET   go   ok   ok   ok   ok   ok   ok   ok   ok   ok   go
account_logout                            POST  go   go   go   go   go   go   go   go   go   go   go
account_inactive                          GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_email_verification_sent           GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_confirm_email                     GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password                    GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_done               GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_from_key           GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_reset_password_from_key_done      GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok

# ONE'S OWN ACCOUNT
mfa_index                                 GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_change_password                   GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_change_password                   POST  in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
account_reauthenticate                    GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
mfa_reauthenticate                        GET   in   go   go   go   go   go   ok   ok   ok   ok   in
mfa_activate_totp                         GET   in   go   go   go   go   go   go   go   go   go   in
mfa_deactivate_totp                       GET   in   no   no   no   no   no   go   go   go   go   in
mfa_view_recovery_codes                   GET   in   no   no   no   no   no   no   no   no   no   in
mfa_generate_recovery_codes               GET   in   go   go   go   go   go   go   go   go   go   in
mfa_download_recovery_codes               GET   in   no   no   no   no   no   no   no   no   no   in

# THE DESK: a draft of Fernhill's
desk                                      GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-start                                GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-start                                POST  in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-places                               GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
desk-case-study                           GET   in   no   ok   ok   ok   no   no   no   no   no   in
desk-task                                 GET   in   no   ok   ok   ok   no   no   no   no   no   in
desk-task                                 POST  in   no   409  409  409  no   no   no   no   no   in
desk-totals                               POST  in   no   ok   ok   ok   no   no   no   no   no   in
desk-picture                              GET   in   no   ok   ok   ok   no   no   no   no   no   in
desk-check                                GET   in   no   ok   ok   ok   no   no   no   no   no   in
desk-check                                POST  in   no   ok   ok   ok   no   no   no   no   no   in
desk-reopen                               POST  in   no   go   go   go   no   no   no   no   no   in

# ORGANISATIONS
desk-nowhere                              GET   in   no   no   no   no   no   no   no   no   no   in
desk-nowhere                              POST  in   no   no   no   no   no   no   no   no   no   in
organisations                             GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-join                         GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-join                         POST  in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-create                       GET   in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation-create                       POST  in   ok   ok   ok   ok   ok   ok   ok   ok   ok   in
organisation                              GET   in   no   ok   ok   ok   no   no   no   no   ok   in
organisation-invite                       GET   in   no   stop ok   stop no   no   no   no   ok   in
organisation-invite                       POST  in   no   stop ok   stop no   no   no   no   ok   in
organisation-take-back                    POST  in   no   stop go   stop no   no   no   no   go   in
organisation-member                       POST  in   no   stop go   stop no   no   no   no   go   in
organisation-leave                        POST  in   no   go   go   go   no   no   no   no   stop in
organisation-request                      POST  in   no   no   go   no   no   no   no   no   go   in
invitation                                GET   in   gone gone gone gone gone gone gone gone gone in
invitation                                POST  in   gone gone gone gone gone gone gone gone gone in

# CASE STUDIES BEFORE THEY ARE PUBLISHED: a draft of Fernhill Families to look at, and one they have sent to judge
preview                                   GET   in   no   ok   ok   ok   no   no   ok   no   ok   in
preview-picture                           GET   in   no   ok   ok   ok   no   no   ok   no   ok   in
review                                    GET   in   no   no   no   no   no   ok   ok   no   ok   in
review-case-study                         GET   in   no   no   no   no   no   ok   ok   no   ok   in
review-comment                            POST  in   no   no   no   no   no   ok   ok   no   ok   in
review-settle                             POST  in   no   no   no   no   no   go   go   no   go   in
review-move                               POST  in   no   no   no   no   no   go   go   no   go   in

# THE ADMIN: our own pages in it, Django's lists are in tests/db/admin
admin:index                               GET   in   no   no   no   no   no   ok   ok   ok   ok   in
admin:login                               GET   in   no   no   no   no   no   go   go   go   go   in
admin:casestudies_casestudy_preview       GET   in   no   no   no   no   no   ok   ok   ok   ok   in
admin:casestudies_casestudy_submit        GET   in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_submit        POST  in   no   no   no   no   no   stop go   stop go   in
admin:casestudies_casestudy_reopen        GET   in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_reopen        POST  in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_casestudy_withdraw      GET   in   no   no   no   no   no   ok   ok   ok   ok   in
admin:casestudies_casestudy_withdraw      POST  in   no   no   no   no   no   ok   ok   ok   ok   in
admin:casestudies_erasure_erase           GET   in   no   no   no   no   no   stop stop ok   ok   in
admin:casestudies_erasurerequest_ask      GET   in   no   no   no   no   no   stop stop ok   ok   in
admin:casestudies_erasurerequest_decide   GET   in   no   no   no   no   no   stop stop ok   ok   in
admin:casestudies_erasure_erase           POST  in   no   no   no   no   no   stop stop ok   ok   in
admin:casestudies_erasurerequest_ask      POST  in   no   no   no   no   no   stop stop ok   ok   in
admin:casestudies_erasurerequest_decide   POST  in   no   no   no   no   no   stop stop go   go   in
admin:casestudies_merge_start             GET   in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_merge_start             POST  in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_merge_undo              GET   in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_merge_undo              POST  in   no   no   no   no   no   stop ok   stop ok   in
admin:casestudies_decision_audit          GET   in   no   no   no   no   no   stop stop stop ok   in
"""


def _rows() -> dict[tuple[str, str], list[str]]:
    """(name of the address, method) → what each of PEOPLE gets, in their order."""
    lines = [line.split() for line in TABLE.splitlines()[2:] if line and not line.startswith("#")]
    rows = {(name, method): outcomes for name, method, *outcomes in lines}
    assert len(rows) == len(lines), "an address has two rows for one method"
    return rows


ROWS = _rows()
