"""What reviewers ask about single sections, who sees it, and when it is settled."""

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, Comment, User
from tests import factories as make
from tests import lives


def test_a_reviewer_asks_and_an_editor_settles(study: CaseStudy, editor: User, rita: User) -> None:
    lives.submitted(study)
    asked = workflow.comment(study, section="funding", words="  Who paid in 2024?\n", by=rita)
    assert (asked.words, asked.by, asked.settled_at) == ("Who paid in 2024?", rita, None)
    settled = workflow.settle(asked, by=editor)
    assert settled.settled_by == editor
    again = workflow.settle(asked, by=rita)
    assert (again.settled_by, again.settled_at) == (editor, settled.settled_at), "the first is remembered"


def test_nobody_comments_on_what_was_not_sent(study: CaseStudy, rita: User) -> None:
    with pytest.raises(workflow.Refused, match="once it has been sent for review"):
        workflow.comment(study, section="story", words="Early.", by=rita)


def test_others_neither_comment_nor_settle(study: CaseStudy, editor: User, rita: User) -> None:
    lives.submitted(study)
    asked = workflow.comment(study, section="story", words="Shorter?", by=rita)
    stranger = make.MembershipFactory().user
    for nobody in (stranger, editor, make.ReviewerFactory(is_active=False)):
        with pytest.raises(workflow.Refused, match="Only a reviewer, a curator or an admin can comment"):
            workflow.comment(study, section="story", words="Me too.", by=nobody)
    with pytest.raises(workflow.Refused, match="Only its editors and reviewers"):
        workflow.settle(asked, by=stranger)
    assert Comment.objects.get().settled_at is None


@pytest.mark.parametrize(
    ("section", "words", "says"),
    [
        ("headline", "Shorter?", "Say which section"),
        ("", "Shorter?", "Say which section"),
        ("story", " ", "needs words"),
    ],
)
def test_a_comment_is_about_a_section_and_says_something(
    study: CaseStudy, rita: User, section: str, words: str, says: str
) -> None:
    lives.submitted(study)
    with pytest.raises(workflow.Refused, match=says):
        workflow.comment(study, section=section, words=words, by=rita)
