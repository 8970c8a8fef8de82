"""Files as what they are: briefings, charts, the schema, lists, and the answers of what is no longer there."""

import hashlib
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from casestudies.downloads import briefing, definitions, rows
from casestudies.editions import shelf
from casestudies.models import Edition

pytestmark = pytest.mark.usefixtures("full_shelf")
HOSTILE = (
    "#panic() $x$ *b* _i_ `r` \\ @ref <label> // no /* more */ [c] = h " + '"&<>' + "\N{RIGHT-TO-LEFT OVERRIDE}" * 3
)


def published(slug: str) -> shelf.Published:
    found = shelf.current(slug)
    assert found is not None
    return found


@pytest.mark.parametrize("slug", ["oxpip", "m-power", "open-door", "corrected", "example-kite"])
def test_a_briefing_is_tagged_short_and_the_same_each_time(slug: str) -> None:
    made = briefing.of_edition.__wrapped__(published(slug))
    assert made == briefing.of_edition.__wrapped__(published(slug))
    reader = PdfReader(io.BytesIO(made))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] is True or catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == published(slug).document.headline
    assert 1 <= len(reader.pages) <= 2


@pytest.mark.parametrize(
    ("strands", "words"),
    [(1, "1 more set of figures is on the page."), (6, "11 more sets of figures are on the page.")],
)
def test_a_briefing_of_far_too_many_words_still_has_two_pages(strands: int, words: str) -> None:
    whole = published("oxpip")
    long = "A very long sentence about what was done and for whom. " * 400
    project = replace(
        whole.document.project, purpose=long, who_can_be_referred=long, session_pattern=long, contact=long
    )
    document = replace(
        whole.document,
        headline=long[:400],
        project=project,
        strands=whole.document.strands * strands,
        story=replace(whole.document.story, background=long, action=long, outcome=long),
        sources=whole.document.sources * 20,
    )
    made = briefing.of_edition(replace(whole, document=document))
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 2
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert words in text
    assert "The project’s own account is on the page." in text


def test_a_briefing_gives_up_charts_and_the_story_before_its_doubts() -> None:
    """Oxpip has two charts, two tables and a story, too much for two pages: both lists of doubts stay."""
    reader = PdfReader(io.BytesIO(briefing.of_edition(published("oxpip"))))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert text.count("How sure can we be") == 2
    assert "Many not followed up: present. 190 of 334 parents were not scored twice." in text
    assert "Many not followed up: present. 26 of 97 parents were not scored twice." in text
    assert "Places Oxfordshire, Reading, West Oxfordshire, Oxford, Oxford (training), Lambeth (training)" in text


def test_nothing_typed_is_taken_for_markup() -> None:
    whole = published("m-power")
    document = replace(whole.document, headline=HOSTILE, project=replace(whole.document.project, purpose=HOSTILE))
    words = PdfReader(io.BytesIO(briefing.of_edition(replace(whole, document=document)))).pages[0].extract_text()
    for part in ("#panic()", "$x$", "*b*", "_i_", "@ref", "<label>", "/* more */"):
        assert words.count(part) >= 2, part


def test_several_briefings_are_one_file(client: Client) -> None:
    reader = PdfReader(io.BytesIO(client.get("/shortlist.pdf?case=oxpip&case=m-power&case=open-door").getvalue()))
    words = [page.extract_text() for page in reader.pages]
    assert len(words) <= 6
    assert sum("The project in brief" in page for page in words) == 3


def test_a_chart_is_a_file_with_its_caption(client: Client) -> None:
    response = client.get("/case-studies/oxpip/charts/rate-oxpip-individual-2014.svg")
    svg = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    for part in (
        "a published summary; no scores are held",
        "Edition 1,",
        "Open Government Licence",
        "/case-studies/oxpip/editions/1/",
    ):
        assert part in svg
    assert "<script" not in svg


def test_every_file_is_what_its_schema_says(client: Client) -> None:
    schema = json.loads(client.get("/schemas/edition-1.json").content)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for edition in Edition.objects.exclude(document=None).exclude(slug="gone"):
        file = json.loads(client.get(f"/case-studies/{edition.slug}/editions/{edition.number}.json").content)
        validator.validate(file)
        assert file["schema"].endswith("/schemas/edition-1.json")
        assert file["licence"]["address"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(file | {"edition": "one"})


def test_the_hash_is_that_of_the_document(client: Client) -> None:
    """As the page about the files tells: keys in order, no spaces, UTF-8."""
    file = json.loads(client.get("/case-studies/oxpip.json").content)
    text = json.dumps(file["document"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == file["sha256"]


def test_a_workbook_says_what_it_is_and_what_its_words_mean(client: Client) -> None:
    response = client.get("/case-studies.xlsx?examples=show&q=kite")
    book = load_workbook(io.BytesIO(response.getvalue()))
    assert book.sheetnames == ["About", "Case studies", "Figures", "Definitions"]
    about = dict(book["About"].iter_rows(min_row=2, values_only=True))
    assert (about["Case studies"], about["Invented examples"]) == (0, 1)
    assert about["Address"].startswith("https://portal.example/case-studies/?q=kite")
    defined = {row[1] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    head, *figures = book["Figures"].iter_rows(values_only=True)
    assert set(head) <= defined
    column = head.index("figure")
    assert {row[column] for row in figures} <= defined
    assert {row[head.index("invented")] for row in figures} == {"yes"}
    assert all(row[head.index("provenance")] for row in figures)


def test_every_column_and_every_figure_is_defined() -> None:
    assert set(rows.COLUMNS) == set(definitions.COLUMNS)
    used = {
        row.figure for slug in ("oxpip", "m-power", "open-door", "example-kite") for row in rows.rows(published(slug))
    }
    assert used <= set(definitions.FIGURES)
    assert len(used) > 30


@pytest.mark.parametrize("query", ["?q=babies", "?theme=early-years", "?examples=hide", "?q=%22&page=99"])
def test_a_list_as_file_holds_what_the_list_finds(client: Client, query: str) -> None:
    listed = client.get(f"/api/v1/search{query.replace('&page=99', '')}").json()
    slugs = [item["document"]["slug"] for item in listed["items"]]
    filed = json.loads(client.get(f"/case-studies.json{query}").content)
    assert [item["document"]["slug"] for item in filed["editions"]] == slugs


@pytest.mark.parametrize(
    ("ending", "kind"), [("json", "application/problem+json"), ("csv", "text/plain; charset=utf-8")]
)
def test_what_was_withdrawn_says_so_in_the_form_that_was_asked_for(client: Client, ending: str, kind: str) -> None:
    response = client.get(f"/case-studies/gone.{ending}")
    assert (response.status_code, response["Content-Type"]) == (410, kind)
    assert "The charity that ran it has closed." in response.content.decode()
    response = client.get(f"/case-studies/forgotten/editions/1.{ending}")
    assert (response.status_code, response["Content-Type"]) == (410, kind)
    assert "Families get on better" not in response.content.decode()


def test_files_are_asked_for_again_only_when_they_changed(client: Client) -> None:
    for path in ("/case-studies/oxpip.json", "/case-studies/oxpip.pdf", "/case-studies.csv", "/feeds/editions.atom"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.getvalue()) == (304, b"")


def test_invented_and_earlier_ones_are_for_no_search_engine(client: Client) -> None:
    assert client.get("/case-studies/example-kite.json")["X-Robots-Tag"] == "noindex"
    assert client.get("/case-studies/open-door/editions/1.json")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/case-studies/oxpip.json")
