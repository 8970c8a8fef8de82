"""A threshold put right, and a measure replaced by another: what readers have is shown first, and no score changes."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from casestudies import access, corrections, workflow
from casestudies.editions import document
from casestudies.forms.cohorts import CohortForm
from casestudies.models import CaseStudy, Edition, User
from outcomes.models import Cohort, Measure, Score, Source
from tests import factories as make
from tests import lives
from tests.db.admin.filling_in import problems, send
from tests.db.corrections.conftest import REFERENCE, InGroup
from tests.db.corrections.test_recomposing import run_the_queue
from tests.people import signed_in


@pytest.fixture
def measure(cohort: Cohort) -> Measure:
    return cohort.measure


def at(measure: Measure) -> str:
    return reverse("admin:outcomes_measure_change", args=[measure.pk])


def typed() -> dict[str, object]:
    return {"reliable_change": "13", "reliable_change_source": make.SourceFactory().pk}


def agreed_to(page: Any) -> dict[str, str]:
    """What the button of the page that asks would send."""
    return dict(page.context["typed"]) | {"agreed": page.context["agreed"]}


def test_a_changed_threshold_is_shown_with_the_editions_it_changes_and_kept_only_once_agreed(
    study: CaseStudy, measure: Measure, curator: User, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(curator)
    asked = send(client, at(measure), typed())
    said = asked.content.decode()
    assert "Nothing has been saved yet. Readers would see this change in 1 published case study" in said
    assert "Open Door" in said
    assert "Results changed" in said
    assert "a new edition at once" in said
    assert "was changed successfully" not in said
    measure.refresh_from_db()
    assert (measure.reliable_change, measure.history.count()) == (None, 1)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(at(measure), agreed_to(asked))
    assert done["Location"] == reverse("admin:outcomes_measure_changelist")
    assert len(list(get_messages(done.wsgi_request))) == 1
    measure.refresh_from_db()
    assert measure.reliable_change == 13
    assert run_the_queue() == [1]
    assert Edition.objects.get(current=True).number == 2


def test_the_new_edition_counts_by_the_new_threshold_and_the_old_one_stays(
    study: CaseStudy, measure: Measure, curator: User, django_capture_on_commit_callbacks: Any
) -> None:
    """The slow way: every pair of scores that are held, one by one."""
    old = study.editions.get()
    client = signed_in(curator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at(measure), agreed_to(send(client, at(measure), typed())))
    run_the_queue()
    pairs = Score.objects.values_list("before", "after")
    reliably = sum(after - before >= 13 for before, after in pairs)  # type: ignore[operator]
    (cohort,) = document.load(Edition.objects.get(current=True).document or "").cohorts
    assert reliably == 31
    assert cohort.block.reliably_improved.value.low == reliably  # type: ignore[union-attr]
    (before,) = document.load(old.document or "").cohorts
    old.refresh_from_db()
    assert (old.number, old.current) == (1, False)
    assert before.block.reliably_improved != cohort.block.reliably_improved


def test_what_has_changed_since_it_was_shown_is_asked_again(study: CaseStudy, measure: Measure, curator: User) -> None:
    client = signed_in(curator)
    asked = agreed_to(send(client, at(measure), typed()))
    CaseStudy.objects.update(headline="Families get on much better")
    again = client.post(at(measure), asked)
    assert "waits for a reviewer" in again.content.decode()
    measure.refresh_from_db()
    assert measure.reliable_change is None
    assert client.post(at(measure), agreed_to(again)).status_code == 302
    assert CaseStudy.objects.get().stale


def test_what_changes_no_edition_and_what_is_refused_are_not_asked_about(measure: Measure, curator: User) -> None:
    client, unused = signed_in(curator), make.MeasureFactory()
    assert problems(send(client, at(unused), typed())) == []
    assert problems(send(client, at(measure), {"licence_note": "Ask its publisher."})) == []
    assert problems(send(client, at(measure), {"maximum": "59"})) == [
        "__all__: Scores that are held lie outside this range."
    ]
    assert problems(send(client, at(measure), {"minimum": "x"})) == ["minimum: Enter a number."]


def test_figures_that_are_carried_forward_keep_their_threshold_and_mark_nothing(
    study: CaseStudy, measure: Measure, curator: User, officer: User
) -> None:
    """A client was erased: the figures stand still as they were counted, so readers would be told nothing new."""
    corrections.erase(REFERENCE, study.project, by=officer, reason="Asked for.")
    CaseStudy.objects.update(headline="Families get on much better")
    second = lives.publish(CaseStudy.objects.get(pk=study.pk))
    (cohort,) = document.load(second.document or "").cohorts
    assert (cohort.block.carried_from, cohort.measure.reliable_change) == (1, None)
    assert problems(send(signed_in(curator), at(measure), typed())) == []
    measure.refresh_from_db()
    assert measure.reliable_change == 13
    now = CaseStudy.objects.get(pk=study.pk)
    assert not now.stale
    (composed,) = workflow.composed(now).cohorts
    assert composed == cohort


@pytest.mark.parametrize("group", [access.REVIEWER, access.DATA_PROTECTION_OFFICER])
def test_others_change_no_measure(measure: Measure, in_group: InGroup, group: str) -> None:
    assert signed_in(in_group(group)).post(at(measure), {"agreed": "x"}).status_code == 403


# ------------------------------------------------------------------------------------------------- a measure replaced


@pytest.fixture
def successor(measure: Measure, curator: User) -> Measure:
    """Named on the old one's page in the admin."""
    new = make.MeasureFactory(key="loaf", short_name="LOAF", version="DC:0-5", minimum=1, maximum=5)
    assert problems(send(signed_in(curator), at(measure), {"replaced_by": new.pk})) == []
    return new


def test_no_edition_and_no_score_changes_and_the_old_one_names_its_successor(
    study: CaseStudy, measure: Measure, successor: Measure, client: Client
) -> None:
    assert study.editions.get().current
    assert not CaseStudy.objects.get().stale
    assert set(Score.objects.values_list("cohort__measure", flat=True)) == {measure.pk}
    page = client.get(f"/measures/{measure.key}/").content.decode()
    assert 'Replaced by</dt><dd class="ledger-words"><a href="/measures/loaf/">LOAF</a>' in page
    lives.publish(_reworded(study))
    (cohort,) = document.load(Edition.objects.get(current=True).document or "").cohorts
    assert cohort.measure.key == measure.key


def _reworded(study: CaseStudy) -> CaseStudy:
    CaseStudy.objects.update(headline="Families get on much better")
    return CaseStudy.objects.get(pk=study.pk)


def test_a_new_cohort_is_offered_the_new_one_first_and_the_old_one_apart(
    cohort: Cohort, measure: Measure, successor: Measure
) -> None:
    form = CohortForm(strand=cohort.strand, sources=Source.objects.none())
    first, *in_use, (heading, apart) = form.fields["measure"].choices  # type: ignore[attr-defined]
    assert first == ("", "Choose one")
    assert (successor.pk, "LOAF (DC:0-5), 1 to 5, higher is better") in in_use
    assert heading == "Replaced since: for scores that were given on them"
    assert [pk for pk, _ in apart] == [measure.pk]
    assert apart[0][1].endswith("replaced by LOAF (DC:0-5)")


def test_scores_are_never_taken_over_by_the_successor(cohort: Cohort, successor: Measure) -> None:
    """Not even where they would lie within its range."""
    Score.objects.update(before=Decimal(2), after=Decimal(3))
    with pytest.raises(IntegrityError, match="are not converted"), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(measure=successor)


def test_nothing_is_replaced_by_itself_in_the_end(measure: Measure, successor: Measure, curator: User) -> None:
    last = make.MeasureFactory(short_name="Last", version="")
    client = signed_in(curator)
    assert problems(send(client, at(successor), {"replaced_by": last.pk})) == []
    assert problems(send(client, at(last), {"replaced_by": measure.pk})) == [
        "replaced_by: Last is itself replaced by this one."
    ]
    assert problems(send(client, at(last), {"replaced_by": last.pk})) == [
        "replaced_by: Last is itself replaced by this one."
    ]
