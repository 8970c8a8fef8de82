"""The grants as 360Giving 1.4 asks for them: each required field in its form, in both files, and what is missing."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from tests import factories as make
from tests import lives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed")]

ORG_ID = r"[A-Z]{2}-[A-Z]{2,6}-[A-Za-z0-9-]+"
DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
AMOUNT = r"[0-9]+(\.[0-9]{1,2})?"
# The field in JSON, the title of its column, and the form the standard asks for, of every field it requires.
REQUIRED = (
    ("id", "Identifier", r"360G-[A-Za-z0-9]+-[a-z0-9-]+"),
    ("title", "Title", r".{1,139}"),
    ("description", "Description", r"(?s).+"),
    ("currency", "Currency", r"GBP"),
    ("amountAwarded", "Amount Awarded", AMOUNT),
    ("awardDate", "Award Date", DAY),
    ("fundingOrganization/0/id", "Funding Org:Identifier", ORG_ID),
    ("fundingOrganization/0/name", "Funding Org:Name", r".+"),
    ("recipientOrganization/0/id", "Recipient Org:Identifier", ORG_ID),
    ("recipientOrganization/0/name", "Recipient Org:Name", r".+"),
)
# What need not be there, and its form when it is.
OPTIONAL = (
    ("plannedDates/0/startDate", "Planned Dates:Start Date", DAY),
    ("plannedDates/0/endDate", "Planned Dates:End Date", DAY),
    ("dateModified", "Last modified", rf"{DAY}T[0-9:.]+(\+00:00|Z)"),
    ("dataSource", "Data Source", r"https://portal\.example/case-studies/[a-z0-9-]+/editions/[0-9]+/"),
)


@pytest.fixture
def granted() -> None:
    """Two complete grants: one with all that may be said, in pennies, one with what must be said and no more."""
    for slug, org_id, kept in (
        ("open-gate", "GB-CHC-9999999", {"purpose": "one to one support " * 15, "period_end": date(2023, 3, 31)}),
        ("long-table", "GB-COH-01234567", {}),
    ):
        provider = make.OrganisationFactory(name=f"Families of {slug}", org_id=org_id)
        study = make.CaseStudyFactory(slug=slug, project__key=slug, project__provider=provider)
        funding = make.FundingFactory(
            key=f"{slug}-grant",
            project=study.project,
            amount=Decimal("36000.50"),
            award_date=date(2020, 2, 29),
            period_start=date(2020, 4, 1) if kept else None,
            **kept,
        )
        funding.funders.add(make.facts.Organisation.objects.get(key="henry-smith-charity"))
        lives.publish(study)


def as_json(client: Client) -> dict:
    return json.loads(client.get("/funding.360giving.json").getvalue())


def as_rows(client: Client) -> list[dict[str, str]]:
    text = client.get("/funding.360giving.csv").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def reach(grant: object, way: str) -> object:
    for step in way.split("/"):
        if isinstance(grant, list):
            grant = grant[int(step)]
        else:
            grant = grant.get(step, [{}] if step == "plannedDates" else None)
    return grant


@pytest.mark.usefixtures("granted")
@pytest.mark.parametrize(("way", "title", "form"), REQUIRED)
def test_every_required_field_is_there_in_its_form_in_both_files(
    client: Client, way: str, title: str, form: str
) -> None:
    grants, rows = as_json(client)["grants"], as_rows(client)
    assert (len(grants), len(rows)) == (2, 2)
    kind = int | float if way == "amountAwarded" else str
    for grant, row in zip(grants, rows, strict=True):
        value = reach(grant, way)
        assert isinstance(value, kind), value
        assert re.fullmatch(form, str(value)), value
        assert row[title] == str(value)


@pytest.mark.usefixtures("granted")
@pytest.mark.parametrize(("way", "title", "form"), OPTIONAL)
def test_what_need_not_be_said_has_its_form_or_is_left_out(client: Client, way: str, title: str, form: str) -> None:
    values = [reach(grant, way) for grant in as_json(client)["grants"]]
    assert [row[title] for row in as_rows(client)] == [value or "" for value in values]
    assert any(values)
    assert all(re.fullmatch(form, value) for value in values if value is not None)


@pytest.mark.usefixtures("granted")
def test_the_two_grants_word_for_word(client: Client) -> None:
    found = {grant["id"]: grant for grant in as_json(client)["grants"]}
    assert set(found) == {
        "360G-unregistered-long-table-long-table-grant",
        "360G-unregistered-open-gate-open-gate-grant",
    }
    grant = found["360G-unregistered-open-gate-open-gate-grant"]
    assert grant["amountAwarded"] == 36000.5
    assert grant["awardDate"] == "2020-02-29"
    assert len(grant["title"]) == 139
    assert grant["fundingOrganization"] == [{"id": "GB-CHC-230102", "name": "The Henry Smith Charity"}]
    assert grant["recipientOrganization"] == [{"id": "GB-CHC-9999999", "name": "Families of open-gate"}]
    assert grant["plannedDates"] == [{"startDate": "2020-04-01", "endDate": "2023-03-31"}]
    assert "plannedDates" not in found["360G-unregistered-long-table-long-table-grant"]


def test_the_columns_are_titled_as_the_standard_titles_them(client: Client) -> None:
    head = client.get("/funding.360giving.csv").getvalue().decode("utf-8-sig").splitlines()[0]
    assert head == (
        "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,"
        "Planned Dates:End Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,"
        "Last modified,Data Source"
    )


def test_the_file_says_what_it_is_and_whose(client: Client) -> None:
    file = as_json(client)
    assert re.fullmatch(rf"{DAY}T[0-9:.]+\+00:00", file.pop("modified"))
    assert len(file.pop("notExported")) == 6
    assert file == {
        "version": "1.4",
        "title": "Plain Account: grants named in published case studies",
        "publisher": {"name": "Plain Account", "website": "https://portal.example/"},
        "accessURL": "https://portal.example/data/",
        "downloadURL": "https://portal.example/funding.360giving.json",
        "license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "grants": [],
    }


def test_neither_printed_case_study_can_be_exported_and_each_of_their_grants_says_why(client: Client) -> None:
    listed = {(it["caseStudy"], it["paidBy"]): it["missing"] for it in as_json(client)["notExported"]}
    assert as_rows(client) == []
    assert listed == {
        ("m-power", "The Henry Smith Charity"): ["the day of award", "the recipient’s identifier"],
        ("m-power", "Suffolk Community Foundation"): [
            "one exact amount",
            "the day of award",
            "the funder’s identifier",
            "the recipient’s identifier",
        ],
        ("oxpip", "Department for Education"): ["the day of award", "the recipient’s identifier"],
        ("oxpip", "Oxfordshire children's centres"): [
            "whether it was a grant",
            "one exact amount",
            "the day of award",
            "the funder’s identifier",
            "the recipient’s identifier",
        ],
        ("oxpip", "Impetus-PEF, The Henry Smith Charity, The Trusthouse Charitable Foundation and others"): [
            "whether it was a grant",
            "one exact amount",
            "the day of award",
            "one funder alone",
            "the funder’s identifier",
            "the recipient’s identifier",
        ],
        ("oxpip", "The National Lottery Community Fund"): [
            "whether it was a grant",
            "one exact amount",
            "the day of award",
            "the recipient’s identifier",
        ],
    }
    page = client.get("/data/").getvalue().decode()
    for (_, payer), missing in listed.items():
        assert f'<th scope="row">{escape(payer)}</th>' in page
        assert f"<td>{', '.join(missing)}</td>" in page
