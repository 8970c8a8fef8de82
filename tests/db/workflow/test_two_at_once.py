"""Two people at the same moment: one wins, the other is told, nothing happens twice. Real threads, real database."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from casestudies import corrections, workflow
from casestudies.editions import records
from casestudies.models import CaseStudy, Decision, Edition, OutgoingMail, Submission, Tombstone, User
from outcomes.models import Score, ScoreUpload
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
    lives.publish(study)
    OutgoingMail.objects.all().delete()
    later = timezone.now() + timedelta(days=400)
    at_once(lambda: workflow.remind(later), lambda: workflow.remind(later))
    assert OutgoingMail.objects.count() == CaseStudy.objects.get().project.provider.memberships.count() > 0


GONE = "It has been withdrawn; its address stays a tombstone."


@pytest.mark.parametrize("is_live", [False, True], ids=["a first edition", "over a live one"])
def test_two_publish_it_and_one_withdraws_it(study: CaseStudy, reviewers: list[User], is_live: bool) -> None:
    """Whoever is first, the outcome is one of those that could have happened one after the other."""
    if is_live:
        lives.publish(study, by=reviewers[0])
        CaseStudy.objects.update(headline="Families get on much better")
        study.refresh_from_db()
    lives.approved(study, by=reviewers[0])
    first, second, taken_down = at_once(
        lambda: workflow.publish(study, by=reviewers[0]),
        lambda: workflow.publish(study, by=reviewers[1]),
        lambda: workflow.withdraw(study, by=reviewers[2], reason="Its provider asked for it."),
    )
    moves = list(Decision.objects.order_by("pk").values_list("to_status", flat=True))
    published, withdrawn = moves.count("published") - is_live, moves.count("withdrawn")
    editions, live = Edition.objects.count() - is_live, Edition.objects.filter(current=True).count()
    outcome = (published, withdrawn, editions, live, CaseStudy.objects.get().status, Tombstone.objects.count())
    assert outcome in [
        (1, 1, 1, 0, "withdrawn", 1),  # published, then withdrawn
        (0, 1, 0, 0, "withdrawn", 1)
        if is_live
        else (1, 0, 1, 1, "published", 0),  # withdrawn first: there, or too early
    ]
    losers = [told for told in (first, second) if told]
    already = {"It cannot be published now: it is published.", GONE}
    assert set(losers) <= ({GONE} if not published else already)
    assert len(losers) == 2 - published
    assert taken_down == ("" if withdrawn else "Only a published case study can be withdrawn.")


def test_a_client_is_erased_while_it_is_published(study: CaseStudy, reviewers: list[User]) -> None:
    """Either the edition has the client, or it is refused because something has changed; never half of each."""
    officer = make.UserFactory()
    officer.groups.add(Group.objects.get_or_create(name="data protection officer")[0])
    scores = [make.ScoreFactory(upload=upload) for upload in [_upload(study)] for _ in range(40)]
    lives.approved(study, by=reviewers[0])
    erase = {"by": officer, "reason": "Asked for by the client."}
    published, erased = at_once(
        lambda: workflow.publish(study, by=reviewers[0]),
        lambda: corrections.erase(scores[0].client_reference, study.project, **erase),
    )
    assert erased == ""
    assert Score.objects.count() == 39
    if published:
        assert published == "It has changed since it was approved. Release it, and have it reviewed again."
        assert not Edition.objects.exists()
    else:
        (record,) = Edition.objects.get().records.all()
        assert records.figures(record).moments.n == 40  # type: ignore[union-attr]
        assert CaseStudy.objects.get().stale


def _upload(study: CaseStudy) -> ScoreUpload:
    cohort = make.CohortFactory(strand__project=study.project, started=60)
    return make.ScoreUploadFactory(cohort=cohort, row_count=40, pair_count=40)


# ------------------------------------------------------------------- what somebody does from a page that has moved on


def since(words: str) -> str:
    return f"Since you opened this page {words}. Look at how it stands now."


@pytest.mark.parametrize("again", range(3))
def test_two_publish_and_one_withdraws(study: CaseStudy, reviewers: list[User], again: int) -> None:
    """All three have the same page open. One outcome, one decision, and whoever was late is told what happened."""
    lives.publish(study)
    CaseStudy.objects.update(headline="A clearer headline")
    lives.approved(study, by=reviewers[0])
    decisions, standing = Decision.objects.count(), Decision.objects.latest("pk").pk
    told = at_once(
        lambda: workflow.publish(study, by=reviewers[1], standing=standing),
        lambda: workflow.publish(study, by=reviewers[2], standing=standing),
        lambda: workflow.withdraw(study, by=reviewers[3], reason="They asked.", standing=standing),
    )
    winner = told.index("")
    assert Decision.objects.count() == decisions + 1
    now = CaseStudy.objects.get()
    if winner == 2:
        assert told[:2] == ["It has been withdrawn; its address stays a tombstone."] * 2
        assert (now.status, Edition.objects.count(), Tombstone.objects.count()) == ("withdrawn", 1, 1)
        assert not Edition.objects.filter(current=True).exists()
    else:
        assert told[1 - winner] == "It cannot be published now: it is published."
        assert told[2] == since(f"reviewer{winner + 1}@example.org has decided: published")
        assert (now.status, Edition.objects.count(), Tombstone.objects.count()) == ("published", 2, 0)
        assert Edition.objects.get(current=True).number == 2


def test_two_confirm_it_and_it_is_confirmed_once(reviewers: list[User]) -> None:
    study = make.CaseStudyFactory(outcome="Two mothers came back.")
    lives.approved(study, by=reviewers[0], words_checked="Both agreed.")
    told = at_once(*(lambda user=user: workflow.confirm(study, by=user, reason="I agree.") for user in reviewers[1:3]))
    assert sorted(told) == ["", "There is nothing in it for a second checker to confirm."]
    assert Decision.objects.filter(kind="confirmed").count() == 1


@pytest.mark.parametrize("again", range(2))
def test_its_time_comes_on_two_machines_while_somebody_takes_it_back(
    study: CaseStudy, reviewers: list[User], again: int
) -> None:
    lives.approved(study, by=reviewers[0])
    soon = timezone.now() + timedelta(hours=1)
    workflow.schedule(study, by=reviewers[0], at=soon)
    published: list[int] = []
    told = at_once(
        lambda: published.append(workflow.publish_due(soon)),
        lambda: published.append(workflow.publish_due(soon)),
        lambda: workflow.unschedule(study, by=reviewers[1]),
    )
    now, editions = CaseStudy.objects.get(), Edition.objects.count()
    assert (told[:2], sum(published)) == (["", ""], editions)
    assert (now.publish_at, Decision.objects.filter(kind="failed").count()) == (None, 0)
    assert (now.status, editions, told[2]) in [
        ("published", 1, "It cannot be taken off the schedule now: it is published."),
        ("approved", 0, ""),
    ]
