"""What reviewers ask about single sections, who sees it, and when it is settled."""

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, Comment, User
from tests import factories as make
from tests import lives
from tests.people import signed_in


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


# -------------------------------------------------------------------------------------------- and what is not settled


def test_nothing_is_approved_over_what_was_asked(study: CaseStudy, editor: User, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    first = workflow.comment(study, section="story", words="Shorter?", by=rita)
    with pytest.raises(workflow.Refused, match=r"^1 comment is not settled\. Settle it, or tick that it may stand\.$"):
        workflow.approve(study, by=rita)
    second = workflow.comment(study, section="results", words="Who gave the scores?", by=rita)
    elsewhere = make.CommentFactory()
    for stand in ([], [elsewhere.pk]):
        with pytest.raises(workflow.Refused, match=r"^2 comments are not settled\. Settle each, or tick that"):
            workflow.approve(study, by=rita, comments_stand=stand)
    workflow.settle(first, by=editor)
    with pytest.raises(workflow.Refused, match="1 comment is not settled"):
        workflow.approve(study, by=rita, comments_stand=[first.pk])
    assert CaseStudy.objects.get(pk=study.pk).status == "in_review"
    assert workflow.approve(study, by=rita, comments_stand=[second.pk])
    second.refresh_from_db()
    assert second.settled_at is None, "letting it stand is not settling it"


def test_the_page_says_how_many_are_open_and_takes_a_tick_for_each(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    one = workflow.comment(study, section="story", words="Shorter, or <b>longer</b>?", by=rita)
    client = signed_in(rita)
    assert 'Not settled yet: 1 <a href="#comments">comment</a>' in client.get("/review/open-door/").content.decode()
    lives.checked(study, by=rita)
    page = client.get("/review/open-door/")
    html = page.content.decode()
    assert "1 comment is not settled" in html
    assert "story: Shorter, or &lt;b&gt;longer&lt;/b&gt;?" in html
    seen = {"seen": page.context["file"].fingerprint, "hour": "09:00"}
    told = client.post("/review/open-door/approve/", seen).content.decode()
    assert "1 comment is not settled: Settle each of these comments, or tick that it may stand." in told
    two = workflow.comment(study, section="story", words="And why?", by=rita)
    told = client.post("/review/open-door/approve/", seen | {"comments": [one.pk]}).content.decode()
    assert "2 comments are not settled: Settle each" in told, "one has come since the page was opened"
    assert CaseStudy.objects.get().status == "in_review"
    assert client.post("/review/open-door/approve/", seen | {"comments": [one.pk, two.pk]}).status_code == 302
    assert CaseStudy.objects.get().status == "approved"
