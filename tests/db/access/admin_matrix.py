"""What each group may do with each list of the admin. A new list fails the test until it has a line here.

l  see the list, a row and its history   a  add   c  change   d  delete, one row or several
                                                               (facts: one by one)
x  take it away as CSV                   i  bring it in from CSV

Whoever is signed in and not of the staff finds nothing at any of these addresses; staff in no group may do nothing.
"""

GROUPS = ("reviewer", "curator", "data protection officer", "admin")

TABLE = """
list                                rev   cur     dpo   adm

casestudies.casestudy               l     lacd    l     lacd
casestudies.edition                 l     l       l     l
casestudies.retirement              l     l       l     l
casestudies.tombstone               l     l       l     lc
casestudies.decision                l     l       l     l
casestudies.erasure                 -     -       l     l
casestudies.erasurerequest          -     -       l     l
casestudies.merge                   l     l       l     l
casestudies.joinrequest             -     -       l     ld
casestudies.invitation              -     -       l     ld
casestudies.outgoingmail            -     -       l     l
casestudies.user                    -     -       l     lac

outcomes.source                     lx    lacdxi  lx    lacdxi
outcomes.organisation               lx    lacdxi  lx    lacdxi
outcomes.place                      lx    lacdxi  lx    lacdxi
outcomes.theme                      lx    lacdxi  lx    lacdxi
outcomes.referralsource             lx    lacdxi  lx    lacdxi
outcomes.measure                    lx    lacdxi  lx    lacdxi
outcomes.statedincome               lx    lacdxi  lx    lacdxi
outcomes.funding                    lx    lacdxi  lx    lacdxi
outcomes.project                    l     lacd    l     lacd
outcomes.strand                     l     lacd    l     lacd
outcomes.cohort                     l     lacd    l     lacd
outcomes.otheroutcome               l     lacd    l     lacd

outcomes.scoreimport                -     -       l     l
outcomes.scoreupload                -     -       l     l
outcomes.referralupload             -     -       l     l
outcomes.referral                   -     -       l     l

auth.group                          -     -       -     -
mfa.authenticator                   -     -       -     ld
account.emailaddress                -     -       -     -
"""

MAY = {
    noun: dict(zip(GROUPS, letters, strict=True))
    for noun, *letters in map(str.split, filter(None, TABLE.strip().splitlines()[1:]))
}

# page of a list → the letter it asks for; "version" is one state of a row in its history
PAGES = {
    "changelist": "l",
    "add": "a",
    "change": "l",
    "history": "l",
    "simple_history": "l",
    "delete": "d",
    "export": "x",
    "import": "i",
}

# of these no history is kept, and its address is not there for anybody
WITHOUT_HISTORY = {
    *("casestudies.edition", "casestudies.retirement", "casestudies.decision"),
    *("casestudies.erasure", "casestudies.erasurerequest", "casestudies.merge"),
    *("casestudies.joinrequest", "casestudies.invitation", "casestudies.outgoingmail"),
    *("outcomes.scoreimport", "outcomes.scoreupload", "outcomes.referralupload", "outcomes.referral"),
    "mfa.authenticator",
}

# addresses that are about no list: what staff get there, and staff in no group; strangers are asked who they are
SITE = {
    "index": ("ok", "ok"),
    "app_list": ("ok", "no"),
    "jsi18n": ("ok", "ok"),
    "autocomplete": ("ok", "stop"),
    "password_change": ("go", "go"),
    "password_change_done": ("go", "go"),
    "view_on_site": ("no", "no"),
    "login": ("go", "go"),
    "logout": ("405", "405"),
}
