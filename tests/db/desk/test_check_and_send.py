"""What is missing, to the last item; what readers will not see; and sending, once."""

from typing import Any

import pytest

from casestudies import desk as desks
from casestudies import workflow
from casestudies.models import CaseStudy, Decision, OutgoingMail
from tests import lives
from tests.db.desk.conftest import Desk
from tests.factories import (
    CohortFactory,
    JoinRequestFactory,
    OtherOutcomeFactory,
    PictureFactory,
    PublishedResultFactory,
    QuoteFactory,
    ReferralRouteFactory,
    StrandFactory,
)

EMPTY = {
    "project": ("the project's purpose", "a lead place", "a theme"),
    "story": ("a headline", "the story's background", "the story's action", "the story's outcome"),
    "funding": (),
    "referrals": (),
    "results": (),
    "sources": ("your word that everybody named or shown has agreed",),
}


def states(desk: Desk) -> dict[str, str]:
    return {line.task: str(line.state) for line in desks.status_of(CaseStudy.objects.get(pk=desk.case_study.pk))}


def fill(desk: Desk) -> None:
    desk.save(
        "project",
        name="Little Steps",
        purpose="Help.",
        theme="early-years",
        places__0__place="Suffolk",
        places__0__role="lead",
    )
    desk.save("story", headline="Families get on", background="A need.", action="Work.", outcome="A change.")
    desk.save("sources", agreed="on")


def test_an_empty_one_lacks_exactly_this(desk: Desk) -> None:
    assert desks.missing(desk.case_study) == EMPTY
    assert states(desk) == {
        "project": "not started",
        "story": "not started",
        "funding": "not started",
        "referrals": "not started",
        "results": "not started",
        "sources": "not started",
        "check": "cannot start yet",
    }


def test_nothing_the_workflow_asks_for_is_forgotten(desk: Desk) -> None:
    named = {what for whats in desks.missing(desk.case_study).values() for what in whats}
    assert {str(what) for what in workflow.missing(desk.case_study)} <= named


def test_every_task_half_filled_is_kept_and_not_sent_with_the_exact_list_of_what_is_missing(desk: Desk) -> None:
    desk.save("project", name="Little Steps", purpose="Help.", yearly_reach="many")
    desk.save("story", headline="Families get on", quotes__0__words="Good.", quotes__0__speaker="A. Manager")
    desk.save("funding", parts__0__label="a grant", parts__0__basis="exact")
    desk.save("referrals", who_can_be_referred="Parents.", routes__0__count="12")
    desk.save("sources", sources__0__publisher="Somebody")
    PictureFactory(case_study=desk.case_study, alt_text="", consent=False)
    assert states(desk) == {
        "project": "in progress",
        "story": "in progress",
        "funding": "in progress",
        "referrals": "in progress",
        "results": "not started",
        "sources": "in progress",
        "check": "cannot start yet",
    }
    response = desk.client.post("/desk/little-steps/check/", {"key": "0" * 32})
    assert response.status_code == 200
    assert [(task, what) for task, _, what in response.context["lacks"]] == [
        ("project", "a lead place"),
        ("project", "a theme"),
        ("project", "People served in a year: Write a whole number from 0 to 1,000,000, in digits."),
        ("story", "the story's background"),
        ("story", "the story's action"),
        ("story", "the story's outcome"),
        ("story", "the agreement of A. Manager to be quoted, or the quotation taken out"),
        ("story", "words for picture 1, for those who cannot see it"),
        ("story", "the agreement of whoever can be recognised in picture 1, or the picture taken out"),
        ("funding", "Funding 1: Pounds: How much? If nobody has said, choose “not stated”."),
        ("referrals", "Route 1: Who refers: This field is required."),
        ("sources", "your word that everybody named or shown has agreed"),
        ("sources", "Source 1: Title: This field is required."),
    ]
    page = response.content.decode()
    assert "It has not been sent" in page
    assert '<a href="/desk/little-steps/story/">Its story: the story&#x27;s background</a>' in page
    assert CaseStudy.objects.get().status == "draft"


def test_all_done_is_completed_and_can_be_sent(desk: Desk) -> None:
    fill(desk)
    assert not any(desks.missing(CaseStudy.objects.get()).values())
    found = states(desk)
    assert (found["project"], found["story"], found["sources"]) == ("completed", "completed", "completed")
    assert found["check"] == "not started"


def test_results_are_begun_with_a_strand_and_done_with_something_to_read(desk: Desk) -> None:
    StrandFactory(project=desk.case_study.project)
    assert states(desk)["results"] == "in progress"
    OtherOutcomeFactory(project=desk.case_study.project)
    assert states(desk)["results"] == "completed"


def test_the_answers_stand_there_with_links_that_change_them(desk: Desk) -> None:
    fill(desk)
    page = desk.client.get("/desk/little-steps/check/").content.decode()
    assert '<dd class="as-typed">Families get on</dd>' in page
    assert '<a href="/desk/little-steps/story/#id_headline">' in page
    assert '<dt>Place 1: What happens there</dt><dd class="as-typed">lead area</dd>' in page
    assert '<a href="/desk/little-steps/project/#id_places-0-role">' in page
    assert "Still missing" not in page


def test_nothing_offers_to_change_what_has_been_sent(desk: Desk) -> None:
    fill(desk)
    lives.submitted(desk.case_study)
    page = desk.client.get("/desk/little-steps/check/").content.decode()
    assert '<dd class="as-typed">Families get on</dd>' in page
    assert "Change<" not in page
    assert "Send for review" not in page


def test_dates_among_the_answers_read_as_readers_have_them(desk: Desk) -> None:
    desk.save("project", name="Little Steps", started="1998-04", ended="2031-02-31")
    desk.save(
        "referrals",
        routes__0__referral_source="midwives",
        routes__0__count="40",
        routes__0__period_start="2014-04-01",
        routes__0__period_end="2015-03-31",
    )
    page = desk.client.get("/desk/little-steps/check/").content.decode()
    assert '<dt>Began</dt><dd class="as-typed">April 1998</dd>' in page
    assert '<dd class="as-typed">2031-02-31</dd>' in page, "what is no date stays as it was typed"
    assert '<dt>Route 1: Counted from</dt><dd class="as-typed">1 April 2014</dd>' in page


def test_what_stays_hidden_is_said_with_its_reason_and_without_the_number(desk: Desk) -> None:
    for number, count in enumerate((60, 50, 3, 2)):
        ReferralRouteFactory(project=desk.case_study.project, count=count, referral_source__name=f"source {number}")
    desk.case_study.project.yearly_reach = 6
    desk.case_study.project.save()
    page = desk.client.get("/desk/little-steps/check/")
    told = [(one.where, one.what, one.why) for one in page.context["withheld"]]
    assert ("The project", "people served in a year", "hidden to protect privacy") in told
    assert any(where == "Who came and how" for where, _, _ in told)


def test_words_that_may_tell_of_few_people_are_marked(desk: Desk) -> None:
    desk.save("story", headline="x", outcome="Another mother stopped drinking.")
    page = desk.client.get("/desk/little-steps/check/").content.decode()
    assert "<mark>Another</mark> mother stopped drinking." in page


def test_sent_once_however_often_the_button_is_pressed(desk: Desk) -> None:
    fill(desk)
    for _ in range(2):
        response = desk.client.post("/desk/little-steps/check/", {"key": "a" * 32, "note": "New scores."})
        assert response["Location"] == "/desk/little-steps/"
    sent = CaseStudy.objects.get()
    assert (sent.status, sent.submissions.get().note) == ("submitted", "New scores.")
    page = desk.client.get("/desk/little-steps/").content.decode()
    assert f"Reference {sent.reference}" in page
    mail = OutgoingMail.objects.get(to="ed@example.org")
    assert sent.reference in mail.body


def test_what_the_workflow_refuses_is_told(desk: Desk) -> None:
    fill(desk)
    lives.publish(CaseStudy.objects.get())
    desk.client.post("/desk/little-steps/reopen/")
    for _ in range(2):  # a refusal does not use up the key
        response = desk.client.post("/desk/little-steps/check/", {"key": "a" * 32})
        assert response.status_code == 200
        assert "Nothing has changed since the current edition." in response.content.decode()
    assert CaseStudy.objects.get().status == "draft"


def test_a_quotation_without_agreement_stands_in_the_way(desk: Desk) -> None:
    fill(desk)
    QuoteFactory(case_study=desk.case_study, speaker="B. Worker", consent=False)
    assert desks.missing(CaseStudy.objects.get())["story"] == (
        "the agreement of B. Worker to be quoted, or the quotation taken out",
    )


def test_hidden_results_are_listed_for_their_editors(desk: Desk) -> None:
    """Of 33 three were not scored and two of 30 not better; 15 are too few for anything."""
    strand = StrandFactory(project=desk.case_study.project, name="Groups", unit="parents")
    cohort = CohortFactory(strand=strand, measure__short_name="M", provenance="summary", started=33)
    PublishedResultFactory(cohort=cohort, scored=30, improved_percent=None, improved=28)
    small = StrandFactory(project=desk.case_study.project, name="Small", unit="parents")
    few = CohortFactory(strand=small, measure__short_name="N", provenance="summary", started=15)
    PublishedResultFactory(cohort=few, scored=12, improved_percent=None, improved=9)
    OtherOutcomeFactory(project=desk.case_study.project, label="found work", kind="heads", numerator=3, denominator=33)
    response = desk.client.get("/desk/little-steps/check/")
    told = [(one.where, one.what, one.why) for one in response.context["withheld"]]
    few_not_scored = "So few people were not scored twice that how many started is not said exactly."
    few_not_improved = "So few people did not improve that the number who improved is given as “at least”."
    assert ("Groups, M", "", few_not_scored) in told
    assert ("Groups, M", "", few_not_improved) in told
    assert ("found work", "how many, of how many", "hidden to protect privacy") in told
    assert [(what.split(", ")[0], why) for where, what, why in told if where == "Small, N"] == [
        ("Parents who started", "too few to say"),
        ("", "Too few people started for any figure to be published without risk to their privacy."),
    ]
    assert not any(number in str(told) for number in ("15", "12", "28", "30"))


@pytest.mark.parametrize(
    ("counts", "what"),
    [
        ((60, 50, 9, 3, 2), "some routes are shown together as “other routes”"),
        ((60, 3), "how many came each way"),
    ],
)
def test_routes_that_are_merged_or_hidden_are_said_to_be(desk: Desk, counts: tuple[int, ...], what: str) -> None:
    for number, count in enumerate(counts):
        ReferralRouteFactory(project=desk.case_study.project, count=count, referral_source__name=f"source {number}")
    told = desk.client.get("/desk/little-steps/check/").context["withheld"]
    assert [one.what for one in told if one.where == "Who came and how"] == [what]


def test_a_published_one_is_opened_again_by_its_editors(desk: Desk) -> None:
    fill(desk)
    lives.publish(CaseStudy.objects.get())
    assert '<button class="button">Open it again</button>' in desk.client.get("/desk/little-steps/").content.decode()
    assert desk.client.get("/desk/little-steps/reopen/").status_code == 405
    assert desk.signed_in(desk.stranger).post("/desk/little-steps/reopen/").status_code == 404
    for _ in range(2):
        assert desk.client.post("/desk/little-steps/reopen/")["Location"] == "/desk/little-steps/"
    assert CaseStudy.objects.get().status == "draft"
    assert Decision.objects.filter(from_status="published", by=desk.editor).count() == 1


def test_an_organisation_nobody_has_approved_prepares_but_does_not_send(desk: Desk) -> None:
    fill(desk)
    JoinRequestFactory(organisation=desk.case_study.project.provider, created_it=True)
    assert desks.missing(CaseStudy.objects.get())["project"] == ("an admin's approval of its provider",)


def test_what_a_colleague_changes_at_the_last_moment_is_not_sent_unvalidated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look at it and its being held, a colleague saves something that is not right."""
    fill(desk)
    once = desks.once

    def first_the_colleague(key: str, **how: Any) -> str:
        typed = {"version": desk.version("project"), "name": "Little Steps", "purpose": "Help.", "yearly_reach": "many"}
        assert desk.signed_in(desk.colleague).post(desk.page("project"), typed).status_code == 200
        return once(key, **how)

    monkeypatch.setattr(desks, "once", first_the_colleague)
    response = desk.client.post("/desk/little-steps/check/", {"key": "a" * 32})
    assert response.status_code == 200
    wanted = "People served in a year: Write a whole number from 0 to 1,000,000, in digits."
    assert ("project", wanted) in [(task, what) for task, _, what in response.context["lacks"]]
    assert "It has not been sent" in response.content.decode()
    assert (CaseStudy.objects.get().status, OutgoingMail.objects.count()) == ("draft", 0)


def test_what_a_colleague_has_sent_a_moment_before_is_not_sent_again(desk: Desk) -> None:
    fill(desk)
    workflow.submit(desk.case_study, by=desk.colleague)
    response = desk.client.post("/desk/little-steps/check/", {"key": "a" * 32})
    assert "This is not open for changes" in response.content.decode()
    assert CaseStudy.objects.get().submissions.count() == 1
