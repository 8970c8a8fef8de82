"""A save killed on the way (kill -9 of a real process on a real database) leaves what was there before, whole."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from outcomes.models import Cohort, Project, Referral, ReferralUpload, Score, ScoreUpload, Upload
from outcomes.referral_files import save as referral_files
from outcomes.referral_files.rows import ReferralRow
from outcomes.score_files import Checked
from outcomes.score_files.save import confirm, stage
from tests.db.score_files.conftest import checked_file
from tests.factories import ReferralSourceFactory

ROOT = Path(__file__).parents[3]
# a save of 6,000 rows is eleven queries: the lock, what there is, what goes, six thousands of rows, the upload
TEN_PLACES = ["1", "2", "3", "4", "5", "6", "8", "10", "11", "commit"]


@pytest.mark.django_db(transaction=True)
def test_killed_ten_times_while_saving(cohort: Cohort, olive: Any) -> None:
    first = confirm(stage(checked_file(12, "a"), cohort=cohort, by=olive), by=olive)
    staged = stage(checked_file(6_000, "b"), cohort=cohort, by=olive)
    connection.close()
    for place in TEN_PLACES:
        saving = process(staged, olive, place)
        assert saving.stdout is not None
        assert saving.stdout.readline() == "stopped\n", place
        saving.kill()
        saving.wait()
        saving.stdout.close()
        assert saving.returncode == -9
        assert held() == [(first.pk, 12)]
        assert dict(ScoreUpload.objects.values_list("pk", "state")) == {first.pk: "confirmed", staged.pk: "staged"}
        connection.close()
    # and the same process, not killed, saves all of it
    ended = process(staged, olive, "never").communicate(timeout=120)[0]
    assert ended == "saved\n"
    assert held() == [(staged.pk, 6_000)]
    assert dict(ScoreUpload.objects.values_list("pk", "state")) == {first.pk: "superseded", staged.pk: "confirmed"}


@pytest.mark.django_db(transaction=True)
def test_referrals_killed_ten_times_while_saving(cohort: Cohort, olive: Any) -> None:
    project = cohort.strand.project
    ReferralSourceFactory(key="midwives")
    first = referral_files.confirm(staged_referrals(project, olive, 12), by=olive)
    second = staged_referrals(project, olive, 6_000)
    connection.close()
    for place in ["1", "2", "3", "4", "5", "6", "8", "10", "12", "commit"]:
        saving = process(second, olive, place)
        assert saving.stdout is not None
        assert saving.stdout.readline() == "stopped\n", place
        saving.kill()
        saving.wait()
        saving.stdout.close()
        assert saving.returncode == -9
        assert list(Referral.objects.values_list("upload", flat=True)) == [first.pk] * 12, place
        states = dict(ReferralUpload.objects.values_list("pk", "state"))
        assert states == {first.pk: "confirmed", second.pk: "staged"}
        connection.close()
    assert process(second, olive, "never").communicate(timeout=120)[0] == "saved\n"
    assert list(Referral.objects.values_list("upload", flat=True)) == [second.pk] * 6_000


def staged_referrals(project: Project, by: Any, people: int) -> ReferralUpload:
    """A checked file of this many people that waits."""
    rows = tuple(ReferralRow(f"R{number}", "midwives", None, "", "") for number in range(people))
    return referral_files.stage(Checked(rows, f"{people:064x}", "referrals.csv"), project=project, by=by)


def process(upload: Upload, by: Any, place: str) -> "subprocess.Popen[str]":
    """A process that confirms `upload` until `place`."""
    kind = "scores" if isinstance(upload, ScoreUpload) else "referrals"
    words = [kind, connection.settings_dict["NAME"], upload.pk, by.pk, place]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.db.score_files.save_and_stop", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def held() -> list[tuple[int, int]]:
    """How many scores of which upload the database holds, read anew and counted one by one."""
    uploads = list(Score.objects.order_by("upload").values_list("upload", flat=True))
    return [(upload, uploads.count(upload)) for upload in sorted(set(uploads))]
