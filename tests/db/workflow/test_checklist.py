"""The checklist of a review: kept with what was sent, ticked by whoever approves, on the very document they approve."""

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, ChecklistPoint, Decision, User
from tests import lives
from tests.people import signed_in

ALL = ["story", "consent", "funding", "figures", "disclosure"]
TICKED = workflow.Said(sound=True)
FIRST = "Go through the checklist first. Not ticked yet for what it is now: "


def test_every_point_has_to_be_ticked_before_approving(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    workflow.check(study, {"story": TICKED, "consent": workflow.Said(sound=False, note="Who is A. M.?")}, by=rita)
    with pytest.raises(workflow.Refused) as refused:
        workflow.approve(study, by=rita)
    assert str(refused.value) == (
        f"{FIRST}Consent; The funding adds up; The figures are plausible; Nobody can be found in it."
    )
    assert not Decision.objects.filter(to_status="approved").exists()
    workflow.check(study, dict.fromkeys(ALL[1:], TICKED), by=rita)
    assert workflow.approve(study, by=rita)
    assert list(ChecklistPoint.objects.values_list("point", "sound", "note", "by__email").order_by("pk")) == [
        (point, True, "", "rita@example.org") for point in ALL
    ]


def test_a_tick_is_of_the_document_that_was_looked_at(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    CaseStudy.objects.update(outcome="Something else changed.")
    with pytest.raises(workflow.Refused, match="The story; Consent; The funding"):
        workflow.approve(study, by=rita)
    assert {one.holds for one in workflow.dossier(CaseStudy.objects.get(), by=rita).checklist} == {False}
    lives.checked(study, by=rita)
    assert workflow.approve(study, by=rita)


def test_what_another_reviewer_ticked_does_not_count(study: CaseStudy, rita: User, ron: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    workflow.release(study, by=rita)
    workflow.claim(study, by=ron)
    with pytest.raises(workflow.Refused, match="Go through the checklist first"):
        workflow.approve(study, by=ron)
    html = signed_in(ron).get("/review/open-door/").content.decode()
    assert html.count("Ticked by rita@example.org. Look for yourself.") == 5
    assert html.count("<h1") == 1, "the headline of the page that is reviewed is not that of the room"


def test_what_is_sent_anew_has_a_checklist_of_its_own(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    workflow.request_changes(study, by=rita, reason="Say more.")
    CaseStudy.objects.update(background="There was a great need.")
    lives.claimed(study, by=rita)
    file = workflow.dossier(CaseStudy.objects.select_related("reviewer").get(), by=rita)
    assert [one.said for one in file.checklist] == [None] * 5
    assert study.submissions.last().checklist.count() == 5, "the first one's is kept"


def test_only_whoever_has_claimed_it_keeps_it(study: CaseStudy, rita: User, ron: User) -> None:
    lives.submitted(study)
    with pytest.raises(workflow.Refused, match="It cannot be checked now: it is waiting for a reviewer"):
        workflow.check(study, {"story": TICKED}, by=rita)
    workflow.claim(study, by=rita)
    with pytest.raises(workflow.Refused, match=r"by you: rita@example\.org has claimed it"):
        workflow.check(study, {"story": TICKED}, by=ron)
    assert not ChecklistPoint.objects.exists()


# -------------------------------------------------------------------------------------------------------- on the page


def test_ticks_and_notes_are_kept_and_shown_again(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    client = signed_in(rita)
    page = client.get("/review/open-door/")
    said = {"seen": page.context["file"].fingerprint, "story": "on", "figures_note": "Of which <b>year</b>?"}
    kept = client.post("/review/open-door/checklist/", said, follow=True).content.decode()
    assert "The checklist is kept with this review." in kept
    assert 'name="story" id="check_story" checked' in kept
    assert kept.count('type="checkbox"') - kept.count(" checked>") == 4
    assert "Of which &lt;b&gt;year&lt;/b&gt;?</textarea>" in kept
    assert "This opens once every point" in kept


def test_a_page_that_shows_something_older_keeps_nothing(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    client = signed_in(rita)
    seen = client.get("/review/open-door/").context["file"].fingerprint
    CaseStudy.objects.update(outcome="Something else.")
    told = client.post("/review/open-door/checklist/", {"seen": seen, "story": "on"}).content.decode()
    assert "It has changed since you opened this page." in told
    assert "Something else." in told
    assert not ChecklistPoint.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"seen": "x" * 65}, {"seen": "", "story": "on"}])
def test_a_made_up_form_keeps_nothing(study: CaseStudy, rita: User, sent: dict[str, str]) -> None:
    lives.claimed(study, by=rita)
    assert signed_in(rita).post("/review/open-door/checklist/", sent).status_code == 200
    assert not ChecklistPoint.objects.exists()


def test_the_page_shows_the_document_and_what_was_found(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    html = signed_in(rita).get("/review/open-door/").content.decode()
    for words in (
        "The page as readers will have it",
        "There was a need.",
        "Background: 4 words, action: 3 words, outcome: 2 words.",
        "No editor has said that everybody named or shown has agreed.",
        "Nothing is said about money.",
        "It shows no result.",
        "No figure is about people.",
    ):
        assert words in html


def test_others_see_what_was_ticked_and_cannot_change_it(study: CaseStudy, rita: User, ron: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    html = signed_in(ron).get("/review/open-door/").content.decode()
    assert html.count("Ticked by rita@example.org, ") == 5
    assert "Keep the checklist" not in html
