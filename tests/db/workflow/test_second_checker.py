"""What one reviewer lets stand against the rules goes out only when a second one has confirmed it."""

import pytest
from django.contrib.auth.models import Group

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, Retirement, User
from tests import factories as make
from tests import lives
from tests.db.workflow.test_difference_page import put_scores
from tests.people import signed_in

TELLING = "Two mothers came back a year later."
WANTED = "Something in it was let stand against the rules, and no second checker has confirmed that yet."


@pytest.fixture
def let_stand(rita: User) -> CaseStudy:
    """Approved by Rita, with two mothers in it."""
    study = make.CaseStudyFactory(slug="open-door", outcome=TELLING)
    return lives.approved(study, by=rita, words_checked="Both agreed.")


def test_nobody_publishes_it_before(let_stand: CaseStudy, rita: User, ron: User) -> None:
    assert Decision.objects.get(to_status="approved").let_stand == "In the outcome: “Two” (2 is fewer than 8 people)"
    for user in (rita, ron):
        with pytest.raises(workflow.Refused) as refused:
            workflow.publish(let_stand, by=user)
        assert str(refused.value) == WANTED
    assert not Edition.objects.exists()
    workflow.confirm(let_stand, by=ron, reason="I asked them, too.")
    assert workflow.publish(let_stand, by=rita).number == 1
    record = Decision.objects.order_by("pk").values_list("by__email", "to_status", "kind", "reason")
    assert list(record)[-3:] == [
        ("rita@example.org", "approved", "", ""),
        ("ron@example.org", "approved", "confirmed", "I asked them, too."),
        ("rita@example.org", "published", "", ""),
    ]


def test_it_is_somebody_else_who_may_and_who_has_no_hand_in_it(
    let_stand: CaseStudy, rita: User, ron: User, editor_reviewing: User
) -> None:
    officer = make.UserFactory()
    officer.groups.add(Group.objects.get_or_create(name="data protection officer")[0])
    for user, why in (
        (rita, "You approved it yourself: somebody else has to confirm what was let stand."),
        (editor_reviewing, "It cannot be confirmed by you, because you wrote or sent it, or work for its provider."),
        (officer, "It can be confirmed only by a reviewer, a curator or an admin."),
    ):
        with pytest.raises(workflow.Refused) as refused:
            workflow.confirm(let_stand, by=user, reason="I agree.")
        assert str(refused.value) == why
    with pytest.raises(workflow.Refused, match="Say why it may stand"):
        workflow.confirm(let_stand, by=ron, reason=" ")
    assert workflow.wants_second_check(CaseStudy.objects.get())


@pytest.fixture
def editor_reviewing(let_stand: CaseStudy) -> User:
    """A reviewer who works for its provider."""
    user = make.ReviewerFactory()
    make.MembershipFactory(user=user, organisation=let_stand.project.provider)
    return user


def test_only_what_was_let_stand_is_confirmed_and_only_once(study: CaseStudy, rita: User, ron: User) -> None:
    lives.approved(study, by=rita)
    with pytest.raises(workflow.Refused, match="There is nothing in it for a second checker to confirm"):
        workflow.confirm(study, by=ron, reason="I agree.")
    assert workflow.publish(study, by=rita)


def test_a_confirmation_is_of_one_approval(let_stand: CaseStudy, rita: User, ron: User) -> None:
    workflow.confirm(let_stand, by=ron, reason="I agree.")
    with pytest.raises(workflow.Refused, match="There is nothing in it for a second checker to confirm"):
        workflow.confirm(let_stand, by=make.ReviewerFactory(), reason="I, too.")
    workflow.release(let_stand, by=rita)
    workflow.claim(let_stand, by=rita)
    lives.checked(let_stand, by=rita)
    workflow.approve(let_stand, by=rita, words_checked="Both agreed.")
    with pytest.raises(workflow.Refused, match="no second checker"):
        workflow.publish(let_stand, by=rita)


def test_what_has_changed_since_cannot_be_confirmed(let_stand: CaseStudy, ron: User) -> None:
    CaseStudy.objects.update(outcome=f"{TELLING} Three fathers did not.")
    with pytest.raises(workflow.Refused, match="It has changed since it was approved"):
        workflow.confirm(let_stand, by=ron, reason="I agree.")
    html = signed_in(ron).get("/review/open-door/").content.decode()
    assert "Confirm it" not in html
    assert "so it cannot be confirmed, published or given a time." in html


def test_the_pages_ask_for_a_second_checker(let_stand: CaseStudy, rita: User, ron: User) -> None:
    first, second = signed_in(rita), signed_in(ron)
    assert "<strong>a second checker</strong>" in second.get("/review/").content.decode()
    own = first.get("/review/open-door/").content.decode()
    assert "A second checker is wanted" in own
    assert "Confirm it" not in own
    assert "/publish/" not in own
    page = second.get("/review/open-door/").content.decode()
    assert "In the outcome: “Two” (2 is fewer than 8 people)" in page
    assert "Why you agree: This field is required." in second.post("/review/open-door/confirm/").content.decode()
    assert (
        "You have confirmed it"
        in second.post("/review/open-door/confirm/", {"reason": "I asked them, too."}, follow=True).content.decode()
    )
    assert "Confirmed by a second checker" in first.get("/review/open-door/").content.decode()
    assert "to be published" in first.get("/review/").content.decode()
    assert first.post("/review/open-door/publish/").status_code == 302
    assert "asked them" not in first.get("/case-studies/open-door/").content.decode()


def test_figures_that_stand_still_are_looked_at_as_if_earlier_ones_were_retired(
    study: CaseStudy, rita: User, ron: User
) -> None:
    """55 of 71 became 58 of 74, which is too close: it shows once edition 1 has lost its figures."""
    cohort = make.CohortFactory(strand__project=study.project, strand__name="Groups", started=200)
    put_scores(cohort, 55, 16)
    lives.publish(study)
    put_scores(cohort, 58, 16)
    CaseStudy.objects.update(action="Something else was done.")
    lives.claimed(study, by=rita, note="Scores corrected.")
    client, second = signed_in(rita), signed_in(ron)

    def improved(address: str) -> list[str]:
        return [line.reads for line in client.get(address).context["file"].sheet.lines if line.what == "improved"]

    assert "?retire=on" in client.get("/review/open-door/").content.decode()
    assert improved("/review/open-door/") == ["55"]
    assert improved("/review/open-door/?retire=on") == ["58"]
    page = client.get("/review/open-door/?retire=on")
    assert "as if the figures of all earlier editions were retired" in page.content.decode()

    ticks = dict.fromkeys(["story", "consent", "funding", "figures", "disclosure"], "on")
    said = {"seen": page.context["file"].fingerprint, "retire": "on"}
    assert client.post("/review/open-door/checklist/", ticks | said)["Location"] == "/review/open-door/?retire=on"
    assert client.post("/review/open-door/approve/", said | {"note": "Scores corrected."}).status_code == 302
    assert "The figures of all earlier editions are retired" in second.get("/review/open-door/").content.decode()
    assert client.post("/review/open-door/publish/").status_code == 200, "refused: nobody has confirmed it"
    second.post("/review/open-door/confirm/", {"reason": "I saw the paper forms."})
    assert second.post("/review/open-door/publish/").status_code == 302
    retired = Retirement.objects.get()
    assert (retired.edition.number, retired.by, retired.second_checker) == (1, rita, ron)
