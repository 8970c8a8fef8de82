"""The people of the matrix, and the things they would like to get at."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from casestudies.access import ADMIN, CURATOR, DATA_PROTECTION_OFFICER, REVIEWER, ensure_groups
from casestudies.editions.gather import public_name
from casestudies.models import Invitation, JoinRequest, Picture, User
from outcomes.models import Organisation
from tests import factories as make
from tests import lives
from tests.people import signed_in

STAFF = {"reviewer": REVIEWER, "curator": CURATOR, "officer": DATA_PROTECTION_OFFICER, "admin": ADMIN}
ROLES = {"editor": "editor", "owner": "owner", "colleague": "editor", "deactivated": "owner"}


@dataclass
class World:
    """One of everything, and a way to be anybody."""

    fernhill: Organisation
    asked: JoinRequest
    invitation: Invitation
    someone: int  # the key of a membership in it
    draft: int  # the key of a case study nobody has published
    draft_picture: Picture
    comment: int  # the key of a reviewer's comment on a case study that was sent
    picture: str
    edition: int
    asked_to_erase: int  # the key of a request
    merge: int

    def client_of(self, person: str) -> Client:
        """A browser with `person` signed in; who was deactivated was signed in before."""
        if person == "anonymous":
            return Client()
        user = make.UserFactory(email=f"{person}@example.org", is_staff=person in STAFF)
        if person in ROLES:
            make.MembershipFactory(user=user, organisation=self.fernhill, role=ROLES[person])
        if person == "outsider":
            make.MembershipFactory(user=user)
        if person in STAFF:
            user.groups.add(Group.objects.get(name=STAFF[person]))
        client = signed_in(user, second_factor=person in STAFF)
        User.objects.filter(email="deactivated@example.org").update(is_active=False)
        return client

    def arguments(self) -> dict[str, list[object]]:
        """Name of an address → what fills it in, where something has to."""
        return {
            "case-study": ["open-door"],
            "editions": ["open-door"],
            "edition": ["open-door", 1],
            "picture": [self.picture],
            "account_confirm_email": ["made-up"],
            "account_reset_password_from_key": ["1", "made-up"],
            "desk-nowhere": ["no/such/thing"],
            "organisation": ["fernhill"],
            "organisation-invite": ["fernhill"],
            "organisation-take-back": ["fernhill", self.invitation.pk],
            "organisation-member": ["fernhill", self.someone],
            "organisation-leave": ["fernhill"],
            "organisation-request": [self.asked.pk],
            "invitation": [self.invitation.token],
            "preview": ["still-written"],
            "preview-picture": ["still-written", public_name(self.draft_picture.image)],
            "review-case-study": ["sent"],
            "review-comment": ["sent"],
            "review-settle": ["sent", self.comment],
            "review-move": ["sent", "claim"],
            **{f"desk-{page}": ["still-written"] for page in ("case-study", "totals", "check", "reopen")},
            "desk-task": ["still-written", "story"],
            "desk-picture": ["still-written", self.draft_picture.pk],
            "admin:casestudies_casestudy_preview": [self.draft],
            "admin:casestudies_casestudy_submit": [self.draft],
            "admin:casestudies_casestudy_reopen": [self.draft],
            "admin:casestudies_casestudy_withdraw": [self.draft],
            "admin:casestudies_erasurerequest_ask": [self.edition],
            "admin:casestudies_erasurerequest_decide": [self.asked_to_erase],
            "admin:casestudies_merge_start": ["theme"],
            "admin:casestudies_merge_undo": [self.merge],
        }


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    ensure_groups()
    fernhill = make.OrganisationFactory(key="fernhill", name="Fernhill Families", is_provider=True)
    someone = make.MembershipFactory(organisation=fernhill, role="owner")
    published = make.CaseStudyFactory(project__key="open-door", project__provider=fernhill)
    make.PictureFactory(case_study=published)
    lives.publish(published)
    draft = make.CaseStudyFactory(project__key="still-written", project__provider=fernhill)
    sent = make.CaseStudyFactory(project__key="sent", project__provider=fernhill, status="submitted")
    return World(
        fernhill=fernhill,
        asked=make.JoinRequestFactory(organisation=fernhill),
        invitation=make.InvitationFactory(organisation=fernhill),
        someone=someone.pk,
        draft=draft.pk,
        draft_picture=make.PictureFactory(case_study=draft, image__color="red"),
        comment=make.CommentFactory(case_study=sent).pk,
        picture=public_name(published.pictures.get().image),
        edition=published.editions.get().pk,
        asked_to_erase=make.ErasureRequestFactory(edition=published.editions.get()).pk,
        merge=make.MergeFactory().pk,
    )
