"""Personal data is refused by heading and by content, and nothing ever repeats a cell.

The NHS number is made up; its check digit is right: 90+36+24+28+42+30+20+27+2 is 299, 2 over 27 elevens, and 11-2 is 9.
"""

import datetime as dt

import pytest

from outcomes.score_files import Refused
from outcomes.score_files.read import read
from tests.pure.score_files.samples import PIR_GAS, checked, csv, problems, workbook

SAY_NOTHING = "Send references that say nothing of the person."


def private(data: bytes, name: str = "scores.csv") -> list[str]:
    """The problems of a file that must have been found to hold personal data."""
    answer = read(data, name, PIR_GAS)
    assert isinstance(answer, Refused)
    assert answer.private
    return [str(problem) for problem in answer.problems]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Name", "names"),
        ("Client name", "names"),
        ("Surname", "names"),
        ("firstName", "names"),
        ("first_name", "names"),
        ("Mother", "names"),
        ("DOB", "dates of birth"),
        ("Date of birth", "dates of birth"),
        ("Mother's date of birth", "dates of birth"),
        ("NHS No.", "NHS numbers"),
        ("nhsNumber", "NHS numbers"),
        ("E-mail", "e-mail addresses"),
        ("email", "e-mail addresses"),
        ("Post code", "postcodes or addresses"),
        ("Home address", "postcodes or addresses"),
        ("Mobile", "telephone numbers"),
        ("NI number", "National Insurance numbers"),
    ],
)
def test_headings_that_announce_persons(heading: str, kind: str) -> None:
    assert private(csv("A1,35,55,", header=f"client,before,after,{heading}")) == [
        f"Row 1, column D: The heading stands for {kind}, or is one. Take the column out."
    ]


CELLS = [
    ("9434765919", "NHS numbers"),
    ("943 476 5919", "NHS numbers"),
    ("943-476-5919", "NHS numbers"),
    ("９４３４７６５９１９", "NHS numbers"),
    ("943\u200b4765919", "NHS numbers"),
    ("ann@example.org", "e-mail addresses"),
    ("OX4 1AA", "postcodes or addresses"),
    ("ox41aa", "postcodes or addresses"),
    ("12 High St OX4 1AA", "postcodes or addresses"),
    ("01865 123456", "telephone numbers"),
    ("+44 7700 900123", "telephone numbers"),
    ("QQ 12 34 56 C", "National Insurance numbers"),
    ("QQ123456C", "National Insurance numbers"),
]
ONLY_AS_REFERENCE = [
    ("1985-03-12", "dates of birth"),
    ("12/03/1985", "dates of birth"),
    ("12-03-85", "dates of birth"),
    ("12031985", "dates of birth"),
    ("12 March 1985", "dates of birth"),
    ("Rosalind", "names"),
    ("Rosalind Achterberg", "names"),
    ("Achterberg", "names"),
    ("R. Achterberg", "names"),
    ("O'Neill", "names"),
    ("Zoë", "names"),
    ("Ро́за", "names"),
    ("Rosalind Achterberg 1985", "names"),
]


@pytest.mark.parametrize(("cell", "kind"), CELLS + ONLY_AS_REFERENCE)
def test_references_that_look_like_persons(cell: str, kind: str) -> None:
    assert private(csv("A1,35,55,,", f'"{cell}",35,55,,'))[0] == (
        f"Row 3, client: The cell looks like {kind}. {SAY_NOTHING}"
    )


@pytest.mark.parametrize(("cell", "kind"), CELLS)
@pytest.mark.parametrize("column", ["before", "after date"])
def test_persons_in_columns_of_scores_and_dates(cell: str, kind: str, column: str) -> None:
    line = f'A1,"{cell}",55,,' if column == "before" else f'A1,35,55,,"{cell}"'
    assert private(csv(line))[0] == f"Row 2, {column}: The cell looks like {kind}. {SAY_NOTHING}"


def test_persons_under_a_heading_that_says_nothing() -> None:
    header = "client,before,after,x"
    found = private(csv("A1,35,55,Rosalind Achterberg", "A2,35,55,Anselm", header=header))
    assert found[0] == f"Row 2, column D: The cell looks like names. {SAY_NOTHING}"
    assert found[1].startswith("Row 1, column D: The heading is not one of ours")
    assert len(found) == 2


def test_persons_in_a_file_without_headings() -> None:
    assert private(b"ann@example.org,35,55\nbob@example.org,40,50\n")[:2] == [
        "Row 1, column A: The heading stands for e-mail addresses, or is one. Take the column out.",
        f"Row 2, column A: The cell looks like e-mail addresses. {SAY_NOTHING}",
    ]


def test_persons_in_a_workbook_also_as_numbers_and_dates() -> None:
    data = workbook([["client", "before", "after"], [9434765919, 35, 55], [dt.date(1985, 3, 12), 35, 55]])
    assert private(data, "scores.xlsx")[:2] == [
        f"Row 2, client: The cell looks like NHS numbers. {SAY_NOTHING}",
        f"Row 3, client: The cell looks like dates of birth. {SAY_NOTHING}",
    ]


def test_a_workbook_without_headings() -> None:
    data = workbook([[dt.date(1985, 3, 12), 35, 55]])
    assert private(data, "scores.xlsx")[0] == (
        "Row 1, column A: The heading stands for dates of birth, or is one. Take the column out."
    )


def test_a_cell_of_invisible_characters_alone() -> None:
    assert problems(csv("\u200b\u200f,35,55,,")) == [
        "Row 2, client: The cell holds an invisible character, such as a line break or a direction mark."
    ]


def test_a_column_full_of_persons_is_one_problem() -> None:
    found = private(csv(*(f"parent{number}@example.org,35,55,," for number in range(300))))
    assert (
        found[0]
        == f"Row 2, client: The cell looks like e-mail addresses (and 299 more cells of the column). {SAY_NOTHING}"
    )
    assert not any("e-mail" in problem for problem in found[1:])


@pytest.mark.parametrize(
    "cell",
    ["9434765918", "OX-0012", "P001AA", "AB12", "20149999", "A1-2-3", "31-31-31", "1234567", "total", "C123AB"],
)
def test_what_is_not_taken_for_a_person(cell: str) -> None:
    answer = read(csv(f"{cell},35,55,,"), "scores.csv", PIR_GAS)
    assert not (isinstance(answer, Refused) and answer.private)


@pytest.mark.parametrize("last", range(10))
def test_nine_digits_that_no_check_digit_completes(last: int) -> None:
    # 1 x 10 + 1 x 2 leaves 1 over eleven, and eleven less that is 10: no digit can be right
    assert problems(csv(f"100000001{last},35,55,,")) == []


def test_names_with_numbers_behind_them() -> None:
    names = ["Rosalind-1985", "anselm2", "Beatrix03", "Kim-Lee4", "Orla1"]
    assert private(csv(*(f"{name},35,55,," for name in names))) == [
        f"Row 2, client: The cell looks like names. {SAY_NOTHING}"
    ]


def test_prefixes_of_sites_are_no_names() -> None:
    references = [f"{site}-{number:04}" for number in range(20) for site in ("OXFORD", "READING", "LAMBETH")]
    assert len(checked(csv(*(f"{reference},35,55,," for reference in references))).rows) == 60


CANARIES = [
    "Quillfeather",
    "Quillfeather Q",
    "1971-07-07",
    "q7@quill.example",
    "777_7",
    "OX7 7QQ",
    "7" * 400,
    "9434765919",
]


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("column", range(6))
def test_no_problem_repeats_a_cell(canary: str, column: int) -> None:
    cells = ["A1", "35", "55", "2014-05-01", "2014-11-30", ""]
    cells[column] = canary
    for data in (csv(",".join(cells)), csv("A1,35,55", header=",".join(cells)), csv(f'A1,35,"55\n{canary}')):
        answer = read(data, "scores.csv", PIR_GAS)
        assert isinstance(answer, Refused)
        assert canary not in repr(answer) + "".join(map(str, answer.problems))


def test_a_right_answer_does_not_print_its_rows() -> None:
    answer = checked(csv("K4711,35,55,2014-05-01,"))
    assert "K4711" not in repr(answer) + str(answer) + repr(answer.rows)
    assert "35" not in repr(answer.rows)
