"""Workbooks: read as a CSV is, and none of the known ways to make a reader choke or be deceived."""

import datetime as dt
import io
import struct
import zipfile
from decimal import Decimal

import pytest

from tests.pure.score_files.samples import (
    SHEET_HEADER,
    cell,
    checked,
    csv,
    first_row,
    packed,
    parts,
    problems,
    row,
    workbook,
)

DAMAGED = "The workbook is damaged, or was not written by a spreadsheet program."
TOO_MANY_ROWS = "At most 20,000 rows below the headings are taken."
TOO_MANY_COLUMNS = "At most 50 columns are taken."
HEADER = ["client", "before", "after", "before date", "after date"]


def xlsx_problems(data: bytes) -> list[str]:
    return problems(data, "scores.xlsx")


def of_sheet(sheet_data: str, **more: str | bytes) -> list[str]:
    return xlsx_problems(packed(parts(sheet_data) | more))


def test_numbers_texts_and_real_dates() -> None:
    half_past_nine = dt.datetime(2014, 11, 30, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
    data = workbook([HEADER, ["A1", 35, 55.0, dt.date(2014, 5, 1), half_past_nine]])
    expected = ("A1", Decimal(35), dt.date(2014, 5, 1), Decimal(55), dt.date(2014, 11, 30))
    assert first_row(data, "scores.xlsx") == expected


def test_typed_texts_are_read_like_a_csv() -> None:
    data = workbook([HEADER, [12, "35", " 55 ", "2014-05-01", "30/11/2014"]])
    expected = ("12", Decimal(35), dt.date(2014, 5, 1), Decimal(55), dt.date(2014, 11, 30))
    assert first_row(data, "scores.XLSX") == expected


def test_the_same_strict_values_and_row_numbers() -> None:
    data = workbook(
        [
            HEADER,
            ["A1", 35, 55],
            [],
            ["A2", 101, "n/a"],
            ["A3", True, dt.date(2014, 5, 1)],
            ["A4", 0, 12.345],
            ["A5", 55.5, 55],
        ]
    )
    assert xlsx_problems(data) == [
        "Row 4, before: The score is outside 1 to 100.",
        "Row 4, after: This is not a number such as 42 or 12.5. Leave the cell empty where there is no score.",
        "Row 5, before: This is not a number such as 42 or 12.5. Leave the cell empty where there is no score.",
        "Row 5, after: This is a date, not a score.",
        "Row 6, before: The score is outside 1 to 100.",
        "Row 6, after: This is not a number such as 42 or 12.5. Leave the cell empty where there is no score.",
        "Row 7, before: Scores go in steps of 1 from 1.",
    ]


def test_formulas_are_refused_whatever_value_was_kept_with_them() -> None:
    data = (
        SHEET_HEADER
        + f'<row r="2">{cell("A2", "A1")}{cell("B2", 35)}<c r="C2"><f>B2+20</f><v>55</v></c></row>'
        + f'<row r="3"><c r="A3" t="str"><f>"A"&amp;2</f><v>A2</v></c>{cell("B3", 35)}{cell("C3", 55)}</row>'
    )
    words = "The cell holds a formula. Paste its value instead."
    assert of_sheet(data) == [f"Row 2, after: {words}", f"Row 3, client: {words}"]


def test_a_formula_as_heading() -> None:
    data = f'<row r="1">{cell("A1", "client")}{cell("B1", "before")}{cell("C1", "after")}<c r="D1"><f>1+1</f></c></row>'
    assert of_sheet(data + row(2, "A1", 35, 55)) == ["Row 1, column D: The heading is a formula."]


def test_cells_a_spreadsheet_calls_errors() -> None:
    data = SHEET_HEADER + f'<row r="2">{cell("A2", "A1")}<c r="B2" t="e"><v>#N/A</v></c>{cell("C2", 55)}</row>'
    assert of_sheet(data) == [
        "Row 2, before: This is not a number such as 42 or 12.5. Leave the cell empty where there is no score."
    ]


@pytest.mark.parametrize("number", ["1_0", "٤٢", "nan", "inf", "0x1F", "1 0"])
def test_numbers_only_python_would_take(number: str) -> None:
    data = SHEET_HEADER + f'<row r="2">{cell("A2", "A1")}<c r="B2"><v>{number}</v></c>{cell("C2", 55)}</row>'
    assert of_sheet(data) == ["Row 2: A cell that says it is a number holds none."]


def test_a_far_cell() -> None:
    below = f'<row r="1048576">{cell("A1048576", "A2")}</row>'
    right = f'<row r="2">{cell("A2", "A1")}{cell("XFD2", 7)}</row>'
    both = f'<row r="1048576">{cell("XFD1048576", 7)}</row>'
    assert of_sheet(SHEET_HEADER + row(2, "A1", 35, 55) + below) == [f"Row 1,048,576: {TOO_MANY_ROWS}"]
    assert of_sheet(SHEET_HEADER + right) == [f"Row 2: {TOO_MANY_COLUMNS}"]
    assert of_sheet(SHEET_HEADER + both) == [f"Row 1,048,576: {TOO_MANY_ROWS}"]


def test_twenty_thousand_rows_and_one_more() -> None:
    rows = "".join(row(number, f"A{number}", 35, 55) for number in range(2, 20_002))
    assert len(checked(packed(parts(SHEET_HEADER + rows)), "scores.xlsx").rows) == 20_000
    assert of_sheet(SHEET_HEADER + rows + row(20_002, "B1", 35, 55)) == [f"Row 20,002: {TOO_MANY_ROWS}"]


def test_empty_cells_far_away_are_only_formatting() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert of_sheet(SHEET_HEADER + row(2, "A1", 35, 55) + far) == []


def test_what_a_sheet_says_of_its_own_size_counts_for_nothing() -> None:
    contents = parts(SHEET_HEADER + row(2, "A1", 35, 55) + row(3, "A2", 40, 50))
    sheet = contents["xl/worksheets/sheet1.xml"]
    for said in ("A1:A1", "A1:XFD1048576"):
        contents["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f'<dimension ref="{said}"/><sheetData>')
        assert len(checked(packed(contents), "scores.xlsx").rows) == 2


@pytest.mark.parametrize(
    ("sheet_data", "words"),
    [
        (
            SHEET_HEADER + row(5, "A1", 35, 55) + row(3, "A2", 35, 55),
            "Row 5: The rows of the sheet are not numbered in order.",
        ),
        (
            SHEET_HEADER + row(2, "A1", 35, 55) + row(2, "A2", 35, 55),
            "Row 2: The rows of the sheet are not numbered in order.",
        ),
        (SHEET_HEADER + row(2, "A1", 55, 35, at="ACB"), "Row 2: The cells of this row are not in order."),
        (SHEET_HEADER + f'<row r="2">{cell("A7", "A1")}</row>', "Row 2: The cells of this row are not in order."),
        (f'<row r="1">{"<c/>" * 16_385}</row>', "Row 1: The cells of this row are not in order."),
        ('<row r="0"/>', "The rows of the sheet are not numbered in order."),
        ("<row/>" * 1_048_577, "Row 1,048,576: The rows of the sheet are not numbered in order."),
        ('<row r="99999999999"/>', "The rows of the sheet are not numbered in order."),
    ],
)
def test_rows_and_cells_the_library_would_silently_drop(sheet_data: str, words: str) -> None:
    assert of_sheet(sheet_data) == [words]


def test_rows_and_cells_without_places_follow_one_another() -> None:
    data = SHEET_HEADER + "<row><c><v>7.0</v></c><c><v>3.5E1</v></c><c><v>55</v></c></row>"
    assert first_row(packed(parts(data)), "scores.xlsx") == ("7", Decimal(35), None, Decimal(55), None)


def test_headings_only_and_nothing_at_all() -> None:
    assert of_sheet(SHEET_HEADER) == ["There is no row below the headings."]
    words = "Row 1: There are no headings. The first row must hold them: client, before and after."
    assert of_sheet("") == [words]
    assert of_sheet(row(2, "client", "before", "after") + row(3, "A1", 35, 55)) == [words]


def test_of_several_sheets_the_one_called_scores() -> None:
    saved = io.BytesIO(workbook([HEADER, ["A1", 35, 55]], title="Scores"))
    from openpyxl import load_workbook

    book = load_workbook(saved)
    book.create_sheet("Notes").append(["how to fill this in"])
    two = io.BytesIO()
    book.save(two)
    assert len(checked(two.getvalue(), "scores.xlsx").rows) == 1
    book["Scores"].title = "Data"
    neither = io.BytesIO()
    book.save(neither)
    assert xlsx_problems(neither.getvalue()) == [
        "The workbook has several sheets. Leave one, or call the one to read “Scores”."
    ]


RIGHT = SHEET_HEADER + row(2, "A1", 35, 55)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "The workbook holds macros. Save it as .xlsx without them, or as .csv."),
        ("xl/macrosheets/sheet1.xml", "The workbook holds macros. Save it as .xlsx without them, or as .csv."),
        (
            "xl/externalLinks/externalLink1.xml",
            "The workbook is linked to other files. Paste the values into a new one.",
        ),
        ("xl/connections.xml", "The workbook is linked to other files. Paste the values into a new one."),
        ("XL/Worksheets/Sheet1.XML", DAMAGED),  # twice, for a reader that does not mind capitals
    ],
)
def test_parts_that_do_more_than_hold_cells(part: str, words: str) -> None:
    assert of_sheet(RIGHT) == []
    assert of_sheet(RIGHT, **{part: "<x/>"}) == [words]


def test_pictures_and_other_parts_are_not_even_unpacked() -> None:
    assert of_sheet(RIGHT, **{"xl/media/image1.png": b"\0" * 200_000_000}) == []


def test_entities() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    file = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    for doctype in (bomb, file, "<!DOCTYPE x>"):
        contents = parts(RIGHT)
        contents["xl/worksheets/sheet1.xml"] = doctype + contents["xl/worksheets/sheet1.xml"]
        assert xlsx_problems(packed(contents)) == [
            "The workbook declares XML entities, which no spreadsheet program does."
        ]


def test_an_entity_in_another_encoding() -> None:
    contents: dict[str, str | bytes] = dict(parts(RIGHT))
    contents["xl/workbook.xml"] = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + parts(RIGHT)["xl/workbook.xml"]
    ).encode("utf-16")
    assert xlsx_problems(packed(contents)) == ["The workbook declares XML entities, which no spreadsheet program does."]


def test_an_honest_zip_bomb() -> None:
    data = packed(parts(" " * 120_000_000))
    assert len(data) < 5 * 1024 * 1024
    assert xlsx_problems(data) == ["Unpacked, the workbook is larger than 96 MB."]


def lying(data: bytes, part: str, size: int, *, forge_checksum: bool) -> bytes:
    """`data` with a directory that says `part` unpacks to `size` bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(part)
        checksum = zipfile.crc32(archive.read(part)[:size]) if forge_checksum else info.CRC
    told = bytearray(data)
    local = info.header_offset
    struct.pack_into("<L", told, local + 14, checksum)
    struct.pack_into("<L", told, local + 22, size)
    central = data.index(b"PK\x01\x02")
    while data[central + 46 : central + 46 + len(part)] != part.encode():
        central = data.index(b"PK\x01\x02", central + 1)
    struct.pack_into("<L", told, central + 16, checksum)
    struct.pack_into("<L", told, central + 24, size)
    return bytes(told)


@pytest.mark.parametrize("forge_checksum", [False, True])
def test_a_zip_bomb_whose_directory_lies(forge_checksum: bool) -> None:
    bomb = packed(parts(RIGHT + "<row/>" * 20_000_000))
    told = lying(bomb, "xl/worksheets/sheet1.xml", 1_000, forge_checksum=forge_checksum)
    assert xlsx_problems(told) == [DAMAGED]


@pytest.mark.parametrize("cut", [5, 200, 700])
def test_a_cut_file(cut: int) -> None:
    assert xlsx_problems(packed(parts(RIGHT))[:cut]) == [DAMAGED]


@pytest.mark.parametrize(
    "contents",
    [
        {"hello.xml": "<x/>"},
        {"hello.xml": "no xml"},
        parts(RIGHT) | {"xl/worksheets/sheet1.xml": "<html/>"},
        parts(RIGHT) | {"xl/workbook.xml": "<workbook/>"},
        parts(RIGHT) | {f"xl/part{number}.xml": "<x/>" for number in range(200)},
        parts(SHEET_HEADER + '<row r="2"><c r="A2" t="s"><v>99</v></c></row>'),
    ],
    ids=["no workbook", "no xml", "no sheet", "no sheets", "too many parts", "a text that is not there"],
)
def test_zips_that_are_no_workbooks(contents: dict[str, str]) -> None:
    (problem,) = xlsx_problems(packed(contents))
    assert problem in {DAMAGED, "Row 1: There are no headings. The first row must hold them: client, before and after."}


def test_other_compressions() -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts(RIGHT).items():
            archive.writestr(name, content)
    assert xlsx_problems(saved.getvalue()) == [DAMAGED]


def test_encrypted_parts() -> None:
    data = bytearray(packed(parts(RIGHT)))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 1)
    assert xlsx_problems(bytes(data)) == [DAMAGED]


def test_names_that_do_not_tell_what_the_content_is() -> None:
    data = workbook([HEADER, ["A1", 35, 55]])
    assert problems(data, "scores.csv") == ["The name ends in .csv, but the content is a workbook or another zip file."]
    assert xlsx_problems(csv("A1,35,55,,")) == ["The name ends in .xlsx, but the content is not an Excel workbook."]
    assert xlsx_problems(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000) == [
        "This is an old Excel file, or one with a password. Save it as .xlsx or .csv, without a password."
    ]
    assert problems(data, "scores.xlsm") == ["Workbooks that can hold macros are not taken. Save it as .xlsx or .csv."]
