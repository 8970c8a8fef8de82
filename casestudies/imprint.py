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
    name="Open Government Licence v3.0",
    address="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    words="The figures, and the words in which this portal states them, may be reused under the Open Government "
    "Licence, named with their edition. Stories, quotations and pictures stay their projects’ own.",
)


def absolute(path: str) -> str:
    """The whole address of one of the portal's own paths ("/case-studies/"), for whatever is read elsewhere."""
    return f"{settings.PORTAL_URL}{path}"
