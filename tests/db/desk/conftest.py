"""An editor with a draft, a colleague, and a stranger of another organisation."""

from dataclasses import dataclass

import pytest
from django.test import Client

from casestudies.models import CaseStudy, User
from tests.factories import (
    CaseStudyFactory,
    MembershipFactory,
    OrganisationFactory,
    PlaceFactory,
    ProjectFactory,
    ReferralSourceFactory,
    ThemeFactory,
    UserFactory,
)
from tests.people import signed_in


@dataclass
class Desk:
    """What a test of the desk begins with; `page` is the address of a task."""

    case_study: CaseStudy
    editor: User
    colleague: User
    stranger: User
    client: Client  # the editor's

    def page(self, task: str) -> str:
        return f"/desk/{self.case_study.slug}/{task}/"

    def signed_in(self, user: User) -> Client:
        return signed_in(user)

    def version(self, task: str) -> int:
        draft = self.case_study.drafts.filter(task=task).first()
        return draft.version if draft else 0

    def save(self, task: str, **typed: object):  # type: ignore[no-untyped-def]
        """Post the page of a task as a browser without script does; `__` in a name stands for a hyphen."""
        sent = {name.replace("__", "-"): text for name, text in typed.items()}
        return self.client.post(self.page(task), {"version": self.version(task), **sent})


def begin_desk() -> Desk:
    """An empty case study "little-steps" of one organisation, with reference data to choose from."""
    organisation = OrganisationFactory(name="Stepping Stones", is_provider=True)
    editor, colleague = UserFactory(email="ed@example.org"), UserFactory(email="col@example.org")
    for user in (editor, colleague):
        MembershipFactory(user=user, organisation=organisation)
    stranger = MembershipFactory(user=UserFactory(email="stranger@example.org")).user
    project = ProjectFactory(key="little-steps", name="Little Steps", purpose="", provider=organisation)
    case_study = CaseStudyFactory(
        project=project, headline="", background="", action="", outcome="", theme=None, lead_place=False
    )
    suffolk = PlaceFactory(gss_code="E10000029", name="Suffolk", kind="county")
    PlaceFactory(gss_code="E07000202", name="Ipswich", kind="district", parent=suffolk)
    PlaceFactory(gss_code="E07000244", name="East Suffolk", kind="district", parent=suffolk)
    ThemeFactory(key="early-years", name="Early years")
    ThemeFactory(key="social-care", name="Social care")
    ReferralSourceFactory(key="midwives", name="midwives")
    ReferralSourceFactory(key="self-referral", name="self-referral")
    return Desk(case_study, editor, colleague, stranger, signed_in(editor))


@pytest.fixture
def desk() -> Desk:
    return begin_desk()
