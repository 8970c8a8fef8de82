"""Checked rows: staged, confirmed in one piece, superseded, undone, expired; and two people at once."""

import traceback
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outcomes.models import Cohort, Measure, Score, ScoreUpload
from outcomes.score_files import Checked, ScoreRow
from outcomes.score_files.save import NotPossibleError, confirm, expire, stage, undo
from tests.db.score_files.conftest import checked_file


def test_staged_rows_are_no_scores_yet(cohort: Cohort, olive: Any) -> None:
    upload = stage(checked_file(12), cohort=cohort, by=olive)
    assert (upload.state, upload.by, upload.row_count, upload.pair_count) == ("staged", olive, 12, 12)
    assert Score.objects.count() == 0


def test_confirmed_rows_are_the_scores_and_nothing_is_held_twice(cohort: Cohort, olive: Any, piet: Any) -> None:
    rows = (
        ScoreRow("A1", Decimal(35), date(2014, 5, 1), Decimal("55.5"), date(2014, 11, 30)),
        ScoreRow("A2", Decimal(40), None, None, None),
    )
    staged = stage(Checked(rows, "a" * 64, "scores.csv"), cohort=cohort, by=olive)
    upload = confirm(staged, by=piet)
    assert list(
        Score.objects.values_list("client_reference", "before", "before_on", "after", "after_on", "upload")
    ) == [
        ("A1", 35, date(2014, 5, 1), Decimal("55.5"), date(2014, 11, 30), upload.pk),
        ("A2", 40, None, None, None, upload.pk),
    ]
    upload.refresh_from_db()
    assert (upload.state, upload.by, upload.state_by, upload.staged_rows) == ("confirmed", olive, piet, None)
    assert (upload.row_count, upload.pair_count) == (2, 1)


def test_the_same_file_twice_is_one_upload(cohort: Cohort, olive: Any, piet: Any) -> None:
    first = stage(checked_file(12), cohort=cohort, by=olive)
    assert stage(checked_file(12), cohort=cohort, by=piet) == first
    confirm(first, by=olive)
    again = stage(checked_file(12), cohort=cohort, by=piet)
    assert (again, again.state) == (first, "confirmed")
    assert confirm(again, by=piet).state_by == olive
    assert (ScoreUpload.objects.count(), Score.objects.count()) == (1, 12)


def test_another_file_replaces_the_first_whole(cohort: Cohort, olive: Any, piet: Any) -> None:
    first = confirm(stage(checked_file(12, "a"), cohort=cohort, by=olive), by=olive)
    waiting = stage(checked_file(13, "b"), cohort=cohort, by=olive)
    second = confirm(stage(checked_file(14, "c"), cohort=cohort, by=piet), by=piet)
    assert set(Score.objects.values_list("upload", flat=True)) == {second.pk}
    assert Score.objects.count() == 14
    for ended in (first, waiting):
        ended.refresh_from_db()
        assert (ended.state, ended.state_by, ended.staged_rows) == ("superseded", piet, None)
    with pytest.raises(NotPossibleError, match=f"Upload {waiting.pk} was superseded by another upload on .* by piet@"):
        confirm(waiting, by=olive)
    assert Score.objects.count() == 14


def test_cohorts_do_not_touch_each_other(cohort: Cohort, olive: Any) -> None:
    other = Cohort.objects.create(
        key="other", strand=cohort.strand, measure=cohort.measure, provenance="invented", period_start=date(2016, 4, 1)
    )
    for one in (cohort, other):
        confirm(stage(checked_file(12), cohort=one, by=olive), by=olive)
    assert (cohort.scores.count(), other.scores.count()) == (12, 12)


def test_an_upload_is_undone_whole_and_the_file_can_come_again(cohort: Cohort, olive: Any, piet: Any) -> None:
    upload = confirm(stage(checked_file(12), cohort=cohort, by=olive), by=olive)
    undone = undo(upload, by=piet)
    assert (undone.state, undone.state_by, Score.objects.count()) == ("undone", piet, 0)
    with pytest.raises(NotPossibleError, match=f"Upload {upload.pk} was undone on .* by piet@example.org"):
        undo(upload, by=olive)
    again = confirm(stage(checked_file(12), cohort=cohort, by=olive), by=olive)
    assert again != upload
    assert Score.objects.count() == 12


def test_what_only_waits_can_be_undone_too(cohort: Cohort, olive: Any) -> None:
    upload = undo(stage(checked_file(12), cohort=cohort, by=olive), by=olive)
    assert (upload.state, upload.staged_rows) == ("undone", None)
    with pytest.raises(NotPossibleError):
        confirm(upload, by=olive)
    assert Score.objects.count() == 0


def test_after_a_day_the_rows_are_gone(cohort: Cohort, olive: Any) -> None:
    upload = stage(checked_file(12), cohort=cohort, by=olive)
    assert expire(timezone.now() + timedelta(hours=23)) == 0
    ScoreUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotPossibleError, match="was not confirmed within 24 hours"):
        confirm(upload, by=olive)
    newer = stage(checked_file(12), cohort=cohort, by=olive)
    assert newer != upload
    assert expire(timezone.now()) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.staged_rows) == ("expired", None)
    with pytest.raises(NotPossibleError, match="was not confirmed within 24 hours"):
        confirm(upload, by=olive)
    assert confirm(newer, by=olive).state == "confirmed"


def test_a_published_summary_takes_no_scores(cohort: Cohort, olive: Any) -> None:
    cohort.provenance = Cohort.Provenance.PUBLISHED_SUMMARY
    cohort.save()
    with pytest.raises(NotPossibleError, match="published summary"):
        stage(checked_file(12), cohort=cohort, by=olive)
    assert ScoreUpload.objects.count() == 0


@pytest.mark.parametrize("change", [{"started": 11}, {"measure__maximum": 50}])
def test_a_cohort_changed_since_the_check(change: dict[str, int], cohort: Cohort, olive: Any) -> None:
    first = confirm(stage(checked_file(10, "a"), cohort=cohort, by=olive), by=olive)
    second = stage(checked_file(12, "canary"), cohort=cohort, by=olive)
    first.scores.update(after=45)
    if "started" in change:
        Cohort.objects.update(**change)
    else:
        Measure.objects.update(maximum=50)
    with pytest.raises(NotPossibleError, match="was changed since upload") as caught, transaction.atomic():
        confirm(second, by=olive)
    assert "canary" not in "".join(traceback.format_exception(caught.value))
    assert set(Score.objects.values_list("upload", flat=True)) == {first.pk}
    assert dict(ScoreUpload.objects.values_list("pk", "state")) == {first.pk: "confirmed", second.pk: "staged"}


def test_file_names_no_database_takes(cohort: Cohort, olive: Any) -> None:
    checked = Checked(checked_file(12).rows, "a" * 64, "a\0\u202eb" + "c" * 400 + ".csv")
    upload = stage(checked, cohort=cohort, by=olive)
    upload.refresh_from_db()
    assert (len(upload.file_name), upload.file_name[-8:]) == (255, "cccc.csv")


def test_saving_costs_the_same_queries_whatever_was_held(cohort: Cohort, olive: Any) -> None:
    confirm(stage(checked_file(12, "a"), cohort=cohort, by=olive), by=olive)
    counts = []
    for rows, name in ((12, "b"), (900, "c")):
        upload = stage(checked_file(rows, name), cohort=cohort, by=olive)
        with CaptureQueriesContext(connection) as queries:
            confirm(upload, by=olive)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def at_once(*works: Any) -> list[Any]:
    """What each of these came to, all begun at the same moment."""
    barrier, ends = Barrier(len(works)), [None] * len(works)

    def run(place: int) -> None:
        try:
            barrier.wait(20)
            ends[place] = works[place]()
        except NotPossibleError as error:
            ends[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ends


@pytest.mark.django_db(transaction=True)
def test_two_people_stage_the_same_file_at_once(cohort: Cohort, olive: Any, piet: Any) -> None:
    file = checked_file(500)
    one, two = at_once(*(lambda by=by: stage(file, cohort=cohort, by=by) for by in (olive, piet)))
    assert one == two
    assert ScoreUpload.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_the_same_upload_at_once(cohort: Cohort, olive: Any, piet: Any) -> None:
    upload = stage(checked_file(500), cohort=cohort, by=olive)
    ends = at_once(*(lambda by=by: confirm(ScoreUpload.objects.get(pk=upload.pk), by=by) for by in (olive, piet)))
    assert ends == [upload, upload]
    assert {end.state for end in ends} == {"confirmed"}
    assert ends[0].state_by == ends[1].state_by
    assert Score.objects.count() == 500


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_different_files_at_once(cohort: Cohort, olive: Any, piet: Any) -> None:
    uploads = [
        stage(checked_file(500, "a"), cohort=cohort, by=olive),
        stage(checked_file(600, "b"), cohort=cohort, by=piet),
    ]
    ends = at_once(lambda: confirm(uploads[0], by=olive), lambda: confirm(uploads[1], by=piet))
    (won,) = [end for end in ends if isinstance(end, ScoreUpload)]
    (lost,) = [end for end in ends if not isinstance(end, ScoreUpload)]
    assert isinstance(lost, NotPossibleError)
    assert "was superseded by another upload" in str(lost)
    assert list(Score.objects.values_list("upload", flat=True).distinct().order_by()) == [won.pk]
    assert Score.objects.count() == won.row_count
