"""Score files to read: honest ones and hostile ones, and the words of what is wrong with them."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook

from outcomes.score_files import Checked, Refused, Rules
from outcomes.score_files.read import read

# PIR-GAS goes from 1 to 100; the period is that of the first case study
PIR_GAS = Rules(Decimal(1), Decimal(100), Decimal(1), date(2026, 11, 23), date(2014, 4, 1), date(2015, 3, 31))
HEADER = "client,before,after,before date,after date"

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def csv(*lines: str, header: str = HEADER) -> bytes:
    """A CSV file in UTF-8 with the given lines below its headings."""
    return "\n".join([header, *lines, ""]).encode()


def workbook(rows: Iterable[Sequence[object]], title: str = "Sheet") -> bytes:
    """An XLSX file as a spreadsheet program writes it."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def parts(sheet_data: str) -> dict[str, str]:
    """The parts of the smallest workbook, with this content between <sheetData> and its end."""
    sheet_part = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheet_part}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{sheet_data}</sheetData></worksheet>",
    }


def packed(contents: dict[str, str] | dict[str, bytes] | dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return saved.getvalue()


def row(number: int, *cells: str | int, at: str = "ABCDE") -> str:
    """A row of a sheet's XML; texts stand inline."""
    return f'<row r="{number}">' + "".join(cell(f"{c}{number}", v) for c, v in zip(at, cells, strict=False)) + "</row>"


def cell(place: str, value: str | int) -> str:
    """One cell of a sheet's XML."""
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


SHEET_HEADER = row(1, "client", "before", "after")


def problems(data: bytes, name: str = "scores.csv", rules: Rules = PIR_GAS) -> list[str]:
    """What is wrong with a file, as a person reads it; [] where nothing is."""
    answer = read(data, name, rules)
    return [str(problem) for problem in answer.problems] if isinstance(answer, Refused) else []


def checked(data: bytes, name: str = "scores.csv", rules: Rules = PIR_GAS) -> Checked:
    """The answer for a file with which nothing is wrong."""
    answer = read(data, name, rules)
    assert isinstance(answer, Checked), [str(problem) for problem in answer.problems]
    return answer


def first_row(data: bytes, name: str = "scores.csv") -> tuple[object, ...]:
    """The values of a right file's first row."""
    one = checked(data, name).rows[0]
    return (one.client_reference, one.before, one.before_on, one.after, one.after_on)
