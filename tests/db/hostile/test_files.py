"""Every hostile file through the web form: an answer that says what and where, and a database as it was."""

import re
import stat
import sys
import time
import uuid
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django_tasks_db.models import DBTaskResult

from casestudies.models import User
from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload
from outcomes.score_files import child
from tests.db.hostile.files import CANARY, CELLS, NAMES, PERSONS, TEXTS, Hostile
from tests.db.hostile.workbooks import WORKBOOKS
from tests.db.results.conftest import at, the_worker_reads

FILES = [*TEXTS, *CELLS, *PERSONS, *NAMES, *WORKBOOKS]
REFUSED = re.compile("to put right|The file seemed to hold personal data")
MOST_SECONDS, MOST_GROWTH_KB = 20, 200_000
# what comes out of the child's own stdout as progress is how much memory it has taken at most, in kB
TELLS_ITS_PEAK = """
import json, re, runpy, sys
module, sys.argv = sys.argv[2], sys.argv[2:]
runpy.run_module(module, run_name="__main__", alter_sys=True)
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps({"progress": [int(peak), 0]}))
"""


def as_sent(file: Hostile) -> SimpleUploadedFile:
    upload = SimpleUploadedFile("scores.csv", file.data)
    upload.name = file.name  # as a hostile client sends it: the class itself would tidy it
    return upload


def peak_of_this_process(*, anew: bool = False) -> int:
    """The most memory it has held since it was counted `anew`, in kB; 0 where the machine cannot tell."""
    try:
        if anew:
            Path("/proc/self/clear_refs").write_text("5")
        peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(peak[1]) if peak else 0


def sent(client: Client, cohort: Cohort, upload: SimpleUploadedFile) -> HttpResponse:
    form = {"file": upload, "key": uuid.uuid4()}
    response = client.post(at("cohorts", cohort.pk, "upload"), form, follow=True)
    if waiting := ScoreImport.objects.filter(state="waiting").first():
        the_worker_reads()
        response = client.get(at("imports", waiting.pk), follow=True)
    return response  # type: ignore[return-value]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_there_are_at_least_sixty_and_no_two_alike() -> None:
    assert len({file.what for file in FILES}) == len(FILES) >= 60
    assert len({(file.name, sha256(file.data).hexdigest()) for file in FILES}) == len(FILES)


def everything_held() -> dict[str, int]:
    """How many rows every table holds, but for those that say of a file only that it came and went."""
    told = {ScoreImport, DBTaskResult, Session}
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model not in told}


@pytest.fixture
def reader_tells_its_peak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's last word is how much memory it has taken, where the machine can tell."""
    if sys.platform == "linux":
        reader = tmp_path / "reader"
        reader.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{TELLS_ITS_PEAK}' \"$@\"\n")
        reader.chmod(reader.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(child, "sys", SimpleNamespace(executable=str(reader)))


@pytest.mark.usefixtures("reader_tells_its_peak")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.what)
def test_a_hostile_file(client: Client, cohort: Cohort, uploads: Path, file: Hostile) -> None:
    """The bounds on seconds and memory are the promise itself: a safety limit, many times what is needed."""
    upload, held, own = as_sent(file), everything_held(), peak_of_this_process(anew=True)
    began = time.monotonic()
    response = sent(client, cohort, upload)
    assert time.monotonic() - began < MOST_SECONDS
    assert peak_of_this_process() - own < MOST_GROWTH_KB
    readers = list(ScoreImport.objects.values_list("rows_read", flat=True))  # none where the form itself refused
    assert all(peak < MOST_GROWTH_KB for peak in readers)
    assert response.status_code == 200
    assert file.words in text(response)
    assert REFUSED.search(text(response))
    assert CANARY not in text(response).replace(f"&lt;b&gt;{CANARY}&lt;/b&gt;.txt", "")  # that is the file's own name
    assert everything_held() == held
    assert not uploads.exists() or list(uploads.iterdir()) == []
    kept = list(ScoreImport.objects.values_list("problems", "stored_as"))
    assert CANARY not in str(kept)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc how much memory a process took")
@pytest.mark.usefixtures("reader_tells_its_peak")
def test_the_readers_peak_is_heard(client: Client, cohort: Cohort) -> None:
    sent(client, cohort, as_sent(CELLS[0]))
    assert 5_000 < ScoreImport.objects.get().rows_read < MOST_GROWTH_KB


@pytest.mark.parametrize("file", PERSONS, ids=lambda file: file.what)
def test_of_a_file_of_persons_not_even_the_name_is_kept(client: Client, cohort: Cohort, file: Hostile) -> None:
    named = Hostile(file.what, f"{CANARY}.csv", file.content, file.words)
    response = sent(client, cohort, as_sent(named))
    assert "It has been deleted, and nothing of it was kept." in text(response)
    assert CANARY not in text(response)
    assert ScoreImport.objects.values_list("file_name", "private").get() == ("", True)


@pytest.mark.parametrize("file", [*TEXTS[:3], *CELLS, *PERSONS], ids=lambda file: file.what)
def test_the_same_pasted(client: Client, cohort: Cohort, uploads: Path, file: Hostile) -> None:
    """Through the very same reader, whatever the form says of it before."""
    form = {"pasted": file.data.decode().replace(",", "\t"), "key": uuid.uuid4()}
    response = client.post(at("cohorts", cohort.pk, "upload"), form, follow=True)
    assert response.status_code == 200
    assert REFUSED.search(text(response))
    assert CANARY not in text(response)
    assert (ScoreUpload.objects.count(), Score.objects.count()) == (0, 0)
    assert not uploads.exists() or list(uploads.iterdir()) == []


@pytest.mark.parametrize("pasted", [CANARY * 100_000, CANARY + "\0", f"<script>{CANARY}</script>"])
def test_what_is_pasted_never_comes_back(client: Client, cohort: Cohort, pasted: str) -> None:
    response = client.post(at("cohorts", cohort.pk, "upload"), {"pasted": pasted, "key": uuid.uuid4()}, follow=True)
    assert response.status_code == 200
    assert CANARY not in text(response)


@pytest.mark.parametrize("file", [*TEXTS, *PERSONS, *NAMES, *WORKBOOKS], ids=lambda file: file.what)
def test_the_same_sent_as_referrals(client: Client, cohort: Cohort, file: Hostile) -> None:
    """Another form, the same reader: columns of scores are wrong here before anything else is."""
    upload, held = as_sent(file), everything_held()
    began = time.monotonic()
    response = client.post("/desk/open-door/referrals/upload/", {"file": upload})
    assert time.monotonic() - began < MOST_SECONDS
    assert response.status_code == 200
    assert REFUSED.search(text(response))  # type: ignore[arg-type]
    assert CANARY not in text(response)  # type: ignore[arg-type]
    assert everything_held() == held


@pytest.mark.parametrize("address", ["results/cohorts/{}/upload/", "referrals/upload/"])
@pytest.mark.parametrize("size", [1_000_001, 3_000_000, 12_000_000])
def test_too_much_pasted_is_said_at_its_field(client: Client, cohort: Cohort, address: str, size: int) -> None:
    """However much it is: also what the server stops reading half-way."""
    held = everything_held()
    sent = {"pasted": CANARY.ljust(size, "7"), "key": uuid.uuid4()}
    response = client.post(f"/desk/open-door/{address.format(cohort.pk)}", sent)
    assert response.status_code == 200
    limit = "This is longer than 1,000,000 characters. Save it as a .csv or .xlsx file and choose that instead."
    assert f'<a href="#id_pasted">Or paste them: {limit}</a>' in text(response)  # type: ignore[arg-type]
    assert CANARY not in text(response)  # type: ignore[arg-type]
    assert everything_held() == held


def test_a_form_that_is_not_cut_off_still_needs_its_token(olive: User, cohort: Cohort) -> None:
    for pasted in ("client,before,after\nA1,35,55", "7" * 3_000_000):
        careful = Client(enforce_csrf_checks=True)
        careful.force_login(olive)
        answer = careful.post(at("cohorts", cohort.pk, "upload"), {"pasted": pasted, "key": uuid.uuid4()})
        assert answer.status_code == (403 if len(pasted) < 100 else 200)
    assert ScoreImport.objects.count() == 0
