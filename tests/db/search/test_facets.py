"""Facets: OR inside one, AND between them, its own choice left out of its counts; and everything recounted slowly."""

from collections import Counter
from random import Random

import pytest

from casestudies.models import SearchFacet
from tests.db.search import recount
from tests.db.search.asking import ask, slugs

pytestmark = pytest.mark.usefixtures("demo")
FACETS = [
    *("theme", "place", "age", "measure", "funder", "provider"),
    *("route", "evidence", "comparison", "coverage", "cost", "reach"),
]


def counts(query_string: str, facet: str) -> dict[str, tuple[int, int]]:
    """Value → how many real and how many invented case studies."""
    (found,) = [each for each in ask(query_string).facets if each.name == facet]
    return {choice.value: (choice.real, choice.examples) for choice in found.values}


# --- by hand --------------------------------------------------------------------------------------------------------


def test_a_place_is_found_by_what_lies_around_it() -> None:
    ipswich, suffolk, east_of_england, kingston = "E07000202", "E10000029", "E12000006", "E09000022"
    assert slugs(f"place={ipswich}&examples=hide") == ["cafe-zoe"]
    assert slugs(f"place={suffolk}&examples=hide") == ["cafe-zoe", "m-power"]
    assert slugs(f"place={east_of_england}&examples=hide") == ["cafe-zoe", "m-power"]
    assert slugs(f"place={kingston}&examples=hide") == [], "people are trained there: no family comes there"


def test_places_are_nested_in_the_order_of_their_names() -> None:
    (places,) = [facet for facet in ask("examples=hide").facets if facet.name == "place"]
    assert [(choice.depth, choice.label, choice.real) for choice in places.values] == [
        (0, "England", 3),
        (1, "East of England", 2),
        (2, "Suffolk", 2),
        (3, "Ipswich", 1),
        (1, "South East", 1),
        (2, "Oxfordshire", 1),
        (3, "Oxford", 1),
        (3, "West Oxfordshire", 1),
        (2, "Reading", 1),
    ]


def test_or_inside_a_facet_and_between_facets() -> None:
    assert slugs("measure=none&examples=hide") == ["cafe-zoe", "m-power"]
    assert slugs("measure=none&measure=pir-gas&examples=hide") == ["cafe-zoe", "m-power", "oxpip"]
    assert slugs("measure=none&measure=pir-gas&route=midwives&examples=hide") == ["cafe-zoe", "oxpip"]
    assert slugs("measure=pir-gas&route=midwives&reach=500-and-over&examples=hide") == []


def test_a_facets_counts_leave_its_own_choice_out_and_keep_all_others() -> None:
    assert counts("examples=hide", "measure") == {"none": (2, 0), "pir-gas": (1, 0)}
    assert counts("measure=pir-gas&examples=hide", "measure") == {"none": (2, 0), "pir-gas": (1, 0)}
    assert counts("route=midwives&examples=hide", "measure") == {"none": (1, 0), "pir-gas": (1, 0)}
    assert counts("measure=pir-gas&examples=hide", "route")["midwives"] == (1, 0)
    assert (
        counts("measure=pir-gas&route=midwives&examples=hide", "route").keys()
        == counts("measure=pir-gas&examples=hide", "route").keys()
    )


def test_what_is_chosen_stays_in_sight_when_nothing_has_it_any_more() -> None:
    assert counts("q=oxpip&measure=none&examples=hide", "measure") == {"none": (0, 0), "pir-gas": (1, 0)}
    assert counts("measure=never-heard-of&examples=hide", "measure")["never-heard-of"] == (0, 0)


def test_bands_of_the_two_printed_case_studies() -> None:
    """144 of 334 scored is 43 %; a yearly reach is printed; no income a person can be computed of either."""
    assert counts("q=oxpip&examples=hide", "coverage") == {"40-to-59": (1, 0)}
    assert counts("q=oxpip&examples=hide", "evidence") == {"summary": (1, 0)}
    assert counts("q=oxpip&examples=hide", "age") == {"before-birth": (1, 0), "under-2": (1, 0)}
    assert counts("q=oxpip&examples=hide", "cost") == {"not-stated": (1, 0)}
    assert counts('q="m power"&examples=hide', "coverage") == {"not-stated": (1, 0)}
    assert counts('q="m power"&examples=hide', "evidence") == {"no-scale": (1, 0)}


def test_without_examples_nothing_of_them_is_counted_or_named() -> None:
    for facet in ask("examples=hide").facets:
        assert all(choice.examples == 0 < choice.real for choice in facet.values), facet.name
        assert not any("Example:" in choice.label for choice in facet.values)
    assert any("Example:" in choice.label for facet in ask("examples=show").facets for choice in facet.values)


def test_the_worked_example_is_no_evidence() -> None:
    """Oxpip's made-up scores are in its document, and in no facet."""
    assert counts("q=oxpip&examples=hide", "evidence").get("scores") is None
    assert ask('q="made-up scores"&examples=hide').total == 0


# --- recounted ------------------------------------------------------------------------------------------------------


def test_every_value_of_every_edition_follows_from_what_its_document_shows() -> None:
    written: dict[str, dict[str, set[str]]] = {slug: {facet: set() for facet in FACETS} for slug in recount.shelf()}
    for slug, facet, value in SearchFacet.objects.values_list("entry__slug", "facet", "value"):
        written[slug][facet].add(value)
    assert len(written) == 46
    for slug, (_, values) in recount.shelf().items():
        if slug == "cafe-zoe":
            values["theme"] = {"community-cafes"}
        assert written[slug] == values, slug


def random_choices(random: Random) -> dict[str, list[str]]:
    facets = random.sample(FACETS, random.choice([1, 2, 2, 3]))
    known = recount.shelf().values()
    return {
        facet: random.sample(stock, min(len(stock), random.choice([1, 1, 2, 4])))
        for facet in facets
        for stock in [sorted({value for _, values in known for value in values[facet]})]
    }


@pytest.mark.parametrize("seed", range(25))
def test_hits_and_counts_are_those_of_a_slow_recount(seed: int) -> None:
    chosen = random_choices(Random(seed))
    on_the_shelf = recount.shelf()
    on_the_shelf["cafe-zoe"][1]["theme"] = {"community-cafes"}

    def meets(values: dict[str, set[str]], facets: list[str]) -> bool:
        return all(values[facet] & set(chosen[facet]) for facet in facets)

    query_string = "&".join(f"{facet}={value}" for facet, values in chosen.items() for value in values)
    found = ask(f"{query_string}&examples=show")
    hits = {slug for slug, (_, values) in on_the_shelf.items() if meets(values, list(chosen))}
    assert {published.document.slug for published in found.editions()} == hits
    assert found.total == sum(not on_the_shelf[slug][0] for slug in hits)
    assert found.examples == len(hits) - found.total

    for facet in found.facets:
        others = [other for other in chosen if other != facet.name]
        counted = {kind: Counter[str]() for kind in (False, True)}
        for invented, values in on_the_shelf.values():
            if meets(values, others):
                counted[invented].update(values[facet.name])
        expected = {
            value: (counted[False][value], counted[True][value])
            for value in {*counted[False], *counted[True], *chosen.get(facet.name, [])}
        }
        assert {choice.value: (choice.real, choice.examples) for choice in facet.values} == expected, facet.name
