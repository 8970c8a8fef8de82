"""One edition, eight surfaces: page, JSON, CSV, XLSX, API, PDF, JSON-LD and chart files show the same figures.

What a surface shows is compared with the figures of the printed page written out by hand, and with the stored document:
no surface may hold a number that the document does not.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from casestudies.models import Edition
from tests.db.readers import visible

pytestmark = pytest.mark.usefixtures("full_shelf")
SLUGS = ("oxpip", "m-power", "open-door", "corrected", "example-kite")

# Of the printed page of Oxpip, by hand; a number and the words that must stand near it.
OXPIP = {
    "started": ("334", "97"),
    "scored": ("144", "71"),
    "improved": ("122 or 123", "55"),
    "not_improved": ("21 or 22", "16"),
    "rate": ("85 %", "77 %"),
    "rate_interval": ("78 to 90 %", "66 to 86 %"),
    "possible_range": ("37 to 94 %", "57 to 84 %"),
    "coverage": ("43 %", "73 %"),
    "mean_of_all_at_most": ("10.7 points", "8.9 points"),
    "reported_percent": ("85 %", "77 %"),
    "reported_gain": ("12.5 points", "11 points"),
    "same": ("not computable: the project has published a summary, not scores",) * 2,
}
ON_EVERY_SURFACE = ("334", "144", "122 or 123", "85 %", "43 %", "12.5 points", "97", "71", "55", "77 %", "73 %")


def get(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.getvalue()


def page(client: Client, slug: str) -> str:
    html = get(client, f"/case-studies/{slug}/").decode()
    return visible.text(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


def linked_data(client: Client, slug: str) -> dict:
    html = get(client, f"/case-studies/{slug}/").decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(data)


def table(client: Client, slug: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(client, f"/case-studies/{slug}.csv").decode("utf-8-sig"))))


def workbook(client: Client, slug: str) -> list[dict[str, object]]:
    book = load_workbook(io.BytesIO(get(client, f"/shortlist.xlsx?case={slug}")))
    head, *rows = book["Figures"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def briefing(client: Client, slug: str) -> str:
    reader = PdfReader(io.BytesIO(get(client, f"/case-studies/{slug}.pdf")))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return re.sub(r"(\d{1,2} \w+ 20\d\d) [12]\b", r"\1", words)  # without the numbers of its pages


def drawings(client: Client, slug: str) -> dict[str, str]:
    """Name → words of every chart the page links to."""
    html = get(client, f"/case-studies/{slug}/").decode()
    addresses = re.findall(rf'href="(/case-studies/{slug}/charts/[^"]+)"', html)
    assert addresses, slug
    return {path: visible.text(get(client, path).decode()) for path in addresses}


def leaves(data: object) -> Iterator[object]:
    """Every value of a JSON document that is no object and no list."""
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from leaves(value)
    else:
        yield data


def held(slug: str) -> dict:
    text = Edition.objects.get(slug=slug, current=True).document
    assert text is not None
    return json.loads(text)


def numbers_held(slug: str) -> set[Decimal]:
    """Every number of the stored document but for the worked example's, as a number."""
    document = held(slug) | {"worked_example": []}
    found = set()
    for leaf in leaves(document):
        if isinstance(leaf, int | float) and not isinstance(leaf, bool):
            found.add(Decimal(str(leaf)))
        elif isinstance(leaf, str) and re.fullmatch(r"-?\d+(\.\d+)?", leaf):
            found.add(Decimal(leaf))
    return found


# ------------------------------------------------------------------------------------------------ by hand, for Oxpip


@pytest.mark.parametrize("figure", OXPIP)
def test_oxpips_files_say_what_the_printed_page_says(client: Client, figure: str) -> None:
    for rows in (table(client, "oxpip"), workbook(client, "oxpip")):
        assert tuple(row["in_words"] for row in rows if row["figure"] == figure) == OXPIP[figure]


def test_oxpips_figures_are_on_every_surface(client: Client) -> None:
    said = json.dumps(linked_data(client, "oxpip"), ensure_ascii=False).replace("\N{NARROW NO-BREAK SPACE}", " ")
    drawn = " ".join(drawings(client, "oxpip").values())
    rows = " ".join(row["in_words"] for row in table(client, "oxpip"))
    for surface, words in {"page": page(client, "oxpip"), "PDF": briefing(client, "oxpip"), "JSON-LD": said}.items():
        for figure in ON_EVERY_SURFACE:
            assert figure in words, (surface, figure)
    for figure in ("334", "144", "122 or 123", "85 %", "97", "71", "55", "77 %", "37 to 94 %"):
        assert figure in drawn, figure
        assert figure in rows, figure


def test_oxpips_data_hold_the_ranges_the_rounding_leaves_open(client: Client) -> None:
    document = json.loads(get(client, "/case-studies/oxpip.json"))["document"]
    individual = document["strands"][0]["cohorts"][0]["block"]
    assert individual["improved"] == {"kind": "shown", "value": {"because": "rounding", "low": 122, "high": 123}}
    assert individual["same"] == {"kind": "hidden", "why": "from_summary"}


# ------------------------------------------------------------------------------------- every edition, from its document


@pytest.mark.parametrize("slug", SLUGS)
def test_json_and_api_are_the_document(client: Client, slug: str) -> None:
    file = json.loads(get(client, f"/case-studies/{slug}.json"))
    assert file["document"] == held(slug)
    assert json.loads(get(client, f"/api/v1/editions/{slug}")) == file
    number = file["edition"]
    by_number = json.loads(get(client, f"/case-studies/{slug}/editions/{number}.json"))
    assert by_number == file == json.loads(get(client, f"/api/v1/editions/{slug}/{number}"))
    listed = json.loads(get(client, f"/shortlist.json?case={slug}"))["editions"]
    assert listed == [file]


@pytest.mark.parametrize("slug", SLUGS)
def test_workbook_and_table_are_the_same_cells(client: Client, slug: str) -> None:
    cells = [["" if value is None else str(value) for value in row.values()] for row in workbook(client, slug)]
    assert cells
    for ours, theirs in zip(cells, table(client, slug), strict=True):
        assert [_as_text(cell) for cell in ours] == [_as_text(cell) for cell in theirs.values()]


def _as_text(cell: str) -> str:
    day = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: 00:00:00)?", cell)
    number = re.fullmatch(r"-?\d+\.\d+", cell)
    # a workbook keeps 15 to 16 digits of a number
    return day[1] if day else f"{float(cell):.12g}" if number else cell


@pytest.mark.parametrize("slug", SLUGS)
def test_no_number_of_the_table_is_not_in_the_document(client: Client, slug: str) -> None:
    known, checked = numbers_held(slug), 0
    for row in table(client, slug):
        for cell in ("value", "low", "high"):
            if row[cell]:
                assert Decimal(row[cell]) in known, row
                checked += 1
        assert bool(row["why_hidden"]) <= (row["value"] == row["low"] == row["high"] == ""), row
    assert checked > 2


@pytest.mark.parametrize("slug", SLUGS)
def test_every_shown_figure_of_a_cohort_is_in_the_table(client: Client, slug: str) -> None:
    """Counted in the document by what is marked as shown, and in the table by what has a number."""
    document = held(slug)
    for strand in document["strands"]:
        for cohort in strand["cohorts"]:
            rows = [row for row in table(client, slug) if row["cohort"] == cohort["key"]]
            for name, figure in cohort["block"].items():
                if isinstance(figure, dict) and figure["kind"] == "shown" and isinstance(figure["value"], dict):
                    low = figure["value"].get("low")
                    if low is not None:
                        (row,) = [row for row in rows if row["figure"] == name]
                        assert Decimal(row["value"] or row["low"]) == low
            rates = [row for row in rows if row["figure"] == "rate"]
            assert len(rates) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_no_number_of_briefing_charts_and_linked_data_is_not_on_the_page(client: Client, slug: str) -> None:
    words = page(client, slug)
    document = held(slug)
    known = visible.numbers(words) | visible.numbers(document["published"])
    known |= {str(int(part)) for part in document["published"].split("-")}
    known |= {"3.0", "0", "25", "50", "75", "100"}  # of the licence, and of the scale under a bar
    known |= {number for row in table(client, slug) for number in visible.numbers(row["in_words"])}
    told = {"PDF": re.sub(r"\S*portal\.example\S*", " ", briefing(client, slug))}
    told["JSON-LD"] = " ".join(str(item["value"]) for item in linked_data(client, slug)["variableMeasured"])
    told |= {path: re.sub(r"\S*portal\.example\S*", " ", text) for path, text in drawings(client, slug).items()}
    for surface, text in told.items():
        assert visible.numbers(text) - known == set(), surface


def test_the_worked_example_is_in_the_json_apart_and_nowhere_else(client: Client) -> None:
    file = json.loads(get(client, "/case-studies/oxpip.json"))
    assert len(file["document"]["worked_example"]) == 2
    assert file["provenance"] == ["summary"]
    names = {cohort["key"] for strand in file["document"]["worked_example"] for cohort in strand["cohorts"]}
    for rows in (table(client, "oxpip"), workbook(client, "oxpip")):
        assert not names & {row["cohort"] for row in rows}
        assert "made-up scores" not in str(rows)
    for words in (briefing(client, "oxpip"), json.dumps(linked_data(client, "oxpip")), str(drawings(client, "oxpip"))):
        assert "made-up" not in words.lower()


# ---------------------------------------------------------------------------------------------------- retired figures

RETIRED = {"137", "109", "87", "22", "28", "151", "80", "71", "86", "64", "84"}
TOLD = ("", ".json", ".csv", ".pdf")


@pytest.mark.parametrize("surface", ["json", "csv", "pdf", "api", "page", "feed", "list"])
def test_retired_figures_are_on_no_surface(client: Client, surface: str) -> None:
    path = {
        "json": "/case-studies/corrected/editions/1.json",
        "csv": "/case-studies/corrected/editions/1.csv",
        "pdf": "/case-studies/corrected/editions/1.pdf",
        "api": "/api/v1/editions/corrected/1",
        "page": "/case-studies/corrected/editions/1/",
        "feed": "/feeds/editions.atom",
        "list": "/case-studies.json",
    }[surface]
    response = client.get(path)
    body = response.getvalue()
    if surface == "pdf":
        words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    else:
        words = body.decode()
    # what may stand there: other case studies' figures, and times
    if surface in {"feed", "list"}:
        assert "87 of 109" not in words
        assert "137" not in visible.numbers(re.sub(r"\d\d:\d\d:\S+", " ", words))
    else:
        rest = re.sub(r"E\d{8}|\d\d:\d\d:\S+|\d{4}-\d\d-\d\d|viewBox=\"[^\"]*\"|version/3/|v3\.0", " ", words)
        assert not {"137", "109", "151"} & visible.numbers(rest), surface
        assert surface == "csv" or "Families get on better." in words, "the story stays"
    sha256 = Edition.objects.get(slug="corrected", number=1).sha256
    assert sha256 not in words
    assert sha256[:24] not in response["ETag"], "whoever guesses the figures could check the guess"


@pytest.mark.parametrize("ending", ["csv", "pdf", "json"])
def test_a_file_of_retired_figures_says_so(client: Client, ending: str) -> None:
    body = get(client, f"/case-studies/corrected/editions/1.{ending}")
    if ending == "pdf":
        words = " ".join(PdfReader(io.BytesIO(body)).pages[0].extract_text().split())
        assert "Figures replaced by edition 2." in words
    elif ending == "csv":
        (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
        assert row["in_words"] == "This edition’s figures are no longer shown: they were replaced by edition 2."
    else:
        file = json.loads(body)
        assert (file["figures_retired"], file["figures_replaced_by"], file["sha256"]) == (True, 2, None)
        assert (file["document"]["strands"], file["document"]["project"]["reach"]) == ([], None)
