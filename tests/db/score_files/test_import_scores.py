"""The commands: a right file is saved, a hostile one is told what is wrong and leaves the database as it was."""

import logging
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import serialize

from outcomes.models import Cohort, Score, ScoreUpload
from tests.pure.score_files.samples import SHEET_HEADER, cell, csv, packed, parts, row, workbook
from tests.pure.score_files.test_workbook import lying


def imported(
    path: Path, *, project: str = "example", cohort: str = "example-2014", by: str = "olive@example.org"
) -> str:
    """What the command printed."""
    out = StringIO()
    call_command("import_scores", project, cohort, str(path), by=by, stdout=out, no_color=True)
    return out.getvalue()


def test_a_right_file_is_saved_and_its_progress_told(cohort: Cohort, olive: Any, score_file: Path) -> None:
    told = imported(score_file, by="Olive@Example.org")
    upload = ScoreUpload.objects.get()
    assert told.splitlines() == [
        "read 3 of 3 rows",
        f"Saved: 3 clients, 2 of them scored before and after (upload {upload.pk}).",
    ]
    assert (upload.state, upload.by, upload.file_name) == ("confirmed", olive, "scores.csv")
    assert list(Score.objects.values_list("client_reference", "before", "after")) == [
        ("A1", 35, 55),
        ("A2", 40, None),
        ("A3", 60, 52),
    ]
    assert score_file.exists()


def test_a_workbook_is_saved(cohort: Cohort, olive: Any, tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(workbook([["client", "before", "after"], *([f"A{n}", 35, 55] for n in range(1_500))]))
    assert imported(path).splitlines()[:2] == ["read 1,000 of 1,500 rows", "read 1,500 of 1,500 rows"]
    assert Score.objects.count() == 1_500


def test_the_same_file_again_changes_nothing(cohort: Cohort, olive: Any, piet: Any, score_file: Path) -> None:
    imported(score_file)
    before = serialize("json", [*ScoreUpload.objects.all(), *Score.objects.all()])
    assert "This file was saved before; nothing changed: 3 clients" in imported(score_file, by="piet@example.org")
    assert serialize("json", [*ScoreUpload.objects.all(), *Score.objects.all()]) == before


def test_undo_and_undo_again(cohort: Cohort, olive: Any, score_file: Path) -> None:
    imported(score_file)
    upload, out = ScoreUpload.objects.get(), StringIO()
    call_command("undo_scores", upload.pk, by="olive@example.org", stdout=out)
    assert out.getvalue() == f"Undone: upload {upload.pk} with 3 clients.\n"
    assert Score.objects.count() == 0
    with pytest.raises(CommandError, match=f"Upload {upload.pk} was undone on"):
        call_command("undo_scores", upload.pk, by="olive@example.org")
    with pytest.raises(CommandError, match="There is no upload 987654321"):
        call_command("undo_scores", 987654321, by="olive@example.org")


NOT_A_NUMBER = "This is not a number such as 42 or 12.5. Leave the cell empty where there is no score."
ROWS = "At most 20,000 rows below the headings are taken."
MISSING = (
    "Row 1: There is no column “after”. Its heading can be: after, after score, score after, last score, second score, "
    "post, post score."
)
RIGHT = SHEET_HEADER + row(2, "A1", 35, 55)

HOSTILE: dict[str, tuple[str, bytes, list[str]]] = {
    "wrong encoding": (
        "a.csv",
        csv("A1,35,55,,", "é1,35,55,,").decode().encode("cp1252"),
        ["Row 3: There is a character that is not UTF-8. Save the file as “CSV UTF-8”."],
    ),
    "101": ("a.csv", csv("A1,101,55,,"), ["Row 2, before: The score is outside 1 to 100."]),
    "0": ("a.csv", csv("A1,35,0,,"), ["Row 2, after: The score is outside 1 to 100."]),
    "n/a and 1_0": ("a.csv", csv("A1,n/a,1_0,,"), [f"Row 2, before: {NOT_A_NUMBER}", f"Row 2, after: {NOT_A_NUMBER}"]),
    "duplicate client": (
        "a.csv",
        csv("A1,35,55,,", "A2,35,55,,", "A1,36,56,,"),
        ["Row 4, client: The same client stands in row 2 already."],
    ),
    "after before before": (
        "a.csv",
        csv("A1,35,55,2014-11-30,2014-05-01"),
        ["Row 2, after date: The date after is earlier than the date before."],
    ),
    "missing column": (
        "a.csv",
        b"client,before\nA1,35\n",
        [MISSING],
    ),
    "20,001 rows": ("a.csv", csv(*(f"A{n},35,55,," for n in range(20_001))), [f"Row 20,002: {ROWS}"]),
    "zip bomb whose directory lies": (
        "a.xlsx",
        lying(packed(parts(RIGHT + "<row/>" * 20_000_000)), "xl/worksheets/sheet1.xml", 999, forge_checksum=True),
        ["The workbook is damaged, or was not written by a spreadsheet program."],
    ),
    "far cell": (
        "a.xlsx",
        packed(parts(RIGHT + f'<row r="1048576">{cell("XFD1048576", 7)}</row>')),
        [f"Row 1,048,576: {ROWS}"],
    ),
    "formula cells": (
        "a.xlsx",
        packed(
            parts(SHEET_HEADER + '<row r="2"><c r="A2"><f>1</f><v>1</v></c><c r="B2"><f>7*5</f><v>35</v></c></row>')
        ),
        [
            "Row 2, client: The cell holds a formula. Paste its value instead.",
            "Row 2, before: The cell holds a formula. Paste its value instead.",
        ],
    ),
    "NUL bytes": ("a.csv", csv("A1,35,\0,,"), ["Row 2: There is a NUL byte: this is not a CSV text in UTF-8."]),
}


@pytest.mark.parametrize(("name", "data", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_told_what_is_wrong_and_leaves_the_database_as_it_was(
    name: str, data: bytes, words: list[str], cohort: Cohort, olive: Any, score_file: Path, tmp_path: Path
) -> None:
    imported(score_file)
    before = serialize("json", [*ScoreUpload.objects.all(), *Score.objects.all()])
    path, err = tmp_path / name, StringIO()
    path.write_bytes(data)
    count = f"{len(words)} problem{'s' if len(words) > 1 else ''}"
    with pytest.raises(CommandError, match=f"^Nothing was saved: {count}\\.$") as caught:
        call_command(
            "import_scores", "example", "example-2014", str(path), by=olive.email, stdout=StringIO(), stderr=err
        )
    assert caught.value.returncode == 1
    assert err.getvalue().splitlines() == words
    assert serialize("json", [*ScoreUpload.objects.all(), *Score.objects.all()]) == before
    assert path.exists()


def test_problems_not_listed_are_counted(cohort: Cohort, olive: Any, tmp_path: Path) -> None:
    path, err = tmp_path / "a.csv", StringIO()
    path.write_bytes(csv(*(f"A{number},n/a,55,," for number in range(1_300))))
    with pytest.raises(CommandError, match=r"^Nothing was saved: 1,300 problems\.$"):
        call_command(
            "import_scores", "example", "example-2014", str(path), by=olive.email, stdout=StringIO(), stderr=err
        )
    lines = err.getvalue().splitlines()
    assert (len(lines), lines[-1]) == (201, "… and 1,100 more.")


def test_a_file_of_persons_is_deleted_and_repeated_nowhere(
    cohort: Cohort,
    olive: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    mailoutbox: list[Any],
) -> None:
    caplog.set_level(logging.DEBUG)
    path, out, err = tmp_path / "a.csv", StringIO(), StringIO()
    path.write_bytes(csv("Quillfeather Achterberg,35,55,,", "quill@example.org,35,55,,"))
    with pytest.raises(CommandError, match=r"The file has been deleted\.$") as caught:
        call_command("import_scores", "example", "example-2014", str(path), by=olive.email, stdout=out, stderr=err)
    assert not path.exists()
    assert err.getvalue().splitlines()[:2] == [
        "Row 2, client: The cell looks like names. Send references that say nothing of the person.",
        "Row 3, client: The cell looks like e-mail addresses. Send references that say nothing of the person.",
    ]
    assert mailoutbox == []
    seen = out.getvalue() + err.getvalue() + str(caught.value) + caplog.text + "".join(capfd.readouterr())
    assert "quill" not in seen.lower()
    assert ScoreUpload.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"project": "other"}, "Project “other” has no cohort “example-2014”."),
        ({"cohort": "other"}, "Project “example” has no cohort “other”."),
        ({"by": "nobody@example.org"}, "Nobody with an active account has the address nobody@example.org."),
    ],
)
def test_unknown_projects_cohorts_and_people(
    changes: dict[str, str], words: str, cohort: Cohort, olive: Any, score_file: Path
) -> None:
    with pytest.raises(CommandError, match=words):
        imported(score_file, **changes)


def test_somebody_whose_account_is_closed(cohort: Cohort, olive: Any, score_file: Path) -> None:
    olive.is_active = False
    olive.save()
    with pytest.raises(CommandError, match="Nobody with an active account"):
        imported(score_file)


def test_no_such_file(cohort: Cohort, olive: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The file cannot be opened"):
        imported(tmp_path / "missing.csv")


def test_a_cohort_that_takes_no_scores(cohort: Cohort, olive: Any, score_file: Path) -> None:
    Cohort.objects.update(provenance="summary")
    with pytest.raises(CommandError, match=r"Nothing was saved\. The cohort is entered as a published summary"):
        imported(score_file)


def test_more_clients_than_started(cohort: Cohort, olive: Any, score_file: Path) -> None:
    Cohort.objects.update(started=2)
    with pytest.raises(CommandError, match="1 problem"):
        imported(score_file)
    assert ScoreUpload.objects.count() == 0
