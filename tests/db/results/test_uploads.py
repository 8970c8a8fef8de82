"""Scores on their way in: read, looked at, confirmed, replaced, taken back; and nothing left of their files."""

import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload
from outcomes.score_files import imports
from tests import factories as make
from tests.db.results.conftest import at, the_worker_reads
from tests.people import signed_in
from tests.pure.score_files.samples import csv, workbook

HEADER = "client,before,after"


def rows(count: int, first: int = 1) -> list[str]:
    """Of every twelve clients ten get better, one stays the same and one gets worse."""
    after = [*[55] * 10, 40, 35]
    return [f"K{number:04},40,{after[number % 12]}" for number in range(first, first + count)]


def send(client: Client, cohort: Cohort, *lines: str, name: str = "scores.csv", **form: Any) -> HttpResponse:
    file = SimpleUploadedFile(name, csv(*lines, header=HEADER))
    form = {"file": file, "key": uuid.uuid4()} | form
    return client.post(at("cohorts", cohort.pk, "upload"), form, follow=True)  # type: ignore[return-value]


def text(response: Any) -> str:
    """What the page says, without its markup."""
    words = re.sub(r"<script.*?</script>|<[^>]*>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", words).replace("&#x27;", "'").replace("&quot;", '"')


def confirm(client: Client, upload: ScoreUpload) -> str:
    return text(client.post(at("uploads", upload.pk, "confirm"), follow=True))


def test_144_rows_with_three_errors_their_correction_and_preview(
    client: Client, cohort: Cohort, olive: User, uploads: Path
) -> None:
    wrong = rows(144)
    wrong[6], wrong[40], wrong[99] = "K0007,400,55", "K0040,40,55", "K0100,n/a,55"
    refused = text(send(client, cohort, *wrong))
    assert "3 things to put right in scores.csv" in refused
    assert "Row 8, before: The score is outside 1 to 100." in refused
    assert "Row 42, client: The same client stands in row 41 already." in refused
    assert "Row 101, before: This is not a number such as 42 or 12.5." in refused
    assert (ScoreUpload.objects.count(), Score.objects.count(), list(uploads.iterdir())) == (0, 0, [])

    preview = send(client, cohort, *rows(144))
    seen = text(preview)
    assert "Are these the right scores?" in seen
    assert "Clients 144 of 334 who started" in seen
    assert "120 better, 12 the same, 12 worse" in seen
    assert "1 to 13 0 0" in seen
    assert "27 to 39 0 12" in seen
    assert "40 to 52 144 12" in seen
    assert "53 to 65 0 120" in seen
    assert Score.objects.count() == 0
    assert "wait for you to look at them" in text(client.get(at()))

    assert "Scores of 144 clients are held, 144 of them before and after" in confirm(client, ScoreUpload.objects.get())
    assert Score.objects.filter(cohort=cohort).count() == 144
    assert list(uploads.iterdir()) == []
    assert "Confirmed" in text(client.get(at("cohorts", cohort.pk)))


def test_pasted_scores_go_the_same_way(client: Client, cohort: Cohort) -> None:
    pasted = "\r\n".join(["Client ref\tPre\tPost", *(row.replace(",", "\t") for row in rows(20))])
    answer = send(client, cohort, file="", pasted=pasted)
    assert "Clients 20 of 334 who started" in text(answer)
    assert ScoreUpload.objects.get().file_name == "pasted scores.csv"


def test_a_workbook_goes_the_same_way(client: Client, cohort: Cohort) -> None:
    sheet = workbook([["client", "before", "after"], *([f"A{number}", 40, 55] for number in range(30))])
    answer = send(client, cohort, file=SimpleUploadedFile("scores.xlsx", sheet))
    assert "30 better, 0 the same, 0 worse" in text(answer)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"file": ""}, "Choose a file, or paste scores."),
        ({"pasted": "client\tbefore\tafter"}, "Choose a file or paste scores, not both."),
    ],
)
def test_one_of_the_two(client: Client, cohort: Cohort, form: dict[str, str], words: str) -> None:
    assert words in text(send(client, cohort, *rows(2), **form))
    assert ScoreImport.objects.count() == 0


def test_more_pasted_than_is_read_says_how_much_may_be_and_what_to_do(client: Client, cohort: Cohort) -> None:
    """Django reads nothing of a form over 2.5 MB, its hidden fields neither."""
    address, canary = at("cohorts", cohort.pk, "upload"), "quillfeather\t35\t55\n"
    answer = client.post(address, {"pasted": canary * 150_000, "key": uuid.uuid4()})
    too_long = "This is longer than 1,000,000 characters. Save it as a .csv or .xlsx file and choose that instead."
    assert dict(answer.context["form"].errors) == {"pasted": [too_long]}
    assert "quillfeather" not in answer.content.decode()
    assert ScoreImport.objects.count() == 0
    (key,) = re.findall(r'name="key" value="([^"]+)"', answer.content.decode())
    file = SimpleUploadedFile("scores.csv", csv(*rows(20)))
    assert "/imports/" in client.post(address, {"file": file, "key": key})["Location"], "the page goes on working"


def test_scores_are_replaced_and_taken_back_and_the_history_says_so(
    client: Client, cohort: Cohort, piet: User, uploads: Path
) -> None:
    send(client, cohort, *rows(20), name="first.csv")
    first = ScoreUpload.objects.get()
    confirm(client, first)
    seen = text(send(client, cohort, *rows(30), name="second.csv"))
    assert "in the place of the 20 clients of first.csv, which are then gone" in seen
    second = ScoreUpload.objects.get(state="staged")
    confirm(signed_in(piet), second)
    assert Score.objects.count() == 30
    history = text(client.get(at("cohorts", cohort.pk)))
    assert re.search(r"second.csv .* by olive@example.org 30 30 Confirmed, .* by piet@example.org", history)
    assert re.search(r"first.csv .* 20 20 Superseded by a later upload, .* by piet@example.org", history)

    asked = client.get(at("uploads", second.pk, "undo"))
    assert "What was there before this upload does not come back" in text(asked)
    assert Score.objects.count() == 30
    assert "The scores are taken back." in text(client.post(at("uploads", second.pk, "undo"), follow=True))
    assert Score.objects.count() == 0
    assert "No scores yet" in text(client.get(at()))
    again = text(client.post(at("uploads", second.pk, "undo"), follow=True))
    assert f"Upload {second.pk} was undone on" in again
    assert "nothing of it is kept but this line" in text(client.get(at("uploads", second.pk)))


def test_what_waits_can_be_thrown_away(client: Client, cohort: Cohort) -> None:
    send(client, cohort, *rows(20))
    upload = ScoreUpload.objects.get()
    assert "Nothing of it is kept." in text(client.post(at("uploads", upload.pk, "undo"), follow=True))
    upload.refresh_from_db()
    assert (upload.state, upload.staged_rows, Score.objects.count()) == ("undone", None, 0)
    assert f"Upload {upload.pk} was undone on" in confirm(client, upload)


def test_the_same_file_again_says_what_it_is_already(client: Client, cohort: Cohort) -> None:
    send(client, cohort, *rows(20))
    confirm(client, ScoreUpload.objects.get())
    assert "These scores are what the figures of the cohort are worked out from." in text(
        send(client, cohort, *rows(20))
    )
    assert (ScoreUpload.objects.count(), ScoreImport.objects.count()) == (1, 2)


def test_scores_that_look_turned_round_are_asked_about(client: Client, cohort: Cohort) -> None:
    turned = [f"A{number},55,40" for number in range(20)]
    assert "More clients got worse (20) than better (0). Higher is better on this measure" in text(
        send(client, cohort, *turned)
    )
    same = [f"B{number},40,40" for number in range(20)]
    assert "Every client has the same score before and after." in text(send(client, cohort, *same))
    confirm(client, ScoreUpload.objects.latest("pk"))
    assert Score.objects.count() == 20


def test_a_long_file_is_read_by_the_worker_while_the_page_says_how_far(
    client: Client, cohort: Cohort, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cohort.objects.update(started=20_000)
    answer = send(client, cohort, *rows(20_000))
    one = ScoreImport.objects.get()
    assert "Waiting for its turn" in text(answer)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in answer.content.decode()
    assert [path.stat().st_mode & 0o777 for path in uploads.iterdir()] == [0o600]
    assert uploads.stat().st_mode & 0o777 == 0o700

    heard = []
    update = imports._settle

    def settle(*args: Any) -> None:
        heard.append(text(client.get(at("imports", one.pk), headers={"HX-Request": "true"})).strip())
        heard.append(len(list(uploads.iterdir())))
        update(*args)

    monkeypatch.setattr(imports, "_settle", settle)
    the_worker_reads()
    assert heard == ["20,000 of 20,000 rows read", 0]
    over = client.get(at("imports", one.pk), headers={"HX-Request": "true"})
    assert (over.headers["HX-Refresh"], over.content) == ("true", b"")
    assert "Clients 20,000" in text(client.get(at("imports", one.pk), follow=True))
    the_worker_reads()  # a task that runs twice finds nothing to do
    assert "Scores of 20,000 clients are held" in confirm(client, ScoreUpload.objects.get())
    assert Score.objects.count() == 20_000


def test_a_form_sent_twice_is_one_import(client: Client, cohort: Cohort, uploads: Path) -> None:
    key = uuid.uuid4()
    first, second = (send(client, cohort, *rows(20), key=key) for _ in range(2))
    assert first.redirect_chain == second.redirect_chain  # type: ignore[attr-defined]
    assert (ScoreImport.objects.count(), ScoreUpload.objects.count()) == (1, 1)
    assert list(uploads.iterdir()) == []


def test_a_key_spent_on_something_else_makes_nothing(client: Client, cohort: Cohort, piet: User, uploads: Path) -> None:
    key = uuid.uuid4()
    send(signed_in(piet), cohort, *rows(20), key=key)
    words = "This page was used before, for something else. Open it again and send the scores."
    assert words in text(send(client, cohort, *rows(30), key=key))
    assert "Key: Enter a valid UUID." in text(send(client, cohort, *rows(30), key="x"))
    assert (ScoreImport.objects.count(), list(uploads.iterdir())) == (1, [])


def test_a_published_summary_takes_no_scores(client: Client, cohort: Cohort) -> None:
    Cohort.objects.update(provenance="summary")
    assert "Say first that you have the scores themselves" in text(send(client, cohort, *rows(2)))
    assert ScoreImport.objects.count() == 0


def test_a_cohort_that_became_a_summary_while_its_file_waited(client: Client, cohort: Cohort, uploads: Path) -> None:
    Cohort.objects.update(started=20_000)
    send(client, cohort, *rows(20_000))
    Cohort.objects.update(provenance="summary")
    the_worker_reads()
    assert "say first that scores of it are held" in text(client.get(at("imports", ScoreImport.objects.get().pk)))
    assert (ScoreUpload.objects.count(), list(uploads.iterdir())) == (0, [])


def test_a_case_study_that_is_not_open_takes_no_scores(client: Client, cohort: Cohort) -> None:
    send(client, cohort, *rows(20))
    CaseStudy.objects.update(status="published")
    words = "Readers have it as it is. Open it again to work on the next edition."
    upload = ScoreUpload.objects.get()
    assert words in confirm(client, upload)
    assert words in text(client.post(at("uploads", upload.pk, "undo"), follow=True))
    assert words in text(send(client, cohort, *rows(30)))
    upload.refresh_from_db()
    assert (upload.state, Score.objects.count(), ScoreImport.objects.count()) == ("staged", 0, 1)


def test_scores_over_a_live_edition_make_it_stale(client: Client, cohort: Cohort, study: CaseStudy) -> None:
    send(client, cohort, *rows(20))
    confirm(client, ScoreUpload.objects.get())
    study.refresh_from_db()
    assert study.stale is False
    make.EditionFactory(case_study=study)
    CaseStudy.objects.update(status="draft")
    client.post(at("uploads", ScoreUpload.objects.get().pk, "undo"))
    study.refresh_from_db()
    assert study.stale is True


def test_what_nobody_goes_on_with_is_given_up_and_its_file_deleted(
    client: Client, cohort: Cohort, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cohort.objects.update(started=20_000)
    answer = send(client, cohort, *rows(20_000))
    one = ScoreImport.objects.get()
    (uploads / "left-behind").write_bytes(b"x")
    now = timezone.now()
    assert imports.clean_up(now + timedelta(minutes=9)) == 0
    assert len(list(uploads.iterdir())) == 2
    assert imports.clean_up(now + timedelta(minutes=11)) == 1  # what no import waits for
    assert imports.clean_up(now + timedelta(minutes=61)) == 2  # the import and its file
    assert list(uploads.iterdir()) == []
    one.refresh_from_db()
    assert (one.state, one.stored_as) == ("stopped", "")
    assert "The reading was stopped half-way" in text(client.get(answer.redirect_chain[-1][0]))  # type: ignore[attr-defined]
    the_worker_reads()
    assert ScoreUpload.objects.count() == 0
    assert imports.clean_up(now + timedelta(days=8)) == 1
    assert ScoreImport.objects.count() == 0


def test_a_reader_that_falls_over_leaves_neither_a_file_nor_a_live_import(
    client: Client, cohort: Cohort, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(imports, "read_scores", fall_over)
    with pytest.raises(RuntimeError):
        send(client, cohort, *rows(20))
    assert (ScoreImport.objects.get().state, list(uploads.iterdir())) == ("stopped", [])


def test_a_file_that_went_missing_is_an_answer(client: Client, cohort: Cohort, uploads: Path) -> None:
    Cohort.objects.update(started=20_000)
    send(client, cohort, *rows(20_000))
    next(uploads.iterdir()).unlink()
    the_worker_reads()
    answer = text(client.get(at("imports", ScoreImport.objects.get().pk)))
    assert "The file could not be read: the reader stopped half-way." in answer
