"""Publishing at a day and time: once, by the same rules as by hand, and not at all where something has changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from casestudies import tasks, workflow
from casestudies.models import CaseStudy, Decision, Edition, OutgoingMail, User
from tests import factories as make
from tests import lives
from tests.people import signed_in

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


@pytest.fixture
def soon() -> datetime:
    """A moment to come."""
    return timezone.now() + timedelta(hours=2)


@pytest.fixture
def scheduled(study: CaseStudy, rita: User, soon: datetime) -> CaseStudy:
    """Approved by Rita, for soon."""
    lives.editor_of(study)
    lives.approved(study, by=rita)
    workflow.schedule(study, by=rita, at=soon)
    OutgoingMail.objects.all().delete()
    return study


def kinds() -> list[tuple[str, str]]:
    return list(Decision.objects.order_by("pk").values_list("to_status", "kind"))[3:]


def test_it_is_published_when_its_time_has_come_and_once(scheduled: CaseStudy, rita: User, soon: datetime) -> None:
    assert workflow.publish_due(soon - timedelta(seconds=1)) == 0
    assert not Edition.objects.exists()
    assert tasks.tick(soon)["case studies published"] == 1
    assert workflow.publish_due(soon) == workflow.publish_due(soon + DAY) == 0
    edition = Edition.objects.get()
    assert (edition.published_by, edition.current) == (rita, True)
    now = CaseStudy.objects.get()
    assert (now.status, now.publish_at, now.scheduled_by) == ("published", None, None)
    assert kinds() == [("approved", "scheduled"), ("published", "")]
    told = set(OutgoingMail.objects.values_list("subject", flat=True))
    assert told == {"Published: Open Door"}


def test_it_can_be_taken_back(scheduled: CaseStudy, ron: User, soon: datetime) -> None:
    workflow.unschedule(scheduled, by=ron)
    assert workflow.publish_due(soon) == 0
    assert CaseStudy.objects.get().status == "approved"
    with pytest.raises(workflow.Refused, match="No time is set for it"):
        workflow.unschedule(scheduled, by=ron)
    assert kinds() == [("approved", "scheduled"), ("approved", "cancelled")]


def test_another_time_takes_the_place_of_the_first(scheduled: CaseStudy, ron: User, soon: datetime) -> None:
    workflow.schedule(scheduled, by=ron, at=soon + DAY)
    assert workflow.publish_due(soon) == 0
    assert workflow.publish_due(soon + DAY) == 1
    assert Edition.objects.get().published_by == ron


@pytest.mark.parametrize("verb", ["release", "request_changes", "reject", "publish"])
def test_every_other_move_forgets_the_time(scheduled: CaseStudy, rita: User, soon: datetime, verb: str) -> None:
    words = {"reason": "Say more."} if verb in {"request_changes", "reject"} else {}
    getattr(workflow, verb)(scheduled, by=rita, **words)
    now = CaseStudy.objects.get()
    assert (now.publish_at, now.scheduled_by) == (None, None)
    assert workflow.publish_due(soon) == 0


@pytest.mark.parametrize("away", [timedelta(0), -DAY, 367 * DAY])
def test_only_a_time_to_come_within_a_year(study: CaseStudy, rita: User, away: timedelta) -> None:
    lives.approved(study, by=rita)
    with pytest.raises(workflow.Refused, match="Choose a day and time to come, within a year"):
        workflow.schedule(study, by=rita, at=timezone.now() + away)


def test_a_time_that_cannot_be_keeps_the_approval_from_being_made(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    with pytest.raises(workflow.Refused, match="Choose a day"):
        workflow.approve(study, by=rita, publish_at=timezone.now() - DAY)
    assert CaseStudy.objects.get().status == "in_review"


# ------------------------------------------------------------------------------------------- something is in the way


def why_not(soon: datetime) -> tuple[str, list[str]]:
    """The reason that is written down, and who is told; after that nothing is tried again, and nobody told twice."""
    assert workflow.publish_due(soon) == 0
    assert not Edition.objects.exists()
    told = [mail.to for mail in OutgoingMail.objects.filter(subject__startswith="Not published at its time")]
    assert workflow.publish_due(soon + DAY) == 0
    assert OutgoingMail.objects.count() == len(told)
    now = CaseStudy.objects.get(slug="open-door")
    assert (now.status, now.publish_at) == ("approved", None)
    failed = Decision.objects.get(kind="failed")
    return failed.reason, sorted(told)


def test_what_was_approved_and_has_changed_is_not_published(scheduled: CaseStudy, ron: User, soon: datetime) -> None:
    CaseStudy.objects.update(outcome="Something else changed.")
    reason, told = why_not(soon)
    assert reason == "It has changed since it was approved. Release it, and have it reviewed again."
    assert told == ["rita@example.org", "ron@example.org"]
    assert "Something else" not in "".join(OutgoingMail.objects.values_list("body", flat=True))
    html = signed_in(ron).get("/review/open-door/").content.decode()
    assert "It was not published at its time" in html
    assert reason in html


def test_nor_what_no_second_checker_has_confirmed(rita: User, soon: datetime) -> None:
    study = make.CaseStudyFactory(slug="open-door", outcome="Two mothers came back.")
    lives.approved(study, by=rita, words_checked="Both agreed.")
    workflow.schedule(study, by=rita, at=soon)
    OutgoingMail.objects.all().delete()
    assert why_not(soon)[0].endswith("no second checker has confirmed that yet.")


def test_nor_in_the_name_of_somebody_who_reviews_no_more(scheduled: CaseStudy, rita: User, soon: datetime) -> None:
    rita.groups.clear()
    make.ReviewerFactory(email="still@example.org")
    assert why_not(soon) == (
        "It can be published only by a reviewer, a curator or an admin.",
        ["still@example.org"],
    )


def test_one_that_breaks_keeps_no_other_from_being_published(
    scheduled: CaseStudy, rita: User, soon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make.CaseStudyFactory(slug="other")
    lives.approved(other, by=rita)
    workflow.schedule(other, by=rita, at=soon)
    from casestudies.workflow import due

    publish = due.publish

    def breaks_once(case_study: CaseStudy, *, by: User) -> Edition:
        if case_study.slug == "open-door":
            raise ZeroDivisionError
        return publish(case_study, by=by)

    monkeypatch.setattr(due, "publish", breaks_once)
    assert workflow.publish_due(soon) == 1
    assert Edition.objects.get().slug == "other"
    assert CaseStudy.objects.get(slug="open-door").publish_at == soon, "the next tick tries again"


# ------------------------------------------------------------------------------------------------------ on the page


def test_approving_with_a_day_and_a_time_of_london(study: CaseStudy, rita: User) -> None:
    lives.checked(lives.claimed(study, by=rita), by=rita)
    client = signed_in(rita)
    seen = client.get("/review/open-door/").context["file"].fingerprint
    year = timezone.localdate().year + (timezone.localdate().month >= 7)
    sent = {"seen": seen, "day": f"{year}-07-01", "hour": "09:30"}
    assert client.post("/review/open-door/approve/", sent).status_code == 302
    now = CaseStudy.objects.get()
    assert now.publish_at == datetime(year, 7, 1, 9, 30, tzinfo=LONDON), "8:30 of Greenwich: it is summer"
    html = client.get("/review/open-door/").content.decode()
    assert f"To be published on 1 July {year} at 09:30." in html
    assert f"published on 1 July {year}, 09:30" in client.get("/review/").content.decode()
    assert client.post("/review/open-door/unschedule/").status_code == 302
    assert CaseStudy.objects.get().publish_at is None


CHANGED = "Clocks are changed that night: they skip this time or show it twice."


@pytest.mark.parametrize(
    ("day", "hour", "says"),
    [
        ("2027-03-28", "01:30", f"Time: {CHANGED}"),  # clocks go forward
        ("2027-10-31", "01:30", f"Time: {CHANGED}"),  # and back
        ("yesterday", "09:00", "Day: Enter a valid date."),
        ("", "09:00", "Day: This field is required."),
        ("2027-01-01", "", "Time: This field is required."),
    ],
)
def test_a_time_that_no_clock_shows_or_two_do(study: CaseStudy, rita: User, day: str, hour: str, says: str) -> None:
    lives.approved(study, by=rita)
    told = signed_in(rita).post("/review/open-door/schedule/", {"day": day, "hour": hour}).content.decode()
    assert says in told
    assert CaseStudy.objects.get().publish_at is None


def test_what_has_changed_since_is_offered_no_time_and_the_page_says_why(
    scheduled: CaseStudy, rita: User, soon: datetime
) -> None:
    client = signed_in(rita)
    before = client.get("/review/open-door/").content.decode()
    assert ("Set the time" in before, "Publish it now" in before) == (True, True)
    assert "It has changed since it was approved" not in before
    CaseStudy.objects.update(outcome="Something else.")
    html = client.get("/review/open-door/").content.decode()
    assert "It has changed since it was approved" in html
    assert "nothing will be published at the time that is set" in html
    assert ("Set the time" in html, "Publish it" in html) == (False, False)
    assert ("Take the time back" in html, "Release it" in html) == (True, True)
    with pytest.raises(workflow.Refused, match="It has changed since it was approved"):
        workflow.schedule(scheduled, by=rita, at=soon + DAY)
    assert CaseStudy.objects.get().publish_at == soon
    CaseStudy.objects.update(outcome=scheduled.outcome)
    assert "Set the time" in client.get("/review/open-door/").content.decode()
