"""The first page of the admin: what waits and what went wrong, and each number is as long as the list behind it."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casestudies.models import OutgoingMail
from outcomes.models import ScoreImport
from tests import factories as make
from tests.db.admin.conftest import SignIn

INDEX = reverse("admin:index")
DAY = timedelta(days=1)


def at(then: datetime) -> Any:
    """It is `then`: what is written once cannot be dated back."""
    return patch("django.utils.timezone.now", return_value=then)


@pytest.fixture
def busy(db: None) -> None:
    """Of everything that is counted a different number, and of each something near that is not."""
    now, today = timezone.now(), timezone.localdate()
    rita = make.ReviewerFactory()
    for status, *ages in (
        ("submitted", 0, 6.9, 7.1, 27, 29, 400),
        ("in_review", 3),
        ("approved", 8, 9),
        ("draft", 5),
        ("published", 5),
        ("withdrawn", 50),
    ):
        for age in ages:
            make.CaseStudyFactory(status=status, submitted_at=now - age * DAY, reviewer=rita)
    for days in (-400, -1, 0, 29, 30):
        make.CaseStudyFactory(status="published", review_by=today + days * DAY)
    make.CaseStudyFactory(status="withdrawn", review_by=today - DAY)
    make.PublishedResultFactory(cohort__strand__project=_sent().project, scored=30, improved_percent=85)
    make.PublishedResultFactory(cohort__strand__project=_sent().project, scored=20, improved_percent=85)
    for state, age in (("refused", 1), ("refused", 29), ("stopped", 2), ("refused", 31), ("read", 1)):
        row = make.ScoreImportFactory(state=state, stored_as="")
        ScoreImport.objects.filter(pk=row.pk).update(at=now - age * DAY)
    make.OutgoingMailFactory(failed_at=now, body="")
    make.OutgoingMailFactory(sent_at=now, body="")
    make.OutgoingMailFactory()
    for said, age in (({"retires_earlier": True}, 1), ({"let_stand": "A share."}, 29), ({}, 1)):
        with at(now - age * DAY):
            make.DecisionFactory(**said)
    with at(now - 31 * DAY):
        make.DecisionFactory(retires_earlier=True)
    for age in (1, 31):
        with at(now - age * DAY):
            make.RetirementFactory()
    assert OutgoingMail.objects.count() == 3


def _sent() -> Any:
    return make.CaseStudyFactory(status="published")


NUMBERS = {
    "Case studies past their review-by date": 2,
    "Case studies to look at again in the next 30 days": 2,
    "Cohorts with a plausibility warning": 1,
    "Files of scores with errors in the last 30 days": 3,
    "Mails that could not be sent": 1,
    "Disclosure overrides in the last 30 days": 2,
    "Editions whose figures were retired in the last 30 days": 1,
}
ABOUT_CLIENTS, ABOUT_COLLEAGUES = "Files of scores with errors in the last 30 days", "Mails that could not be sent"


def test_it_counts_what_waits_and_what_went_wrong(admin: Client, busy: None) -> None:
    desk = admin.get(INDEX).context["desk"]
    assert desk.ages == ["less than a week", "1 to 4 weeks", "over 4 weeks"]
    queue = {state.words: [*(number.count for number in state.ages), state.total.count] for state in desk.queue}
    assert queue == {
        "waiting for review": [2, 2, 2, 6],
        "in review": [1, 0, 0, 1],
        "changes requested": [0, 0, 0, 0],
        "approved": [0, 2, 0, 2],
    }
    assert {number.words: number.count for number in desk.numbers} == NUMBERS


def test_every_number_is_as_long_as_the_list_it_leads_to(admin: Client, busy: None) -> None:
    desk = admin.get(INDEX).context["desk"]
    numbers = [*desk.numbers, *(number for state in desk.queue for number in (*state.ages, state.total))]
    assert len(numbers) == 23
    for number in numbers:
        page = admin.get(number.address)
        assert page.status_code == 200, number
        assert page.context["cl"].result_count == number.count, number


@pytest.mark.parametrize(
    ("group", "hidden"),
    [
        ("reviewer", {ABOUT_CLIENTS, ABOUT_COLLEAGUES}),
        ("curator", {ABOUT_CLIENTS, ABOUT_COLLEAGUES}),
        ("data protection officer", set()),
        ("admin", set()),
    ],
)
def test_a_person_sees_only_numbers_of_lists_they_may_open(
    sign_in: SignIn, busy: None, group: str, hidden: set[str]
) -> None:
    client = sign_in(group)
    desk = client.get(INDEX).context["desk"]
    assert {number.words for number in desk.numbers} == NUMBERS.keys() - hidden
    for number in desk.numbers:
        assert client.get(number.address).context["cl"].result_count == number.count, number


def test_doubts_about_a_draft_are_its_editors_alone(sign_in: SignIn) -> None:
    make.PublishedResultFactory(
        cohort__strand__project=make.CaseStudyFactory(status="draft").project, scored=30, improved_percent=85
    )
    (number,) = [n for n in sign_in("reviewer").get(INDEX).context["desk"].numbers if "plausibility" in n.words]
    assert number.count == 0
    cora = sign_in("curator", email="cora@example.org")
    (number,) = [n for n in cora.get(INDEX).context["desk"].numbers if "plausibility" in n.words]
    assert number.count == 1


def test_who_is_in_no_group_sees_nothing_of_it(plain_staff: Client, busy: None) -> None:
    desk = plain_staff.get(INDEX).context["desk"]
    assert (desk.queue, desk.numbers) == ([], [])
