"""Workbooks nobody should get through, or be hurt by."""

import io
import zipfile
from datetime import date

from tests.db.hostile.files import CANARY, Hostile
from tests.pure.score_files.samples import SHEET_HEADER, cell, packed, parts, row, workbook
from tests.pure.score_files.test_workbook import lying

DAMAGED = "The workbook is damaged, or was not written by a spreadsheet program."
RIGHT = SHEET_HEADER + row(2, "A1", 35, 55)
WORKBOOK = packed(parts(RIGHT))


def _sheet(what: str, words: str, sheet_data: str, **more: str | bytes) -> Hostile:
    return Hostile(what, "scores.xlsx", packed(parts(sheet_data) | more), words)


def _zip(*entries: tuple[str, bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return saved.getvalue()


def _entity(declared: str) -> bytes:
    contents = parts(RIGHT)
    contents["xl/worksheets/sheet1.xml"] = declared + contents["xl/worksheets/sheet1.xml"]
    return packed(contents)


def _bomb() -> bytes:
    return packed(parts("<row/>" * 20_000_000))


def _many_texts() -> bytes:
    texts = "<sst>" + "<si><t>a</t></si>" * 6_000_000 + "</sst>"
    return packed(parts(RIGHT) | {"xl/sharedStrings.xml": texts})


WORKBOOKS = [
    Hostile("macros by name", "scores.xlsm", WORKBOOK, "can hold macros"),
    Hostile("a workbook called CSV", "scores.csv", WORKBOOK, "the content is a workbook"),
    _sheet(
        "a far cell",
        "Row 1,048,576: At most 20,000 rows",
        SHEET_HEADER + f'<row r="1048576">{cell("XFD1048576", 7)}</row>',
    ),
    _sheet(
        "a far column", "At most 50 columns", SHEET_HEADER + f'<row r="2">{cell("A2", "A1")}{cell("XFD2", 7)}</row>'
    ),
    _sheet("rows out of order", "Row 5: The rows", SHEET_HEADER + row(5, "A1", 35, 55) + row(3, "A2", 35, 55)),
    _sheet(
        "a formula cell",
        "The cell holds a formula.",
        SHEET_HEADER + f'<row r="2">{cell("A2", "A1")}{cell("B2", 35)}<c r="C2"><f>B2</f><v>55</v></c></row>',
    ),
    _sheet(
        "1_0 as a number",
        "A cell that says it is a number holds none.",
        SHEET_HEADER + f'<row r="2">{cell("A2", "A1")}<c r="B2"><v>1_0</v></c>{cell("C2", 55)}</row>',
    ),
    Hostile(
        "a date as score",
        "scores.xlsx",
        workbook([["client", "before", "after"], ["A1", date(2014, 5, 1), 55]]),
        "Row 2, before: This is a date, not a score.",
    ),
    _sheet("macros", "The workbook holds macros.", RIGHT, **{"xl/vbaProject.bin": b"\0"}),
    _sheet("links", "linked to other files", RIGHT, **{"xl/externalLinks/externalLink1.xml": "<x/>"}),
    _sheet("the sheet twice", DAMAGED, RIGHT, **{"XL/Worksheets/Sheet1.XML": "<x/>"}),
    Hostile(
        "entities", "scores.xlsx", _entity('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "XML entities"
    ),
    Hostile(
        "an entity of a file",
        "scores.xlsx",
        _entity('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "XML entities",
    ),
    Hostile("a bomb", "scores.xlsx", _bomb, "Row 1,048,576"),
    Hostile(
        "a lying bomb",
        "scores.xlsx",
        lambda: lying(_bomb(), "xl/worksheets/sheet1.xml", 1_000, forge_checksum=True),
        DAMAGED,
    ),
    Hostile("texts of 200 MB", "scores.xlsx", _many_texts, "larger than 96 MB"),
    Hostile("half a zip", "scores.xlsx", WORKBOOK[: len(WORKBOOK) // 2], DAMAGED),
    Hostile("another zip", "scores.xlsx", _zip((f"{CANARY}.txt", b"x")), DAMAGED),
    Hostile("a zip of 300 parts", "scores.xlsx", _zip(*((f"{number}.xml", b"<x/>") for number in range(300))), DAMAGED),
    Hostile("an escaping part", "scores.xlsx", _zip(("../../../tmp/x.xml", b"<x/>")), DAMAGED),
    Hostile("no XML in it", "scores.xlsx", packed(parts(RIGHT) | {"xl/workbook.xml": f"<<<{CANARY}"}), DAMAGED),
    Hostile("nesting", "scores.xlsx", packed(parts("<a>" * 200_000)), DAMAGED),
]
