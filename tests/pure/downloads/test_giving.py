"""Grants as 360Giving has them: every required field in its form, and nothing made up to fill one."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from casestudies.downloads import giving
from casestudies.editions import document
from casestudies.editions.document import FundingPart, Organisation, Period
from casestudies.editions.shelf import Published
from outcomes.figures import Amount

SAMPLE = Path(__file__).parents[1] / "editions/samples/schema-1.json"
FUNDER = Organisation("trust", "The Trust", "GB-CHC-230102")
PROVIDER = Organisation("provider", "Families First", "GB-CHC-1063945")
GRANT = FundingPart(
    key="trust-2020",
    label="",
    funders=(FUNDER,),
    others_included=False,
    kind="grant",
    amount=Amount.exact(36_000),
    years=3,
    total=Amount.exact(108_000),
    purpose="one to one support",
    period=Period(date(2020, 4, 1), date(2023, 3, 31)),
    award_date=date(2020, 2, 29),
    income="",
    source=None,
)


def shelf(*parts: FundingPart, provider: Organisation | None = PROVIDER, invented: bool = False) -> list[Published]:
    whole = document.load(SAMPLE.read_text())
    changed = replace(
        whole,
        slug="a-project",
        invented=invented,
        project=replace(whole.project, name="A Project", provider=provider),
        funding=replace(whole.funding, incomes=(), parts=parts),
    )
    return [Published(changed, datetime(2026, 11, 23, tzinfo=UTC), "0" * 64, current=True)]


def test_a_complete_grant_has_every_required_field_in_its_form() -> None:
    (grant,) = giving.package(shelf(GRANT))["grants"]
    assert grant["id"] == "360G-unregistered-a-project-trust-2020"
    assert grant["title"] == "A Project: one to one support"
    assert grant["description"] == "one to one support"
    assert (grant["currency"], grant["amountAwarded"]) == ("GBP", 108_000.0)
    assert grant["awardDate"] == "2020-02-29"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", grant["awardDate"])
    assert grant["fundingOrganization"] == [{"id": "GB-CHC-230102", "name": "The Trust"}]
    assert grant["recipientOrganization"] == [{"id": "GB-CHC-1063945", "name": "Families First"}]
    assert grant["plannedDates"] == [{"startDate": "2020-04-01", "endDate": "2023-03-31"}]


def test_the_same_grant_as_a_row() -> None:
    (cells,) = giving.cells(shelf(GRANT))
    row = dict(zip(giving.COLUMNS, cells, strict=True))
    assert row["Identifier"] == "360G-unregistered-a-project-trust-2020"
    assert row["Award Date"] == "2020-02-29"
    assert row["Amount Awarded"] == 108_000.0
    assert row["Funding Org:Identifier"] == "GB-CHC-230102"
    assert row["Recipient Org:Name"] == "Families First"
    assert row["Planned Dates:End Date"] == "2023-03-31"


def test_a_long_title_is_shorter_than_140() -> None:
    (grant,) = giving.package(shelf(replace(GRANT, purpose="a purpose " * 40)))["grants"]
    assert len(grant["title"]) == 139


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"kind": ""}, "whether it was a grant"),
        ({"award_date": None}, "the day of award"),
        ({"total": Amount.around(108_000)}, "one exact amount"),
        ({"total": Amount.between(1, 2)}, "one exact amount"),
        ({"total": Amount.not_stated()}, "one exact amount"),
        ({"total": Amount.exact(Decimal(0))}, "one exact amount"),
        ({"funders": (FUNDER, FUNDER)}, "one funder alone"),
        ({"funders": ()}, "one funder alone"),
        ({"others_included": True}, "one funder alone"),
        ({"funders": (replace(FUNDER, org_id=""),)}, "the funder’s identifier"),
    ],
)
def test_what_is_not_stated_is_said_and_never_made_up(change: dict[str, object], missing: str) -> None:
    complete, (listed,) = giving.grants(shelf(replace(GRANT, **change)))
    assert complete == []
    assert listed.missing == (missing,)
    assert listed.case_study == "a-project"


def test_without_a_recipient_there_is_no_grant() -> None:
    assert giving.grants(shelf(GRANT, provider=None))[1][0].missing == ("who received it",)
    nameless = replace(PROVIDER, org_id="")
    assert giving.grants(shelf(GRANT, provider=nameless))[1][0].missing == ("the recipient’s identifier",)


@pytest.mark.parametrize("kind", ["contract", "donation", "own", "other"])
def test_only_grants_are_grants(kind: str) -> None:
    assert giving.grants(shelf(replace(GRANT, kind=kind))) == ([], [])


def test_invented_grants_are_not_exported_at_all() -> None:
    assert giving.grants(shelf(GRANT, invented=True)) == ([], [])
