"""CSV files: encodings, delimiters, and row numbers that are those a spreadsheet shows."""

from datetime import date
from decimal import Decimal

import pytest

from tests.pure.score_files.samples import checked, csv, first_row, problems

ONE = ("OX-01", Decimal(35), date(2014, 5, 1), Decimal(55), date(2014, 11, 30))
NOT_A_NUMBER = "This is not a number such as 42 or 12.5. Leave the cell empty where there is no score."


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("byte_order_mark", [b"", b"\xef\xbb\xbf"])
def test_any_of_three_delimiters_with_or_without_byte_order_mark(mark: str, byte_order_mark: bytes) -> None:
    data = csv("OX-01,35,55,2014-05-01,30/11/2014").replace(b",", mark.encode())
    assert first_row(byte_order_mark + data) == ONE


def test_quotes_and_windows_line_ends_and_spaces() -> None:
    data = b'"client" , "after","before"\r\n" OX-01 ","55", 35 \r\n'.replace(b'" ,', b'",').replace(b', "', b',"')
    row = checked(data).rows[0]
    assert (row.client_reference, row.before, row.after) == ("OX-01", Decimal(35), Decimal(55))


def test_old_macintosh_line_ends() -> None:
    assert len(checked(b"client,before,after\rA1,35,55\rA2,40,41\r").rows) == 2


def test_a_delimiter_inside_a_quoted_heading_does_not_mislead() -> None:
    assert len(checked(b'"client";"before";"after"\nA1;35;55\n').rows) == 1


def test_row_numbers_are_the_spreadsheets_own() -> None:
    # blank lines are rows; a line break inside quotes is not; row 6 is the one with 101
    data = b'client,before,after\nA1,35,55\n\n,,\n"A\n2",40,50\nA3,101,50\n'
    assert problems(data) == [
        "Row 5, client: The cell holds an invisible character, such as a line break or a direction mark.",
        "Row 6, before: The score is outside 1 to 100.",
    ]


def test_windows_encoding_says_where_and_what_to_do() -> None:
    data = csv("A1,35,55,,", "caf\u00e9,35,55,,").decode().encode("cp1252")
    assert problems(data) == ["Row 3: There is a character that is not UTF-8. Save the file as “CSV UTF-8”."]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + csv("A1,35,55,,").decode()).encode(encoding)
    assert problems(data) == ["The file is written in UTF-16. Save it as “CSV UTF-8”."]


def test_nul_byte() -> None:
    assert problems(csv("A1,35,55,,", "A2,3\0,55,,")) == [
        "Row 3: There is a NUL byte: this is not a CSV text in UTF-8."
    ]


def test_open_quote() -> None:
    (said,) = problems(csv("A1,35,55,,", '"A2,35,55,,'))
    assert said == (
        "Row 3: This row cannot be read: a quotation mark is not closed or stands inside a cell, or a cell holds more"
        " than 131,072 characters."
    )


@pytest.mark.parametrize("mark", ["\u200f", "\u202e", "\u200b", "\u2066", "\x07"])
def test_invisible_characters(mark: str) -> None:
    assert problems(csv(f"A{mark}1,35,55,,", f"A2,3{mark}5,55,,")) == [
        "Row 2, client: The cell holds an invisible character, such as a line break or a direction mark.",
        "Row 3, before: The cell holds an invisible character, such as a line break or a direction mark.",
    ]


def test_empty_file_blank_headings_and_headings_only() -> None:
    assert problems(b"") == ["The file is empty."]
    assert problems(b"\nclient,before,after\n") == [
        "Row 1: There are no headings. The first row must hold them: client, before and after."
    ]
    assert problems(b"client,before,after\n\n,,\n") == ["There is no row below the headings."]


def test_twenty_thousand_rows_and_one_more() -> None:
    rows = [f"A{number},35,55,," for number in range(20_000)]
    assert len(checked(csv(*rows)).rows) == 20_000
    assert problems(csv(*rows, "B1,35,55,,")) == ["Row 20,002: At most 20,000 rows below the headings are taken."]


def test_blank_lines_at_the_end_are_not_too_many() -> None:
    assert len(checked(csv("A1,35,55,,", *[",,,,"] * 20_001)).rows) == 1


def test_fifty_one_columns() -> None:
    assert problems(csv("A1,35,55", header="client,before,after" + ",x" * 48)) == [
        "Row 1: At most 50 columns are taken."
    ]
    assert problems(csv("A1,35,55" + "," * 48 + "7", header="client,before,after")) == [
        "Row 2: At most 50 columns are taken."
    ]
    assert len(checked(csv("A1,35,55" + "," * 60, header="client,before,after")).rows) == 1


def test_five_megabytes_and_a_byte() -> None:
    header = b"client,before,after\nA1,35,55\n"
    blank = b" " * 1_023 + b"\n"
    full = header + b" " * (1_023 - len(header)) + b"\n" + blank * (5 * 1_024 - 1)
    assert len(full) == 5_242_880
    assert len(checked(full).rows) == 1
    assert problems(full + b"\n") == ["The file is larger than 5 MB."]


def test_values_beyond_the_headings() -> None:
    assert problems(csv("A1,35,55,7", header="client,before,after")) == [
        "Row 2, column D: There is a value, but the column has no heading."
    ]


def test_two_hundred_problems_are_listed_and_the_rest_counted() -> None:
    from outcomes.score_files import Refused
    from outcomes.score_files.read import read
    from tests.pure.score_files.samples import PIR_GAS

    answer = read(csv(*(f"A{number},n/a,55,," for number in range(351))), "scores.csv", PIR_GAS)
    assert isinstance(answer, Refused)
    assert (len(answer.problems), answer.unlisted) == (200, 151)
    assert str(answer.problems[0]) == f"Row 2, before: {NOT_A_NUMBER}"
    assert str(answer.problems[199]) == f"Row 201, before: {NOT_A_NUMBER}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scores.txt", "Only files whose name ends in .csv or .xlsx are taken."),
        ("scores", "Only files whose name ends in .csv or .xlsx are taken."),
        ("scores.xlsx", "The name ends in .xlsx, but the content is not an Excel workbook."),
        ("scores.xlsm", "Workbooks that can hold macros are not taken. Save it as .xlsx or .csv."),
        (
            "scores.xls",
            "This is an old Excel file, or one with a password. Save it as .xlsx or .csv, without a password.",
        ),
    ],
)
def test_the_name_must_tell_what_the_content_is(name: str, words: str) -> None:
    assert problems(csv("A1,35,55,,"), name) == [words]
