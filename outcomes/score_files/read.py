"""Reads a file of rows: bytes in, checked rows or problems out. Runs as a process of its own, without Django or a
database.

`python -m outcomes.score_files.read NAME RULES < FILE` reads scores and writes JSON lines: any number of
{"progress": [rows, of]}, then one {"checked": …} or {"refused": …}. Reading strangers' files is the one dangerous thing
the portal does: here it can use up its own memory and time, and nothing else.
"""

import hashlib
import json
import resource
import sys
import warnings
from typing import Any

from outcomes.score_files import limits, privacy
from outcomes.score_files.answers import Checked, Problems, Progress, Refused, Row, ScoreRow, UnreadableError, untold
from outcomes.score_files.columns import Columns, find_columns
from outcomes.score_files.formats import open_table
from outcomes.score_files.rows import RowReader
from outcomes.score_files.rules import Rules
from outcomes.score_files.scores import ScoreReader
from outcomes.score_files.table import Cell, Table


def read(data: bytes, file_name: str, rules: Rules, progress: Progress = untold) -> Checked[ScoreRow] | Refused:
    """All rows of a score file if nothing is wrong with it, else all that is wrong."""
    return read_as(ScoreReader, data, file_name, rules, progress)


def read_as[R: Row](
    kind: type[RowReader[R]], data: bytes, file_name: str, rules: object, progress: Progress = untold
) -> Checked[R] | Refused:
    """All rows of a file of this kind if nothing is wrong with it, else all that is wrong (never `deleted` here).

    `progress` is told every thousand rows how many were read, of about how many.
    """
    problems, private = Problems(), privacy.Findings()
    rows: list[R] = []
    try:
        if len(data) > limits.MAX_BYTES:
            raise UnreadableError(f"The file is larger than {limits.MAX_BYTES // 1024**2} MB.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the workbook library warns by printing cells
            table = open_table(data, file_name, kind.layout)
            rows = _read_table(table, kind, rules, progress, problems, private)
    except UnreadableError as error:
        problems.listed.insert(0, error.problem)
    if problems or private:
        listed = private.problems() + problems.listed
        kept = tuple(listed[: limits.MAX_PROBLEMS_LISTED])
        return Refused(kept, problems.unlisted + len(listed) - len(kept), private=bool(private))
    return Checked(tuple(rows), hashlib.sha256(data).hexdigest(), file_name)


def _read_table[R: Row](
    table: Table,
    kind: type[RowReader[R]],
    rules: object,
    progress: Progress,
    problems: Problems,
    private: privacy.Findings,
) -> list[R]:
    header = _trimmed(next(table.rows, (1, []))[1])
    if not header:
        *first, last = kind.layout.required
        wanted = f"{', '.join(first)} and {last}"
        raise UnreadableError(f"There are no headings. The first row must hold them: {wanted}.", row=1)
    columns = find_columns(header, kind.layout, problems, private)
    headings_are_right = not problems and not private
    reader = kind(columns, rules, problems)
    rows, references, met, number = [], [], 0, 1
    for number, row_as_found in table.rows:
        if (number - 1) % limits.PROGRESS_EVERY_ROWS == 0:
            progress(number - 1, max(table.total, number) - 1)
        cells = _trimmed(row_as_found)
        if not cells:
            continue
        met += 1
        _look_for_persons(number, cells, columns, private)
        # under wrong headings every row would be wrong too; only whose data they are is still worth knowing
        if headings_are_right and (row := reader.read(number, cells)):
            rows.append(row)
            references.append(row.client_reference)
    progress(number - 1, number - 1)
    if privacy.are_names_numbered(references):
        private.add(2, "client", privacy.NAME)
    if headings_are_right:
        reader.check_whole(met)
    return rows


def _look_for_persons(number: int, cells: list[Cell], columns: Columns, private: privacy.Findings) -> None:
    for index, cell in enumerate(cells):
        if cell and (kind := privacy.kind_of_cell(cell, columns.name(index))):
            private.add(number, columns.label(index), kind)


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Without spaces around texts and without the empty cells a spreadsheet leaves at the end of a row."""
    cells = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def limit_this_process() -> None:
    """From here on this process cannot take the machine with it, nor leave a file or a memory image behind."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))
    if sys.platform == "linux":  # macOS has the name but not the limit
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


def main(file_name: str, rules: str, kind: type[RowReader[Any]] = ScoreReader) -> None:
    """Read standard input and write the answer's lines to standard output."""

    def tell(**line: object) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    try:
        data = sys.stdin.buffer.read(limits.MAX_BYTES + 1)
        known = kind.rules_class.from_json(rules)
        answer = read_as(kind, data, file_name, known, lambda done, of: tell(progress=[done, of]))
    except MemoryError:
        tell(gave_up="memory")
        return
    if isinstance(answer, Checked):
        tell(checked={"rows": [row.to_json() for row in answer.rows], "sha256": answer.sha256})
    else:
        listed = [[problem.row, problem.column, problem.text] for problem in answer.problems]
        tell(refused={"problems": listed, "unlisted": answer.unlisted, "private": answer.private})


if __name__ == "__main__":
    limit_this_process()
    main(sys.argv[1], sys.argv[2])
