"""The reading process: kept apart, stopped when it must be, and survived whatever happens to it."""

import io
import json
import logging
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from outcomes.score_files import Checked, Refused, child, read_scores
from outcomes.score_files import read as reading
from tests.pure.score_files.samples import PIR_GAS, SHEET_HEADER, cell, csv, packed, parts
from tests.pure.score_files.test_workbook import lying

TOO_LONG = "Reading the file took too long and was stopped."
TOO_MUCH_MEMORY = "Reading the file took too much memory and was stopped."
FELL_OVER = "The file could not be read: the reader stopped half-way."


def saved(folder: Path, data: bytes, name: str = "scores.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def said(answer: Checked | Refused) -> list[str]:
    assert isinstance(answer, Refused)
    return [str(problem) for problem in answer.problems]


def reader_that(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `script` run in the reader's place."""
    program = saved(folder, f"#!/bin/sh\n{script}\n".encode(), "reader")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(child, "sys", SimpleNamespace(executable=str(program)))


def test_rows_hash_and_progress_come_through(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    data = csv(*(f"A{number},35,55,2014-05-01," for number in range(2_500)))
    answer = read_scores(saved(tmp_path, data), PIR_GAS, progress=lambda done, of: heard.append((done, of)))
    assert isinstance(answer, Checked)
    assert (len(answer.rows), answer.file_name) == (2_500, "scores.csv")
    assert answer.rows[2_499].to_json() == ["A2499", "35", "2014-05-01", "55", None]
    told = subprocess.run(["sha256sum", tmp_path / "scores.csv"], capture_output=True, text=True, check=True).stdout
    assert answer.sha256 == told.split()[0]
    assert heard == [(1_000, 2_501), (2_000, 2_501), (2_500, 2_500)]


def test_problems_come_through_and_the_file_stays(tmp_path: Path) -> None:
    path = saved(tmp_path, csv("A1,101,55,,"))
    answer = read_scores(path, PIR_GAS)
    assert said(answer) == ["Row 2, before: The score is outside 1 to 100."]
    assert path.exists()


def test_a_file_of_persons_is_deleted_before_the_answer(tmp_path: Path) -> None:
    path = saved(tmp_path, csv("Rosalind Achterberg,35,55,,"))
    answer = read_scores(path, PIR_GAS)
    assert isinstance(answer, Refused)
    assert (answer.private, answer.deleted, path.exists()) == (True, True, False)


def test_a_file_that_cannot_be_deleted_is_said_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(_self: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", no)
    answer = read_scores(saved(tmp_path, csv("Rosalind Achterberg,35,55,,")), PIR_GAS)
    assert isinstance(answer, Refused)
    assert (answer.private, answer.deleted) == (True, False)


def test_a_link_to_a_file_of_persons_deletes_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, csv("ann@example.org,35,55,,"))
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    read_scores(link, PIR_GAS)
    assert not path.exists()


def test_too_large_a_file_is_not_even_given_to_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader_that("exit 1", tmp_path, monkeypatch)
    assert said(read_scores(saved(tmp_path, b"x" * (5 * 1024 * 1024 + 1)), PIR_GAS)) == [
        "The file is larger than 5 MB."
    ]


def test_no_file_a_folder_or_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("missing.csv", ".", "pipe.csv"):
        with pytest.raises(FileNotFoundError):
            read_scores(tmp_path / name, PIR_GAS)


@pytest.mark.parametrize("name", ["scores.csv\0", "scores.c v", "scores.ćsv", ".csv", "a" * 300 + ".xlsm"])
def test_strange_names_are_answered(tmp_path: Path, name: str) -> None:
    (problem,) = said(read_scores(saved(tmp_path, csv("A1,35,55,,")), PIR_GAS, file_name=name))
    assert problem in {
        "Only files whose name ends in .csv or .xlsx are taken.",
        "Workbooks that can hold macros are not taken. Save it as .xlsx or .csv.",
    }


def test_far_cells_and_lying_bombs_do_not_reach_the_limits(tmp_path: Path) -> None:
    far = packed(parts(SHEET_HEADER + f'<row r="1048576">{cell("XFD1048576", 7)}</row>'))
    bomb = lying(packed(parts("<row/>" * 20_000_000)), "xl/worksheets/sheet1.xml", 1_000, forge_checksum=True)
    assert said(read_scores(saved(tmp_path, far, "far.xlsx"), PIR_GAS)) == [
        "Row 1,048,576: At most 20,000 rows below the headings are taken."
    ]
    assert said(read_scores(saved(tmp_path, bomb, "bomb.xlsx"), PIR_GAS)) == [
        "The workbook is damaged, or was not written by a spreadsheet program."
    ]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exec sleep 600", TOO_LONG),
        ("echo '{\"progress\": [1, 2]}'; exec sleep 600", TOO_LONG),
        ("kill -XCPU $$", TOO_LONG),
        ("kill -SEGV $$", FELL_OVER),
        ("kill -KILL $$", FELL_OVER),
        ("exit 1", FELL_OVER),
        ('echo \'{"gave_up": "memory"}\'', TOO_MUCH_MEMORY),
        ('echo \'{"something": "else"}\'', FELL_OVER),
    ],
)
def test_a_reader_that_ends_badly_is_an_answer(
    script: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader_that(script, tmp_path, monkeypatch)
    path = saved(tmp_path, csv("A1,35,55,,"))
    assert said(read_scores(path, PIR_GAS, wall_seconds=0.5 if "sleep" in script else 60)) == [words]
    assert path.exists()


def test_no_reader_is_left_when_the_listener_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader_that(f"echo $$ > {tmp_path}/pid; echo '{{\"progress\": [1, 2]}}'; exec sleep 600", tmp_path, monkeypatch)

    def fail(_done: int, _of: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        read_scores(saved(tmp_path, csv("A1,35,55,,")), PIR_GAS, progress=fail)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_reader_is_told_neither_secrets_nor_the_files_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-secret")
    reader_that(f'env > {tmp_path}/told; echo "$@" >> {tmp_path}/told', tmp_path, monkeypatch)
    read_scores(saved(tmp_path, csv("A1,35,55,,"), "canary-family.csv"), PIR_GAS)
    told = (tmp_path / "told").read_text()
    assert "canary" not in told
    assert "-m outcomes.score_files.read sent.csv" in told


def test_the_reader_needs_no_django() -> None:
    code = "import sys, outcomes.score_files.read; assert not any(m.split('.')[0] == 'django' for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("bytearray(2**30)", "MemoryError"),
        ("import os; os.write(os.open('left-behind', os.O_CREAT | os.O_WRONLY), b'x')", "File too large"),
    ],
)
def test_the_reader_has_limits(code: str, words: str, tmp_path: Path) -> None:
    limited = f"from outcomes.score_files.read import limit_this_process; limit_this_process(); {code}"
    env = {"PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run([sys.executable, "-c", limited], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ended.returncode == 1
    assert words in ended.stderr


@pytest.mark.parametrize(
    ("data", "key"), [(csv("A1,35,55,,"), "checked"), (csv("A1,0,55,,"), "refused")], ids=["right", "wrong"]
)
def test_what_the_reader_writes(
    data: bytes, key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    reading.main("scores.csv", PIR_GAS.to_json())
    progress, answer = map(json.loads, capsys.readouterr().out.splitlines())
    assert progress == {"progress": [1, 1]}
    assert list(answer) == [key]


def test_a_reader_out_of_memory_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def read(*_args: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    monkeypatch.setattr(reading, "read_as", read)
    reading.main("scores.csv", PIR_GAS.to_json())
    assert json.loads(capsys.readouterr().out) == {"gave_up": "memory"}


def test_nothing_prints_or_logs_a_cell(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    dated = f'<row r="2">{cell("A2", "Quillfeather")}<c r="B2" t="d"><v>Quillfeather</v></c></row>'
    files = {
        "a.csv": csv("Quillfeather,Quillfeather,55,Quillfeather,Quillfeather"),
        "b.csv": csv('"Quillfeather'),
        "c.csv": b"Quillfeather\nQuillfeather\n",
        "d.xlsx": packed(parts(SHEET_HEADER + dated)),
        "e.xlsx": packed(parts(SHEET_HEADER) | {"xl/styles.xml": "<Quillfeather/>"}),
    }
    for name, data in files.items():
        answer = read_scores(saved(tmp_path, data, name), PIR_GAS)
        assert isinstance(answer, Refused)
        assert "Quillfeather" not in repr(answer)
    out, err = capfd.readouterr()
    assert "Quillfeather" not in out + err + caplog.text
