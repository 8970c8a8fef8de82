"""Each move of a case study: who may, what it needs, what it leaves behind."""

import pytest
from django.contrib.auth.models import Group

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Retirement, Tombstone, User
from tests import factories as make


@pytest.fixture
def study() -> CaseStudy:
    return make.CaseStudyFactory(slug="open-door")


def member_of(name: str) -> User:
    user = make.UserFactory()
    user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


@pytest.mark.parametrize("group", ["reviewer", "curator", "admin"])
def test_these_groups_may_publish(study: CaseStudy, group: str) -> None:
    assert workflow.publish(study, by=member_of(group)).number == 1


def test_others_may_not_publish(study: CaseStudy) -> None:
    deactivated = make.ReviewerFactory(is_active=False)
    for somebody in (make.UserFactory(), member_of("data protection officer"), deactivated):
        with pytest.raises(workflow.Refused, match="Only a reviewer, a curator or an admin can publish"):
            workflow.publish(study, by=somebody)


def test_what_is_missing_is_said_all_at_once() -> None:
    bare = make.CaseStudyFactory(headline=" ", background="", action="", outcome="", theme=None)
    bare.project.purpose, bare.project.provider = "", None
    bare.project.save()
    bare.project.project_places.all().delete()
    with pytest.raises(workflow.Refused) as refused:
        workflow.publish(bare, by=make.ReviewerFactory())
    assert str(refused.value) == (
        "It cannot be published yet: it needs a headline, the story's background, the story's action, the story's "
        "outcome, the project's purpose, a provider, a lead place, a theme."
    )


def test_a_second_edition_needs_a_change_and_takes_the_place_of_the_first(study: CaseStudy) -> None:
    by = make.ReviewerFactory()
    first = workflow.publish(study, by=by)
    with pytest.raises(workflow.Refused, match="Nothing has changed since the current edition"):
        workflow.publish(study, by=by)
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    second = workflow.publish(study, by=by, note="A clearer headline.")
    first.refresh_from_db()
    assert (first.number, first.current, second.number, second.current) == (1, False, 2, True)
    moves = Decision.objects.order_by("pk").values_list("from_status", "to_status", "reason", "edition__number")
    assert list(moves) == [("draft", "published", "", 1), ("published", "published", "A clearer headline.", 2)]


def test_withdrawing_leaves_a_tombstone_and_cannot_be_taken_back(study: CaseStudy) -> None:
    by = member_of("data protection officer")
    workflow.publish(study, by=make.ReviewerFactory())
    with pytest.raises(workflow.Refused, match="Withdrawing needs a reason"):
        workflow.withdraw(study, by=by, reason=" ")
    with pytest.raises(workflow.Refused, match="Only a reviewer"):
        workflow.withdraw(study, by=make.UserFactory(), reason="The charity has closed.")
    workflow.withdraw(study, by=by, reason="The charity has closed.")
    stone = Tombstone.objects.get()
    assert (stone.slug, stone.reason) == ("open-door", "The charity has closed.")
    assert not study.editions.filter(current=True).exists()
    with pytest.raises(workflow.Refused, match="It has been withdrawn"):
        workflow.publish(study, by=make.ReviewerFactory())
    with pytest.raises(workflow.Refused, match="Only a published case study can be withdrawn"):
        workflow.withdraw(study, by=by, reason="Again.")


def test_a_draft_cannot_be_withdrawn(study: CaseStudy) -> None:
    with pytest.raises(workflow.Refused, match="Only a published case study can be withdrawn"):
        workflow.withdraw(study, by=make.ReviewerFactory(), reason="Too early.")


def test_retiring_figures_takes_two_people_who_may(study: CaseStudy) -> None:
    by = make.ReviewerFactory()
    workflow.publish(study, by=by)
    CaseStudy.objects.filter(pk=study.pk).update(headline="A clearer headline")
    for nobody_else in (by, make.UserFactory()):
        with pytest.raises(workflow.Refused, match="a second person who may do so"):
            workflow.publish(study, by=by, note="Scores corrected.", second_checker=nobody_else)
    assert study.editions.count() == 1
    workflow.publish(study, by=by, note="Scores corrected.", second_checker=member_of("curator"))
    retirement = Retirement.objects.get()
    assert (retirement.edition.number, retirement.replaced_by.number, retirement.reason) == (1, 2, "Scores corrected.")
