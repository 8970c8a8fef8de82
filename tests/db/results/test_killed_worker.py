"""A worker killed in an import (kill -9 of a real process on a real database) leaves nothing half."""

import os
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from casestudies.models import User
from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload
from outcomes.score_files import imports
from outcomes.score_files.save import confirm
from tests.pure.score_files.samples import csv

ROOT = Path(__file__).parents[3]
# claim, look up, four times progress, then lock, look for the same file, insert, settle, tidy up
TEN_PLACES = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "commit"]


def taken(cohort: Cohort, by: User, rows: int) -> ScoreImport:
    content = csv(*(f"A{number},35,55,," for number in range(rows)))
    return imports.receive(content, file_name="scores.csv", cohort=cohort, by=by, key=uuid.uuid4())[0]


def process(one: ScoreImport, place: str, folder: Path) -> "subprocess.Popen[str]":
    words = [connection.settings_dict["NAME"], folder, one.pk, place]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.db.results.read_and_stop", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_killed_ten_times_while_reading(cohort: Cohort, olive: User, uploads: Path) -> None:
    Cohort.objects.update(started=3_000)
    first = taken(cohort, olive, 12)
    imports.read(first.pk)
    held = confirm(ScoreUpload.objects.get(), by=olive)
    for place in TEN_PLACES:
        one = taken(cohort, olive, 3_000)
        connection.close()
        reading = process(one, place, uploads)
        assert reading.stdout is not None
        assert reading.stdout.readline() == "stopped\n", place
        reading.kill()
        reading.wait()
        reading.stdout.close()
        assert reading.returncode == -9
        assert list(ScoreUpload.objects.values_list("pk", "state")) == [(held.pk, "confirmed")], place
        assert Score.objects.count() == 12
        one.refresh_from_db()
        assert one.state in {"waiting", "reading"}
        connection.close()
    # in an hour and a bit all of it is tidied away, and the same file can come again
    imports.clean_up(timezone.now() + timedelta(minutes=61))
    assert set(ScoreImport.objects.exclude(pk=first.pk).values_list("state", "stored_as")) == {("stopped", "")}
    assert list(uploads.iterdir()) == []
    again = taken(cohort, olive, 3_000)
    connection.close()
    assert process(again, "never", uploads).communicate(timeout=120)[0] == "saved\n"
    again.refresh_from_db()
    assert (again.state, again.upload.row_count, list(uploads.iterdir())) == ("read", 3_000, [])  # type: ignore[union-attr]
