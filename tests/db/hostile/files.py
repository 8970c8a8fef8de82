"""Score files nobody should get through, or be hurt by: texts. The workbooks stand in hostile_workbooks.

CANARY stands in every one that can carry a word; no answer may repeat it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.pure.score_files.samples import csv

CANARY = "Quillfeather"
HEADER = "client,before,after"
DATED = f"{HEADER},before date,after date"
NUMBER = "This is not a number such as 42 or 12.5."
INVISIBLE = "The cell holds an invisible character"
REFERENCE = "This is not a reference"
PERSON = "The cell looks like "


@dataclass(frozen=True)
class Hostile:
    """`words` is part of what must be said. Large files are made when they are wanted."""

    what: str
    name: str
    content: bytes | Callable[[], bytes]
    words: str

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.content if isinstance(self.content, bytes) else self.content()


def _csv(what: str, words: str, *lines: str, header: str = HEADER) -> Hostile:
    return Hostile(what, "scores.csv", csv(*lines, header=header), words)


def _score(what: str, typed: str, words: str = NUMBER) -> Hostile:
    return _csv(what, f"Row 3, before: {words}", "A1,35,55", f"A2,{typed},55")


def _client(what: str, typed: str, words: str) -> Hostile:
    return _csv(what, f"Row 3, client: {words}", "A1,35,55", f"{typed},35,55")


TEXTS = [
    Hostile("nothing", "scores.csv", b"", "The file is empty."),
    Hostile("blank lines", "scores.csv", b"\n\n\n", "There are no headings."),
    Hostile("one NUL", "scores.csv", b"\0", "There is a NUL byte"),
    Hostile("binary", "scores.csv", bytes(range(256)) * 40, "Row 1"),
    Hostile("UTF-16", "scores.csv", f"\ufeff{HEADER}\nA1,35,55\n".encode("utf-16-le"), "UTF-16"),
    Hostile("UTF-32", "scores.csv", f"{HEADER}\nA1,35,55\n".encode("utf-32"), "UTF-16"),
    Hostile("Windows", "scores.csv", f"{HEADER}\nA1,35,55\ncafé,1,2\n".encode("cp1252"), "Row 3: There is a character"),
    Hostile(
        "open quote", "scores.csv", b'client,before,after\nA1,35,55\n"A2,35,55\n', "Row 3: This row cannot be read"
    ),
    Hostile("a cell of 5 MB", "scores.csv", lambda: f"{HEADER}\n".encode() + b"A" * 5_000_000 + b",35,55\n", "Row 2"),
    Hostile("a MB too much", "scores.csv", f"{HEADER}\n".encode() + b"A" * 6_000_000, "The file is larger than 5 MB."),
    Hostile("25 MB", "scores.csv", lambda: b"A" * 26_214_400, "The file is larger than 5 MB."),
    Hostile(
        "a million commas", "scores.csv", HEADER.encode() + b"\n" + b"," * 1_000_000 + b"7\n", "At most 50 columns"
    ),
    _csv("too many rows", "At most 20,000 rows", *(f"A{number},35,55" for number in range(20_001))),
    _csv("headings only", "There is no row below the headings."),
    _csv("a column twice", "There is a column “after” already.", "A1,35,55,56", header=f"{HEADER},Post"),
    _csv("a column missing", "There is no column “after”.", "A1,35", header="client,before"),
    _csv(
        "a column too many",
        "Row 1, column D: The heading is not one of ours",
        "A1,35,55,x",
        header=f"{HEADER},{CANARY}",
    ),
    _csv("no headings", "There is no column “client”.", "A2,35,55", header="A1,35,55"),
    _csv("markup as heading", "Row 1, column D", "A1,35,55,x", header=f"{HEADER},<script>{CANARY}</script>"),
    _csv("a value too many", "Row 3, column D: There is a value", "A1,35,55", f"A2,35,55,{CANARY.lower()}7"),
]
CELLS = [
    _score("words", CANARY),
    _score("an underscore", "1_0"),
    _score("Arabic digits", "٤٢"),
    _score("wide digits", "４２"),
    _score("not a number", "NaN"),
    _score("no end", "inf"),
    _score("an exponent", "1e1"),
    _score("hexadecimal", "0x1F"),
    _score("a hundred digits", "7" * 100),
    _score("a formula", "=1+1"),
    _score("a formula by plus", "+1"),
    _score("a date", "01/02/2014"),
    _score("outside", "101", "The score is outside 1 to 100."),
    _score("between steps", "35.5", "Scores go in steps of 1 from 1."),
    _score("a right-to-left mark", "3\u200f5", INVISIBLE),
    _score("an override", "3\u202e5", INVISIBLE),
    _score("a bell", "3\x075", INVISIBLE),
    _client("markup", f"<script>{CANARY}</script>", REFERENCE),
    _client("a formula as reference", f"=cmd|' /C {CANARY}'!A0", ""),
    _client("twice", "a1", "The same client stands in row 2 already."),
    _client("nobody", "", "The client&#x27;s reference is missing."),
    _client("a line break", '"A\n2"', INVISIBLE),
    _csv("after before before", "The date after is earlier", "A1,35,55,2014-11-30,2014-05-01", header=DATED),
    _csv("in the future", "The date is in the future.", "A1,35,55,,2090-01-01", header=DATED),
    _csv("more than started", "only 334 started", *(f"A{number},35,55" for number in range(335))),
    _csv("351 mistakes", "… and 152 more.", *(f"A{number},{CANARY},55" for number in range(351))),
]
PERSONS = [
    _client("a name", CANARY, PERSON + "names"),
    _client("two names", f"Anselm {CANARY}", PERSON + "names"),
    _client("an NHS number", "943 476 5919", PERSON + "NHS numbers"),
    _client("a birthday", "1971-07-07", PERSON + "dates of birth"),
    _client("an address for mail", f"{CANARY}@example.org", PERSON + "e-mail addresses"),
    _client("a postcode", "OX7 7QQ", PERSON + "postcodes or addresses"),
    _csv("a heading of births", "The heading stands for dates of birth", "A1,35,55,x", header=f"{HEADER},DOB"),
    _csv("names beside scores", "The heading stands for names", f"A1,35,55,{CANARY}", header=f"{HEADER},Surname"),
]
NAMES = [
    Hostile("old Excel", "scores.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel file"),
    Hostile("a password", "scores.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "with a password"),
    Hostile("a picture", "scores.svg", f"<svg><script>{CANARY}</script></svg>".encode(), "Only files whose name ends"),
    Hostile("no ending", "scores", csv("A1,35,55", header=HEADER), "Only files whose name ends"),
    Hostile("CSV called a workbook", "scores.xlsx", csv("A1,35,55", header=HEADER), "is not an Excel workbook"),
    Hostile("a path", "../../../etc/cron.d/scores.txt", b"x", "Only files whose name ends"),
    Hostile("a name of 300 letters", "a" * 296 + ".txt", b"x", ""),
    Hostile("markup in the name", f"<b>{CANARY}</b>.txt", b"x", "Only files whose name ends"),
]
