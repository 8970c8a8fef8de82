"""The imprint: what the portal calls itself, where it is, and on what terms what it publishes may be used.

The one place for these words: headers, mails, files, feeds and citations take them from here.
"""

from dataclasses import dataclass

from django.conf import settings

NAME = "Plain Account"
STRAPLINE = "What children’s services did, for whom, and how sure one can be that it helped"


@dataclass(frozen=True, slots=True)
class Licence:
    """On what terms something may be used, in words, and where its legal text stands."""

    name: str
    address: str
    words: str


LICENCE = Licence(
    name="Creative Commons Attribution 4.0 International (figures)",
    address="https://creativecommons.org/licenses/by/4.0/",
    words="Figures may be used by anybody who names their edition. Stories, quotations and pictures stay their "
    "project’s own and may be quoted with their edition.",
)


def absolute(path: str) -> str:
    """The whole address of one of the portal's own paths ("/case-studies/"), for whatever is read elsewhere."""
    return f"{settings.PORTAL_URL}{path}"
