"""Whoever had a hand in it at the desk cannot judge it, also where what they changed keeps no history."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies import desk, workflow
from casestudies.desk import Answers, NewPicture
from casestudies.models import CaseStudy, Contribution, User
from casestudies.results import saving
from casestudies.workflow.authors import has_a_hand_in
from tests import factories as make
from tests import lives

QUOTE = {"words": "It was worth it.", "speaker": "A. Manager", "role": "", "consent": True}


@pytest.fixture
def rita(study: CaseStudy) -> User:
    """She reviews, and used to work for the provider."""
    rita = make.ReviewerFactory(email="rita@example.org")
    make.MembershipFactory(user=rita, organisation=study.project.provider)
    return rita


def leaves(user: User) -> None:
    user.memberships.all().delete()


def story(study: CaseStudy, by: User, **facts: object) -> None:
    seen = desk.draft_of(study, "story").version
    saved = desk.save(study, "story", Answers({"seen": [str(seen)]}, facts, whole=True), seen=seen, by=by)
    assert isinstance(saved, desk.Saved)


def quotes(study: CaseStudy, by: User) -> None:
    story(study, by, quotes=[QUOTE])


def picture(study: CaseStudy, by: User) -> None:
    story(study, by, picture=NewPicture(b"not looked at here", ".png"))


def strand_taken_out(study: CaseStudy, by: User) -> None:
    saving.remove(make.StrandFactory(project=study.project), case_study=study, by=by)


def upload_confirmed(study: CaseStudy, by: User) -> None:
    cohort = make.CohortFactory(strand__project=study.project)
    rows = [["A1", "40", None, "55", None]]
    late = timezone.now() + timedelta(hours=1)
    upload = make.ScoreUploadFactory(cohort=cohort, state="staged", staged_rows=rows, expires_at=late)
    saving.confirm(upload, case_study=study, by=by)


def upload_undone(study: CaseStudy, by: User) -> None:
    upload = make.ScoreUploadFactory(cohort__strand__project=study.project)
    saving.undo(upload, case_study=study, by=by)


@pytest.mark.parametrize("work", [quotes, picture, strand_taken_out, upload_confirmed, upload_undone])
def test_nobody_judges_what_they_have_worked_on(
    study: CaseStudy, rita: User, work: Callable[[CaseStudy, User], None]
) -> None:
    work(study, rita)
    colleague = lives.editor_of(study)
    quotes(study, colleague)  # whoever saves last is not the only one who wrote
    workflow.submit(study, by=colleague)
    leaves(rita)
    assert has_a_hand_in(study, rita)
    with pytest.raises(workflow.Refused, match="because you wrote or sent it"):
        workflow.claim(study, by=rita)
    workflow.claim(study, by=make.ReviewerFactory())


def test_who_only_looked_has_no_hand_in_it(study: CaseStudy, rita: User) -> None:
    desk.read(study, "story")
    leaves(rita)
    assert not has_a_hand_in(study, rita)


def test_what_was_published_since_counts_no_more(study: CaseStudy, rita: User) -> None:
    quotes(study, rita)
    leaves(rita)
    Contribution.objects.update(at=timezone.now() - timedelta(seconds=1))
    lives.publish(study)
    assert not has_a_hand_in(study, rita)


def test_one_row_a_person_with_the_last_time(study: CaseStudy, rita: User) -> None:
    for _ in range(3):
        quotes(study, rita)
    first = Contribution.objects.get()
    quotes(study, rita)
    assert Contribution.objects.get().at > first.at
    assert str(first) == f"{rita} on {study}"
