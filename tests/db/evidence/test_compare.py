"""Comparing: what stands side by side, what says that it may not, and what is not there."""

import re

import pytest
from django.test import Client

from outcomes.models import Cohort, Measure
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.readers.visible import text

pytestmark = pytest.mark.django_db


def compared(client: Client, *slugs: str) -> str:
    response = client.get("/compare/", {"case": list(slugs)})
    assert response.status_code == 200
    return text(response.content.decode())


def published(slug: str, *, measure: Measure | None = None, unit: str = "parents", **counts: int) -> None:
    study = shelf.case_study(slug, **counts)
    study.project.strands.update(unit=unit)
    if measure:
        Cohort.objects.filter(strand__project=study.project).update(measure=measure)
    lives.publish(study)


@pytest.mark.usefixtures("full_shelf")
def test_the_two_printed_case_studies_do_not_compare(client: Client) -> None:
    said = compared(client, "oxpip", "m-power")
    assert "Oxford Parent Infant Project" in said
    assert (
        "85 % of 144 parents on PIR-GAS (DC:0-3R); by chance 78 to 90 %, possible over all who came 37 to 94 %" in said
    )
    assert "43 %: 144 of 334" in said
    assert "at most 10.7 points (upper limit for all scored)" in said
    assert "not comparable: some have no scores before and after" in said
    assert "75 % of 33 clients achieved all the outcomes they chose" in said
    assert "The Henry Smith Charity: £36,000 a year for 3 years = £108,000" in said
    assert "No two of these case studies used the same measure" in said


def test_the_same_measure_version_and_unit_compare(client: Client) -> None:
    measure = make.MeasureFactory(short_name="SCALE", version="2")
    published("one", measure=measure, improved=45)
    published("two", measure=measure, improved=30)
    said = compared(client, "one", "two")
    assert "A and B used the same measure, SCALE (2), and count parents: their rates stand on one axis." in said
    rates = re.search(r"Rate of improvement(.*?)Coverage", said, re.DOTALL)
    assert rates
    assert "not comparable" not in rates[1]


@pytest.mark.parametrize(
    ("name", "version", "unit", "why"),
    [
        ("OTHER", "2", "parents", "not comparable: different measures (SCALE (2), OTHER (2))"),
        ("SCALE", "3", "parents", "not comparable: different versions of a measure (SCALE (2), SCALE (3))"),
        ("SCALE", "2", "families", "not comparable: different units counted (parents, families)"),
    ],
)
def test_what_does_not_compare_says_why(client: Client, name: str, version: str, unit: str, why: str) -> None:
    first = make.MeasureFactory(short_name="SCALE", version="2")
    same = (name, version) == ("SCALE", "2")
    second = first if same else make.MeasureFactory(short_name=name, version=version)
    published("one", measure=first)
    published("two", measure=second, unit=unit)
    said = compared(client, "one", "two")
    assert why in said
    assert "No two of these case studies used the same measure and counted the same unit" in said


@pytest.mark.usefixtures("full_shelf")
def test_what_is_not_there_is_said_in_plain_words(client: Client) -> None:
    said = compared(client, "oxpip", "gone", "never-was", "unfinished")
    assert "“Gone” was withdrawn on" in said
    assert "The charity that ran it has closed." in said
    assert "There is no case study at the address “never-was”." in said
    assert "There is no case study at the address “unfinished”." in said, "a draft is as unknown as what never was"


@pytest.mark.usefixtures("full_shelf")
def test_more_than_four_are_answered_by_the_first_four(client: Client) -> None:
    said = compared(client, "oxpip", "oxpip", "m-power", "open-door", "corrected", "example-kite")
    assert "At most 4 case studies are compared at once: the first 4 of 5 are." in said
    assert "Example: Kite" not in said


@pytest.mark.usefixtures("full_shelf")
def test_invented_and_real_ones_do_not_pass_for_each_other(client: Client) -> None:
    said = compared(client, "oxpip", "example-kite")
    assert "Some of these case studies are invented examples." in said
    assert "Invented example" in said


def test_figures_that_were_retired_are_not_shown(client: Client) -> None:
    study = shelf.case_study("wrong", started=137, scored=109, improved=87)
    make.RetirementFactory(edition=lives.publish(study))
    said = compared(client, "wrong", "wrong")
    assert "The figures of “Wrong” are being replaced and are not shown." in said
    assert not re.search(r"137|109|87", said)


@pytest.mark.parametrize("slug", ["%00", '"', "x" * 2000, "../oxpip", "Oxpip; DROP", "é"])
def test_nonsense_is_answered(client: Client, slug: str) -> None:
    assert "no case study at the address" in compared(client, slug.replace("%00", "\0"))


@pytest.mark.usefixtures("full_shelf")
@pytest.mark.parametrize(
    "address",
    [
        *("/compare/?case=oxpip&case=m-power", "/case-studies/oxpip/explorer/?target=70"),
        *("/measures/", "/measures/pir-gas/", "/themes/", "/themes/early-years/", "/places/", "/places/E10000025/"),
        *("/funders/", "/funders/henry-smith-charity/", "/providers/", "/providers/ormiston-families/"),
    ],
)
def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.usefixtures("full_shelf")
@pytest.mark.parametrize("address", ["/measures/", "/themes/", "/providers/"])
def test_a_page_that_has_changed_is_sent(client: Client, address: str) -> None:
    first = client.get(address)
    lives.publish(shelf.case_study("newer"))
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)
