"""After a merge lists, filters and addresses know one thing by all its names; the edition itself stays as it was."""

import pytest
from django.test import Client

from casestudies import corrections
from casestudies.evidence import index as evidence
from casestudies.models import EvidenceRow, Mention, Merge, SearchEntry, SearchFacet, User
from casestudies.search import index
from outcomes.models import Organisation, Place, Theme
from tests import factories as make
from tests import lives

WHY = "One was entered twice."


@pytest.fixture
def shelf() -> None:
    """`one` names what will be merged away, `two` what will be kept."""
    for slug, theme, funder, place in (
        ("one", "Early year", "The Henry Trust", ("Ipswich Borough", "E07000901")),
        ("two", "Early years", "Henry Trust", ("Ipswich", "E07000202")),
    ):
        study = make.CaseStudyFactory(
            slug=slug,
            project__key=slug,
            headline=f"Headline of {slug}",
            theme=make.ThemeFactory(key=f"theme-{slug}", name=theme),
            project__provider=make.OrganisationFactory(key=f"provider-{slug}", name=f"Provider {slug}"),
            lead_place__place=make.PlaceFactory(name=place[0], gss_code=place[1]),
        )
        study.project.themes.add(study.theme)
        trust = make.OrganisationFactory(key=f"trust-{slug}", name=funder, is_funder=True)
        make.FundingFactory(project=study.project).funders.add(trust)
        lives.publish(study)


def merge_all(by: User) -> list[Merge]:
    pairs = [
        (Theme.objects.get(key="theme-one"), Theme.objects.get(key="theme-two")),
        (Organisation.objects.get(key="trust-one"), Organisation.objects.get(key="trust-two")),
        (Organisation.objects.get(key="provider-one"), Organisation.objects.get(key="provider-two")),
        (Place.objects.get(gss_code="E07000901"), Place.objects.get(gss_code="E07000202")),
    ]
    return [corrections.merge(gone, kept, by=by, reason=WHY) for gone, kept in pairs]


def listed(client: Client, query: str) -> set[str]:
    page = client.get(f"/case-studies/{query}").content.decode()
    return {slug for slug in ("one", "two") if f"Headline of {slug}" in page}


PAGES = [
    ("/themes/theme-one/", "/themes/theme-two/"),
    ("/funders/trust-one/", "/funders/trust-two/"),
    ("/providers/provider-one/", "/providers/provider-two/"),
    ("/places/E07000901/", "/places/E07000202/"),
]
FILTERS = ["theme=theme-{}", "funder=trust-{}", "provider=provider-{}"]


@pytest.mark.usefixtures("shelf")
def test_pages_and_filters_of_either_name_find_both(admin_person: User, client: Client) -> None:
    for before, _ in PAGES:
        assert client.get(before).status_code == 200
    assert listed(client, "?theme=theme-two") == {"two"}
    merge_all(admin_person)
    for before, now in PAGES:
        assert client.get(before)["Location"] == now
        page = client.get(now).content.decode()
        assert "Headline of one" in page
        assert "Headline of two" in page
    assert client.get("/funders/trust-two/").content.decode().count("Pays: ") == 2
    for query in (*FILTERS, "place=E0700{}"):
        for key in ("0901", "0202") if "place" in query else ("one", "two"):
            assert listed(client, f"?{query.format(key)}") == {"one", "two"}, (query, key)
    facets = client.get("/api/v1/named/funders").json()["items"]
    assert [(value["key"], value["name"], value["case_studies"]) for value in facets] == [
        ("trust-two", "Henry Trust", 2)
    ]


@pytest.mark.usefixtures("shelf")
def test_words_of_either_name_find_both_and_the_editions_stay(admin_person: User, client: Client) -> None:
    addresses = ("/case-studies/one/", "/case-studies/one.csv", "/api/v1/editions/one")
    before = [client.get(address).getvalue() for address in addresses]
    assert listed(client, "?q=Borough") == {"one"}
    merge_all(admin_person)
    assert [client.get(address).getvalue() for address in addresses] == before
    assert listed(client, "?q=Borough") == {"one", "two"}
    assert listed(client, "?q=%22The+Henry+Trust%22") == {"one", "two"}


def everything_indexed() -> list[object]:
    rows: list[object] = []
    entries = SearchEntry.objects.order_by("slug")
    rows += entries.values_list("slug", "words")
    rows += SearchFacet.objects.order_by("entry__slug", "facet", "value").values_list(
        "entry__slug", "facet", "value", "label"
    )
    rows += Mention.objects.order_by("slug", "kind", "key").values_list("slug", "kind", "key", "name")
    return [*rows, EvidenceRow.objects.count()]


@pytest.mark.usefixtures("shelf")
def test_what_a_merge_writes_is_what_making_the_index_anew_writes_and_undoing_takes_it_back(admin_person: User) -> None:
    untouched = everything_indexed()
    merges = merge_all(admin_person)
    merged = everything_indexed()
    assert merged != untouched
    index.rebuild()
    evidence.rebuild()
    assert everything_indexed() == merged
    for merge in reversed(merges):
        corrections.undo(merge, by=admin_person, reason="They are two.")
    assert everything_indexed() == untouched


@pytest.mark.usefixtures("shelf")
def test_a_chain_of_merges_is_followed_to_its_end(admin_person: User, client: Client) -> None:
    first, second, third = (
        *Theme.objects.filter(key__startswith="theme-").order_by("-key"),
        make.ThemeFactory(key="last"),
    )
    corrections.merge(first, second, by=admin_person, reason=WHY)
    corrections.merge(second, third, by=admin_person, reason=WHY)
    for old in (first, second):
        assert client.get(f"/themes/{old.key}/")["Location"] == "/themes/last/"
    assert listed(client, "?theme=theme-one") == {"one", "two"}


@pytest.mark.usefixtures("shelf")
def test_a_key_that_is_given_to_a_new_theme_means_that_one(admin_person: User, client: Client) -> None:
    merge_all(admin_person)
    make.ThemeFactory(key="theme-one", name="Something else")
    assert client.get("/themes/theme-one/").status_code == 200
