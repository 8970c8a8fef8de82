"""Starts the process that reads a file, passes its progress on, and outlives whatever happens to it."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import IO

from outcomes.score_files import limits
from outcomes.score_files.answers import Checked, Json, Problem, Progress, Refused, Row, ScoreRow, untold
from outcomes.score_files.rules import Rules

_CODE = Path(__file__).resolve().parents[2]

TOO_LONG = "Reading the file took too long and was stopped."
TOO_MUCH_MEMORY = "Reading the file took too much memory and was stopped."
FELL_OVER = "The file could not be read: the reader stopped half-way."


def read_scores(
    path: Path,
    rules: Rules,
    *,
    file_name: str | None = None,
    progress: Progress = untold,
    wall_seconds: float = limits.WALL_SECONDS,
) -> Checked[ScoreRow] | Refused:
    """Read and check the score file at `path` in a process of its own.

    `file_name` is what the sender called it (its ending says the format), by default the name of `path`. `progress`
    is called with rows read and about how many there are. A file that seems to hold names, dates of birth, NHS
    numbers or the like **is deleted** before this returns. Raises OSError where `path` cannot be opened; whatever is
    wrong inside is an answer.
    """
    if not path.is_file():  # a pipe or device could be read for ever
        raise FileNotFoundError(f"{path} is not a file")
    if path.stat().st_size > limits.MAX_BYTES:
        return _refused(f"The file is larger than {limits.MAX_BYTES // 1024**2} MB.")
    with path.open("rb") as file:
        answer = ask_child(
            "outcomes.score_files.read",
            *(file, file_name or path.name, rules.to_json(), ScoreRow.from_json),
            progress=progress,
            wall_seconds=wall_seconds,
        )
    if isinstance(answer, Refused) and answer.private:
        return Refused(answer.problems, answer.unlisted, private=True, deleted=_delete(path))
    return answer


def ask_child[R: Row](
    module: str,
    file: IO[bytes],
    file_name: str,
    rules: str,
    row: Callable[[Json], R],
    *,
    progress: Progress = untold,
    wall_seconds: float = limits.WALL_SECONDS,
) -> Checked[R] | Refused:
    """What `module`, run in a process of its own with `file` as its input, makes of it; `row` turns what it tells of
    a row into one. The file must have a descriptor, and is read from where it stands."""
    late = threading.Event()
    answer = None

    def stop() -> None:
        late.set()
        process.kill()

    with _start(module, file, file_name, rules) as process:
        timer = threading.Timer(wall_seconds, stop)
        timer.start()
        try:
            for line in process.stdout or ():
                answer = _understand(line, file_name, progress, row) or answer
            process.wait()
        finally:  # also where `progress` raises: no reader is left behind
            timer.cancel()
            process.kill()
    if late.is_set() or process.returncode == -signal.SIGXCPU:
        return _refused(TOO_LONG)
    return answer or _refused(FELL_OVER)


def _start(module: str, file: IO[bytes], file_name: str, rules: str) -> "subprocess.Popen[bytes]":
    # Of the name only the ending: the process list is open to everybody on the machine, and a name can be a family's.
    ending = PurePath(file_name).suffix.lower()
    known = ending if re.fullmatch(r"\.[a-z]{3,4}", ending, re.ASCII) else ""
    return subprocess.Popen(
        [sys.executable, "-m", module, f"sent{known}", rules],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback could hold a cell
        cwd=_CODE,
        # Nothing of the portal's environment: it holds secrets. One thread, because each would reserve memory.
        env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )


def _understand[R: Row](
    line: bytes, file_name: str, progress: Progress, row: Callable[[Json], R]
) -> Checked[R] | Refused | None:
    """One line of the reader's: the answer, or None after progress."""
    match json.loads(line):
        case {"progress": [done, of]}:
            progress(done, of)
            return None
        case {"checked": {"rows": rows, "sha256": sha256}}:
            return Checked(tuple(map(row, rows)), sha256, file_name)
        case {"refused": {"problems": listed, "unlisted": unlisted, "private": private}}:
            return Refused(tuple(Problem(*problem) for problem in listed), unlisted, private)
        case {"gave_up": "memory"}:
            return _refused(TOO_MUCH_MEMORY)
    return None


def _refused(text: str) -> Refused:
    return Refused((Problem(None, None, text),))


def _delete(path: Path) -> bool:
    try:
        path.resolve().unlink()
    except OSError:
        return False
    return True
