"""Themes, places, funders and providers: what is there, what is nearest, who pays."""

import pytest
from django.test import Client

from casestudies import workflow
from outcomes.models import Place
from tests import factories as make
from tests.db.readers.visible import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_shelf")]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return text(response.content.decode())


def test_a_theme_says_what_exists_and_who_pays(client: Client) -> None:
    said = page(client, "/themes/early-years/")
    assert "Therapy helps parents and their babies form loving bonds" in said
    assert "Who pays" in said
    assert "The Henry Smith Charity" in said
    assert "M Power" not in said


def test_a_county_holds_what_is_in_its_districts(client: Client) -> None:
    for address in ("/places/E10000025/", "/places/E12000008/", "/places/E92000001/"):
        assert "Therapy helps parents" in page(client, address)
    assert "Therapy helps parents" not in page(client, "/places/E10000029/")


def test_where_there_is_nothing_yet_the_nearest_are_shown(client: Client) -> None:
    """Nothing in Rutland nor in the East Midlands, so what there is in England; in Slough, what the South East has."""
    said = page(client, "/places/E06000017/")
    assert "There is nothing yet in Rutland. The nearest are in England :" in said
    assert "Support stops children from going into care" in said
    near = page(client, "/places/E06000039/")
    assert "There is nothing yet in Slough. The nearest are in South East :" in near
    assert "Therapy helps parents" in near
    assert "Support stops children" not in near


def test_places_that_lie_in_each_other_have_pages_that_end(client: Client) -> None:
    """No form and no file makes such a loop; two at once can, each from what the other has not saved yet."""
    outer = make.PlaceFactory(gss_code="E06000901", name="Outer")
    inner = make.PlaceFactory(gss_code="E06000902", name="Inner", parent=outer)
    Place.objects.filter(pk=outer.pk).update(parent=inner)
    assert [place.name for place in Place.objects.get(pk=inner.pk).surroundings()] == ["Outer", "Inner"]
    for address in ("/places/E06000901/", "/places/E06000902/"):
        assert "Outer" in page(client, address)
    study = make.CaseStudyFactory()
    study.project.project_places.update(place=inner)
    assert [place.name for place in workflow.composed(study).project.places] == ["Inner"]


def test_nothing_near_is_said_too(client: Client) -> None:
    said = page(client, "/places/S12000023/")
    assert "There is nothing yet in Orkney Islands or around it." in said
    assert "No real case study is published here yet." in said or "Nothing is published here yet." in said


def test_a_funder_shows_amounts_as_each_project_states_them(client: Client) -> None:
    said = page(client, "/funders/henry-smith-charity/")
    assert "Pays: £36,000 a year for 3 years = £108,000" in said
    assert "Pays: amount not stated, together with others and not split" in said
    assert "are not added up" in said


def test_a_provider_shows_its_projects_and_who_pays(client: Client) -> None:
    said = page(client, "/providers/ormiston-families/")
    assert "Support stops children from going into care" in said
    assert "Suffolk Community Foundation" in said


def test_invented_ones_only_when_asked_for_and_in_no_count(client: Client) -> None:
    assert "Kite" not in page(client, "/providers/?examples=hide")
    assert "Provider of Example Kite 1 invented example" in page(client, "/providers/?examples=show")


def test_those_whom_real_case_studies_name_come_before_invented_ones(client: Client) -> None:
    said = page(client, "/providers/?examples=show")
    real = ("Ormiston Families", "Oxford Parent Infant Project", "Provider of Corrected", "Provider of Open Door")
    at = [said.index(name) for name in (*real, "Provider of Example Kite")]
    assert at == sorted(at)


def test_a_theme_nobody_works_on_says_so_in_a_line_and_in_no_empty_block(client: Client) -> None:
    make.ThemeFactory(key="play", name="Play", description="")
    assert "Play nothing yet" in page(client, "/themes/?examples=show")
    said = page(client, "/themes/play/?examples=show")
    assert "Nothing is published here yet." in said
    assert "Who pays" not in said
    assert "Not stated by any of them" not in said


@pytest.mark.parametrize("slug", ["gone", "unfinished"])
def test_who_is_named_only_by_what_is_withdrawn_or_a_draft_is_unknown(client: Client, slug: str) -> None:
    from outcomes.models import Organisation  # the private side, to know that it is there

    key = Organisation.objects.get(name=f"Provider of {slug.title()}").key
    gone = client.get(f"/providers/{key}/")
    never_was = client.get("/providers/nobody-of-this-name/")
    assert (gone.status_code, never_was.status_code) == (404, 404)
    assert gone.content == never_was.content, "nothing tells a provider of a draft from nobody"
    assert "A funder or provider has a page here while a published case study names them." in text(
        gone.content.decode()
    )
    assert f"Provider of {slug.title()}" not in page(client, "/providers/?examples=show")
