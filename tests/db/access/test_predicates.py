"""The rules themselves, without addresses."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from casestudies import access
from casestudies.groups import ensure_groups
from casestudies.models import Membership, User
from tests.factories import CaseStudyFactory, JoinRequestFactory, MembershipFactory, UserFactory

ROOT, CLOSED = User(is_superuser=True), User(is_superuser=True, is_active=False)
OWNER, EDITOR = Membership(role="owner"), Membership(role="editor")


@pytest.mark.parametrize(
    ("user", "membership", "may"),
    [
        (ROOT, None, True),
        (ROOT, EDITOR, True),
        (CLOSED, None, False),
        (CLOSED, OWNER, False),
        (User(pk=1), OWNER, True),
    ],
)
def test_who_manages_an_organisation(user: User, membership: Membership | None, may: bool) -> None:
    assert access.can_manage(user, membership) is may


def test_an_editor_does_not_manage_nor_a_stranger() -> None:
    user = UserFactory()
    assert not access.can_manage(user, EDITOR)
    assert not access.can_manage(user, None)


def test_an_owner_answers_who_asks_to_join_but_not_whether_their_own_organisation_counts() -> None:
    owner = MembershipFactory(role="owner")
    answered = {"answer": "declined", "answered_by": owner.user, "answered_at": timezone.now()}
    joins = JoinRequestFactory(organisation=owner.organisation)
    created = JoinRequestFactory(organisation=owner.organisation, created_it=True)
    JoinRequestFactory(organisation=owner.organisation, **answered)
    elsewhere = JoinRequestFactory(organisation=MembershipFactory(user=owner.user).organisation)
    assert list(access.requests_to(owner.user)) == [joins]
    assert set(access.requests_to(UserFactory(is_superuser=True))) == {joins, created, elsewhere}
    assert not access.requests_to(UserFactory()).exists()


def test_who_needs_a_second_factor() -> None:
    ensure_groups()
    assert access.needs_second_factor(User(is_staff=True))
    assert access.needs_second_factor(ROOT)
    assert not access.needs_second_factor(UserFactory())
    for group in Group.objects.all():
        member = UserFactory()
        member.groups.add(group)
        assert access.needs_second_factor(member), group


def _three_studies() -> dict[str, object]:
    return {status: CaseStudyFactory(status=status) for status in ("draft", "published", "withdrawn")}


def test_an_editor_sees_and_edits_their_organisations_alone() -> None:
    studies = _three_studies()
    theirs = MembershipFactory(organisation=studies["draft"].project.provider)
    assert list(access.visible_to(theirs.user)) == [studies["draft"]]
    assert list(access.editable_by(theirs.user)) == [studies["draft"]]
    User.objects.update(is_active=False)
    theirs.user.refresh_from_db()
    assert not access.visible_to(theirs.user).exists()
    assert not access.editable_by(theirs.user).exists()


@pytest.mark.parametrize(
    ("group", "seen"),
    [
        (access.REVIEWER, {"published", "withdrawn"}),
        (access.DATA_PROTECTION_OFFICER, {"published", "withdrawn"}),
        (access.CURATOR, {"draft", "published", "withdrawn"}),
        (access.ADMIN, {"draft", "published", "withdrawn"}),
    ],
)
def test_staff_see_what_has_left_the_desk_or_what_they_may_send_and_edit_nothing(group: str, seen: set[str]) -> None:
    ensure_groups()
    _three_studies()
    user = UserFactory()
    assert not access.visible_to(user).exists()
    user.groups.add(Group.objects.get(name=group))
    assert {study.status for study in access.visible_to(user)} == seen
    assert not access.editable_by(user).exists()


def test_staff_who_also_work_for_an_organisation_see_each_case_study_once() -> None:
    ensure_groups()
    studies = _three_studies()
    user = UserFactory()
    user.groups.set(Group.objects.all())
    for study in studies.values():
        MembershipFactory(user=user, organisation=study.project.provider, role="owner")
        MembershipFactory(organisation=study.project.provider)
    assert access.visible_to(user).count() == 3
