"""What rows are known by, and dates of which only a part is known."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from outcomes.models import Band, Funder, Measure, Organisation, Place, Project, ProjectPlace
from tests.factories import (
    BandFactory,
    MeasureFactory,
    OrganisationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    ReferralFactory,
    ScoreFactory,
)


@pytest.mark.parametrize("written", ["", "1998", "1998-04", "1998-04-01", "2026-12-31"])
def test_a_date_may_be_known_to_the_year_the_month_or_the_day(written: str) -> None:
    Project(key="p", name="P", started=written).full_clean()


@pytest.mark.parametrize(
    "written", ["98", "1898", "April 98", "1998-4", "1998-13", "1998-02-31", "19980401", "1998-W04", "1998 ", "١٩٩٨"]
)
def test_another_way_of_writing_it_is_refused(written: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Project(key="p", name="P", started=written).clean_fields()
    assert refusal.value.message_dict == {"started": ["Write a year, a month or a day: 2014, 2014-04 or 2014-04-01."]}


def test_fixtures_find_every_row_by_what_it_is_known_by() -> None:
    measure = MeasureFactory(key="pir-gas")
    oxpip, oxfordshire = ProjectFactory(key="oxpip"), PlaceFactory(gss_code="E10000025")
    rows: list[tuple[Model, tuple[str, ...]]] = [
        (measure, ("pir-gas",)),
        (BandFactory(measure=measure, low=81), ("pir-gas", "81")),
        (oxpip, ("oxpip",)),
        (oxfordshire, ("E10000025",)),
        (ProjectPlaceFactory(project=oxpip, place=oxfordshire, role="lead"), ("oxpip", "E10000025", "lead")),
    ]
    for row, known_by in rows:
        assert row.natural_key() == known_by
        assert type(row)._default_manager.get_by_natural_key(*known_by) == row
    assert {type(row) for row, _ in rows} == {Measure, Band, Project, Place, ProjectPlace}


def test_funders_are_those_organisations_that_fund() -> None:
    OrganisationFactory()
    fund = OrganisationFactory(name="Coast Fund", is_funder=True)
    assert [funder.name for funder in Funder.objects.all()] == ["Coast Fund"]
    assert Organisation.objects.get(pk=Funder.objects.get().pk) == fund


def test_the_text_of_a_record_about_a_client_names_no_client() -> None:
    """It ends up in logs, messages and lists."""
    for row in (ScoreFactory(client_reference="canary-7"), ReferralFactory(client_reference="canary-7")):
        assert "canary" not in f"{row} {row!r}"
