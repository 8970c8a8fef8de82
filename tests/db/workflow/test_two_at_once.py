"""Two people at the same moment: one wins, the other is told, nothing happens twice. Real threads, real database."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from casestudies import workflow
from casestudies.models import CaseStudy, Decision, Edition, OutgoingMail, Submission, User
from tests import factories as make
from tests import lives

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same moment; returns what each was told, "" for the one that could."""
    ready, told = Barrier(len(acts)), [""] * len(acts)

    def work(number: int, act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except workflow.Refused as refused:
            told[number] = str(refused)
        except Exception as surprise:
            told[number] = f"{type(surprise).__name__}!"
            raise
        finally:
            connection.close()

    threads = [Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.fixture
def reviewers() -> list[User]:
    return [make.ReviewerFactory(email=f"reviewer{n}@example.org") for n in range(4)]


def test_two_claim_it(study: CaseStudy, reviewers: list[User]) -> None:
    lives.submitted(study)
    told = at_once(*(lambda user=user: workflow.claim(study, by=user) for user in reviewers))
    winner = told.index("")
    said = f"It cannot be claimed now: it is being reviewed, by reviewer{winner}@example.org."
    assert sorted(told) == ["", said, said, said]
    assert CaseStudy.objects.get().reviewer == reviewers[winner]
    assert Decision.objects.filter(to_status="in_review").count() == 1


def test_it_is_sent_twice(study: CaseStudy, reviewers: list[User]) -> None:
    colleagues = [lives.editor_of(study) for _ in range(3)]
    told = at_once(*(lambda user=user: workflow.submit(study, by=user) for user in colleagues))
    said = "It cannot be sent for review now: it is waiting for a reviewer."
    assert sorted(told) == ["", said, said]
    assert Submission.objects.count() == Decision.objects.count() == 1
    assert OutgoingMail.objects.count() == 3 + 4, "one to each colleague and each reviewer"


def test_it_is_published_twice(study: CaseStudy, reviewers: list[User]) -> None:
    lives.approved(study, by=reviewers[0])
    told = at_once(*(lambda user=user: workflow.publish(study, by=user) for user in reviewers[:3]))
    said = "It cannot be published now: it is published."
    assert sorted(told) == ["", said, said]
    assert Edition.objects.get().number == 1


def test_it_is_sent_back_while_it_is_approved(study: CaseStudy, reviewers: list[User]) -> None:
    by = reviewers[0]
    lives.checked(lives.claimed(study, by=by), by=by)
    told = at_once(
        lambda: workflow.approve(study, by=by), lambda: workflow.request_changes(study, by=by, reason="Say more.")
    )
    status = CaseStudy.objects.get().status
    # changes can be asked for after an approval, so both may have been made; never an approval after that
    assert (told, status) in [
        (["", ""], "changes_requested"),
        (["It cannot be approved now: it is with its editors, who were asked for changes.", ""], "changes_requested"),
    ]


def test_a_reminder_is_sent_once(study: CaseStudy) -> None:
    from datetime import timedelta

    from django.utils import timezone

    lives.publish(study)
    OutgoingMail.objects.all().delete()
    later = timezone.now() + timedelta(days=400)
    at_once(lambda: workflow.remind(later), lambda: workflow.remind(later))
    assert OutgoingMail.objects.count() == CaseStudy.objects.get().project.provider.memberships.count() > 0
