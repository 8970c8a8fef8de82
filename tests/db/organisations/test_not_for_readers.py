"""An organisation that an editor has made up, and that no admin has approved, never reaches a reader."""

import pytest
from django.test import Client
from django.urls import reverse

from casestudies import organisations, workflow
from casestudies.models import CaseStudy, Edition, JoinRequest, User
from tests import factories as make
from tests import lives
from tests.people import signed_in

NAME = "Oakwood Imposters"


@pytest.fixture
def study(ann: User) -> CaseStudy:
    """All that publishing asks for but the approval."""
    return make.CaseStudyFactory(slug="imposters", project__provider=organisations.create(NAME, by=ann))


def refused(move: object, study: CaseStudy, by: User) -> str:
    with pytest.raises(workflow.Refused) as refusal:
        move(study, by=by)  # type: ignore[operator]
    return str(refusal.value)


def test_nobody_sends_it_approves_it_or_reads_it(study: CaseStudy, ann: User, admin: User) -> None:
    wanted = "It is not finished: it needs an admin's approval of its provider."
    assert refused(workflow.submit, study, ann) == refused(workflow.submit, study, admin) == wanted
    reviewer = make.ReviewerFactory()
    CaseStudy.objects.update(status="in_review", reviewer=reviewer)  # as if it had been sent all the same
    assert refused(workflow.approve, study, reviewer) == wanted
    assert Edition.objects.count() == 0
    for address in ("/", "/case-studies/", "/case-studies/imposters/", "/case-studies/imposters/editions/"):
        assert NAME not in Client().get(address).content.decode()


def test_once_an_admin_has_approved_it_it_can(study: CaseStudy, ann: User, admin: User) -> None:
    organisations.answer(JoinRequest.objects.get(), approve=True, by=admin)
    lives.publish(study)
    assert NAME in Client().get("/case-studies/imposters/").content.decode()


def test_other_editors_are_not_offered_it(study: CaseStudy) -> None:
    other = signed_in(make.MembershipFactory().user, second_factor=False)
    for name in ("organisations", "organisation-join", "desk-start", "desk"):
        assert NAME not in other.get(reverse(name)).content.decode()
    assert other.get(f"/desk/organisations/{study.project.provider.key}/").status_code == 404
