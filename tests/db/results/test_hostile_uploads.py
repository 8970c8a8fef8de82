"""Every hostile file through the web form: an answer that says what and where, and a database as it was."""

import stat
import sys
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload
from outcomes.score_files import child
from tests.db.results.conftest import at, the_worker_reads
from tests.db.results.hostile_texts import CANARY, CELLS, NAMES, PERSONS, TEXTS, Hostile
from tests.db.results.hostile_workbooks import WORKBOOKS

FILES = [*TEXTS, *CELLS, *PERSONS, *NAMES, *WORKBOOKS]
# what comes out of the child's own stdout as progress is how much memory it has taken at most, in kB
TELLS_ITS_PEAK = """
import json, re, runpy, sys
module, sys.argv = sys.argv[2], sys.argv[2:]
runpy.run_module(module, run_name="__main__", alter_sys=True)
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps({"progress": [int(peak), 0]}))
"""


def sent(client: Client, cohort: Cohort, file: Hostile) -> HttpResponse:
    upload = SimpleUploadedFile("scores.csv", file.data)
    upload.name = file.name  # as a hostile client sends it: the class itself would tidy it
    form = {"file": upload, "key": uuid.uuid4()}
    response = client.post(at("cohorts", cohort.pk, "upload"), form, follow=True)
    if waiting := ScoreImport.objects.filter(state="waiting").first():
        the_worker_reads()
        response = client.get(at("imports", waiting.pk), follow=True)
    return response  # type: ignore[return-value]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_there_are_at_least_sixty_and_no_two_alike() -> None:
    assert len(FILES) >= 60
    assert len({file.what for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.what)
def test_a_hostile_file(client: Client, cohort: Cohort, uploads: Path, file: Hostile) -> None:
    response = sent(client, cohort, file)
    assert response.status_code == 200
    assert file.words in text(response)
    assert "to put right" in text(response)
    assert CANARY not in text(response).replace(f"&lt;b&gt;{CANARY}&lt;/b&gt;.txt", "")  # that is the file's own name
    assert (ScoreUpload.objects.count(), Score.objects.count()) == (0, 0)
    assert not uploads.exists() or list(uploads.iterdir()) == []
    kept = list(ScoreImport.objects.values_list("problems", "stored_as"))
    assert CANARY not in str(kept)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc how much memory a process took")
@pytest.mark.parametrize("file", [TEXTS[8], *WORKBOOKS[-10:]], ids=lambda file: file.what)
def test_reading_a_hostile_file_takes_little_memory(
    client: Client, cohort: Cohort, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: Hostile
) -> None:
    reader = tmp_path / "reader"
    reader.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{TELLS_ITS_PEAK}' \"$@\"\n")
    reader.chmod(reader.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(child, "sys", SimpleNamespace(executable=str(reader)))
    assert file.words in text(sent(client, cohort, file))
    peak = ScoreImport.objects.get().rows_read
    assert 5_000 < peak < 200_000


@pytest.mark.parametrize("file", PERSONS, ids=lambda file: file.what)
def test_of_a_file_of_persons_not_even_the_name_is_kept(client: Client, cohort: Cohort, file: Hostile) -> None:
    named = Hostile(file.what, f"{CANARY}.csv", file.content, file.words)
    response = sent(client, cohort, named)
    assert "It has been deleted, and nothing of it was kept." in text(response)
    assert CANARY not in text(response)
    assert ScoreImport.objects.values_list("file_name", "private").get() == ("", True)


@pytest.mark.parametrize("file", [*TEXTS[:3], *CELLS, *PERSONS], ids=lambda file: file.what)
def test_the_same_pasted(client: Client, cohort: Cohort, uploads: Path, file: Hostile) -> None:
    """Through the very same reader, whatever the form says of it before."""
    form = {"pasted": file.data.decode().replace(",", "\t"), "key": uuid.uuid4()}
    response = client.post(at("cohorts", cohort.pk, "upload"), form, follow=True)
    assert response.status_code == 200
    assert "put right" in text(response)
    assert CANARY not in text(response)
    assert (ScoreUpload.objects.count(), Score.objects.count()) == (0, 0)
    assert not uploads.exists() or list(uploads.iterdir()) == []


@pytest.mark.parametrize("pasted", [CANARY * 100_000, CANARY + "\0", f"<script>{CANARY}</script>"])
def test_what_is_pasted_never_comes_back(client: Client, cohort: Cohort, pasted: str) -> None:
    response = client.post(at("cohorts", cohort.pk, "upload"), {"pasted": pasted, "key": uuid.uuid4()}, follow=True)
    assert response.status_code == 200
    assert CANARY not in text(response)
