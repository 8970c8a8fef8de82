"""Files of referrals: what is taken, what is wrong and where, and what is personal."""

import io
import subprocess
import sys
from datetime import date

import pytest
from openpyxl import load_workbook

from outcomes.referral_files import Checked, Refused, Rules, read_referrals
from outcomes.referral_files.blank import blank_csv, blank_workbook
from outcomes.referral_files.rows import ReferralReader
from outcomes.score_files.read import read_as
from outcomes.score_files.vocabulary import CARE_WORDS
from tests.pure.score_files.samples import csv, workbook

RULES = Rules({"health visitors": "health-visitors", "health-visitors": "health-visitors"}, date(2026, 11, 23))
HEADER = "client,route,date,reasons,result"


def answer(data: bytes, name: str = "referrals.csv") -> Checked | Refused:
    return read_as(ReferralReader, data, name, RULES)


def rows(*lines: str) -> Checked | Refused:
    return answer(csv(*lines, header=HEADER))


def problems(*lines: str, header: str = HEADER) -> list[str]:
    found = answer(csv(*lines, header=header))
    return [str(problem) for problem in found.problems] if isinstance(found, Refused) else []


def test_a_row_is_a_persons_way_in() -> None:
    found = rows("R1,Health  visitors,31/05/2014,low mood; sleep,Not suitable", "R2,health-visitors,,,")
    assert isinstance(found, Checked)
    assert [row.to_json() for row in found.rows] == [
        ["R1", "health-visitors", "2014-05-31", "low mood; sleep", "unsuitable"],
        ["R2", "health-visitors", None, "", ""],
    ]


def test_other_headings_in_another_order_and_a_workbook() -> None:
    header = ["Referred by", "Reference", "Date of referral"]
    found = answer(workbook([header, ["Health visitors", "R1", date(2014, 5, 31)]]), "referrals.xlsx")
    assert isinstance(found, Checked)
    assert found.rows[0].to_json() == ["R1", "health-visitors", "2014-05-31", "", ""]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",health visitors,,,", "Row 2, client: The client's reference is missing."),
        ("R1,,,,", "Row 2, route: Who referred this person is missing."),
        ("R1,wizards,,,", "Row 2, route: There is no such route in our list."),
        ("R1,1_0,,,", "Row 2, route: There is no such route in our list."),
        ("R1,health visitors,31/02/2014,,", "Row 2, date: This is not a date"),
        ("R1,health visitors,٣١/٠٥/٢٠١٤,,", "Row 2, date: This is not a date"),
        ("R1,health visitors,2090-01-01,,", "Row 2, date: The date is in the future."),
        ("R1,health visitors,1989-12-31,,", "Row 2, date: The date is before 1990."),
        ("R1,health visitors,,,perhaps", "Row 2, result: Write one of started, declined, not suitable, waiting"),
        (f"R1,health visitors,,{'x' * 301},", "Row 2, reasons: This is longer than 300 characters."),
        ("R1,health visitors,,low\u202emood,", "Row 2, reasons: The cell holds an invisible character"),
        ("R1,health visitors,,,,more", "Row 2, column F: There is a value, but the column has no heading."),
        ("1234567,health visitors,,,\n1234567,health visitors,,,", "Row 3, client: The same client stands in row 2"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(line: str, said: str) -> None:
    assert said in "\n".join(problems(line))


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        ("seen with Jane Smith", "names"),
        ("Anna Smith", "names"),
        ("Anna Smith; Postnatal Depression", "names"),
        ("Postnatal Depression (Anna)", "names"),
        ("Family Support for Grace", "names"),
        ("Anna Support", "names"),
        ("Depression Smith", "names"),
        ("Grace Young", "names"),
        ("J Young", "names"),
        ("A. Young", "names"),
        ("O'Neill Support", "names"),
        ("Zoë Care", "names"),
        ("PND Ann", "names"),
        ("low mood since Anna was born", "names"),
        ("born 01/02/2020", "dates of birth"),
        ("call 07700 900123", "telephone numbers"),
        ("lives at OX4 1AA", "postcodes or addresses"),
        ("943 476 5919", "NHS numbers"),
        ("jane@example.org", "e-mail addresses"),
    ],
)
def test_reasons_tell_nothing_of_who_somebody_is(reasons: str, kind: str) -> None:
    found = rows(f"R1,health visitors,,{reasons},")
    assert isinstance(found, Refused)
    assert found.private
    assert f"Row 2, reasons: The cell looks like {kind}." in str(found.problems[0])
    assert reasons not in str(found.problems)


@pytest.mark.parametrize(
    "reasons", ["low mood; PND", "Anxiety; Sleep", "Low mood/Birth trauma", "CAMHS waiting list", "PND. Sleep"]
)
def test_plain_reasons_are_taken(reasons: str) -> None:
    assert problems(f'R1,health visitors,,"{reasons}",') == []


@pytest.mark.parametrize(
    "reasons",
    [
        "Postnatal Depression",
        "Early Help",
        "Family Support",
        "Domestic Abuse",
        "Domestic Abuse; Postnatal Depression / Low Mood",
        "Parent-Child Relationship",
        "Children's Mental Health",
        "Lack of Sleep, Self-Harm",
        "Autism (Waiting for Assessment)",
        "ADHD Assessment",
        "Young Carer",
        "School Refusal",
        "Parental Conflict and Separation",
    ],
)
def test_reasons_written_with_capitals_are_no_names(reasons: str) -> None:
    assert problems(f'R1,health visitors,,"{reasons}",') == []


def test_a_reason_we_do_not_know_says_how_to_write_it() -> None:
    assert problems("R1,health visitors,,Quillfeather Sadness,") == [
        "Row 2, reasons: The cell looks like names. Leave names out, and write reasons in small letters."
    ]
    assert problems("R1,health visitors,,quillfeather sadness,") == []


def test_no_given_name_is_a_word_of_the_field() -> None:
    """Those most often given in England and Wales over the last hundred years, and names that are words besides."""
    given = """
        adam alan alexander alfie alfred alice amber amelia amy andrew angel angela ann anna anne anthony archie arthur
        barbara benjamin beth betty beverley bill brian bruce carol caroline catherine celeste charity charles charlie
        charlotte chloe chance christian christine christopher claire clement colin constance craig daisy daniel dawn
        david dean deborah dennis derek destiny diana donald dorothy doreen drew earl edith edward eileen elizabeth
        ella ellie elsie emily emma eric ethel ethan eva eve faith felicity florence frances frank frankie fred freddie
        freya gary gene george gerald gill gillian glen grace grant graham guy harmony harper harry hazel heather helen
        henry holly honor hope hunter ian iris irene isabella isla ivy jack jacob jacqueline jade james jane janet
        jasmine jason jean jennifer jessica jill joan joanne john jonathan joseph joshua joy joyce judith julia julie
        justice june karen kathleen keith kenneth kevin kim lara laura lauren lee leo leonard leslie lewis liam liberty
        lily linda lisa logan lorraine louise lucas lucy luke margaret maria marie mark martin mary matthew mason maya
        maureen max may melody melissa mercy mia michael michelle mohammed muhammad nathan neil nicola nigel noah noel
        nora norman oliver olivia oscar pamela patience patricia patrick paul pauline pearl penny peter philip phoebe
        poppy precious prince prudence rachel ray raymond rebecca reece reuben rich richard river rob robert robin roger
        ronald rose rosie roy royal ruby russell ruth ryan samantha samuel sandra sarah sean serenity sharon sheila
        shirley simon skye sky sonny sophia sophie stephen stephanie steven stuart summer susan sylvia theo theodore
        thomas tim timothy tracey trinity unity verity victor victoria violet virginia wayne wendy will william winter
        wilfred zoe
    """
    assert sorted(CARE_WORDS.intersection(given.split())) == []


def test_a_column_for_a_name_is_personal() -> None:
    found = answer(csv("R1,health visitors,Anna", header="client,route,mother's name"))
    assert isinstance(found, Refused)
    assert found.private


def test_the_columns_that_must_be_there() -> None:
    client, route = problems("2014-05-31", header="date")
    assert client.startswith("Row 1: There is no column “client”. Its heading can be: client, client reference,")
    assert route.startswith("Row 1: There is no column “route”. Its heading can be: route, source, referred by,")
    assert problems() == ["There is no row below the headings."]


def test_read_in_a_process_of_its_own() -> None:
    found = read_referrals(csv("R1,Health visitors,,,started", header=HEADER), "referrals.csv", RULES)
    assert isinstance(found, Checked)
    assert found.rows[0].to_json() == ["R1", "health-visitors", None, "", "started"]
    refused = read_referrals(b"PK\x03\x04 nothing", "referrals.xlsx", RULES)
    assert isinstance(refused, Refused)
    assert "damaged" in str(refused.problems[0])


def test_that_process_needs_no_django() -> None:
    code = "import sys, outcomes.referral_files.read; assert not any(m.split('.')[0] == 'django' for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_row_never_prints_itself() -> None:
    found = rows("R1,health visitors,,poor sleep,")
    assert "R1" not in repr(found)
    assert "sleep" not in repr(found)


def test_the_empty_files_are_read_back() -> None:
    assert isinstance(answer(blank_csv() + b"R1,health visitors,,,\r\n"), Checked)
    book = load_workbook(io.BytesIO(blank_workbook("Open Door", ["health visitors"], date(2026, 11, 23))))
    book["Referrals"].append(["R1", "health visitors", date(2014, 5, 31), "low mood", "waiting"])
    filled = io.BytesIO()
    book.save(filled)
    found = answer(filled.getvalue(), "referrals.xlsx")
    assert isinstance(found, Checked)
    assert found.rows[0].to_json() == ["R1", "health-visitors", "2014-05-31", "low mood", "waiting"]
    rules = {str(rule.sqref): rule.formula1 for rule in book["Referrals"].data_validations.dataValidation}
    assert rules["B2:B20001"] == "Choices!$A$1:$A$1"
    assert rules["E2:E20001"] == "Choices!$B$1:$B$4"
