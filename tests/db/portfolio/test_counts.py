"""Every count of case studies: of facets, lists, themes, places, funders and providers, counted again from the API."""

import re
from collections import Counter
from random import Random

from django.test import Client

from tests.db.portfolio.published import Json, get
from tests.db.search import recount

KINDS = {"theme": "themes", "place": "places", "funder": "funders", "provider": "providers"}


def with_values(public: list[Json]) -> dict[str, tuple[bool, dict[str, set[str]]]]:
    """Slug → whether it is invented, and its values of each facet, from its document."""
    return {
        edition["document"]["slug"]: (edition["invented"], recount.values(edition["document"])) for edition in public
    }


def named(public: list[Json], kind: str) -> dict[str, set[str]]:
    """Key → the slugs of all that name it."""
    found: dict[str, set[str]] = {}
    for slug, (_, values) in with_values(public).items():
        for key in values[kind] - {"not-stated"}:
            found.setdefault(key, set()).add(slug)
    return found


def counted(slugs: set[str], public: list[Json]) -> tuple[int, int]:
    """How many of them are real and how many invented."""
    invented = {edition["document"]["slug"] for edition in public if edition["invented"]}
    return len(slugs - invented), len(slugs & invented)


def in_words(real: int, invented: int) -> str:
    words = [f"{real} case stud{'y' if real == 1 else 'ies'}"] if real else []
    words += [f"{invented} invented example{'' if invented == 1 else 's'}"] if invented else []
    return " · ".join(words) or "nothing yet"


# ------------------------------------------------------------------------------------------------------------- facets


def searches(public: list[Json]) -> list[dict[str, list[str]]]:
    """Nothing chosen, every value of every facet alone, and forty choices drawn by lot."""
    stock = sorted(
        {(facet, v) for _, values in with_values(public).values() for facet in values for v in values[facet]}
    )
    random = Random(4)
    drawn = [random.sample(stock, random.choice([2, 3, 4])) for _ in range(40)]
    chosen: list[dict[str, list[str]]] = [{}, *({facet: [value]} for facet, value in stock)]
    for pairs in drawn:
        chosen.append({})
        for facet, value in pairs:
            chosen[-1].setdefault(facet, []).append(value)
    return chosen


def facets_of_a_page(html: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Facet → value → (real, invented), as the list prints them."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for label in re.findall(r'<label class="facet-value.*?</label>', html, re.DOTALL):
        name, value = re.search(r'name="([^"]+)" value="([^"]+)"', label).groups()  # type: ignore[union-attr]
        numbers = re.sub(r"<[^>]+>", " ", label[label.index('class="counts"') :])
        real, invented = map(int, re.findall(r"\d+", numbers))
        found.setdefault(name, {})[value] = (real, invented)
    return found


def test_every_facet_count_and_total(public: list[Json], client: Client) -> None:
    shelf = with_values(public)
    asked = searches(public)
    assert len(asked) > 200

    def meeting(chosen: dict[str, list[str]]) -> set[str]:
        return {slug for slug, (_, values) in shelf.items() if all(values[f] & set(v) for f, v in chosen.items())}

    for chosen in asked:
        query = "&".join(f"{facet}={value}" for facet, values in chosen.items() for value in values)
        html = client.get(f"/case-studies/?{query}&examples=show").content.decode()
        real, invented = counted(meeting(chosen), public)
        total = re.search(r'id="total" role="status">\s*<strong>(\d+) case stud', html)
        assert total
        assert int(total[1]) == real, query
        assert (f", and {invented} invented example" in html) is bool(invented), query
        printed = facets_of_a_page(html)
        for facet in shelf["oxpip"][1]:
            others = meeting({name: some for name, some in chosen.items() if name != facet})
            tally = {kind: Counter[str]() for kind in (False, True)}
            for slug in others:
                tally[shelf[slug][0]].update(shelf[slug][1][facet])
            wanted = {*tally[False], *tally[True], *chosen.get(facet, [])}
            assert printed.get(facet, {}) == {value: (tally[False][value], tally[True][value]) for value in wanted}, (
                query,
                facet,
            )


def test_the_api_counts_as_the_list_does(public: list[Json], client: Client) -> None:
    for chosen in searches(public)[::5]:
        query = "&".join(f"{facet}={value}" for facet, values in chosen.items() for value in values)
        answer = get(client, f"/api/v1/search?{query}&examples=show")
        html = client.get(f"/case-studies/?{query}&examples=show").content.decode()
        told = {
            f["name"]: {v["key"]: (v["case_studies"], v["examples"]) for v in f["values"]} for f in answer["facets"]
        }
        assert {facet: values for facet, values in told.items() if values} == facets_of_a_page(html), query
        assert f"<strong>{answer['total']} case stud" in html


# ------------------------------------------------------------------------------- themes, places, funders and providers


def test_the_lists_of_themes_places_funders_and_providers(public: list[Json], client: Client) -> None:
    for kind, path in KINDS.items():
        slugs_by_key = named(public, kind)
        answer = get(client, f"/api/v1/named/{path}")
        told = {v["key"]: (v["case_studies"], v["examples"]) for v in answer["items"] if v["key"] != "not-stated"}
        assert told == {key: counted(slugs, public) for key, slugs in slugs_by_key.items()}, kind
        html = client.get(f"/{path}/?examples=show").content.decode()
        printed = dict(
            re.findall(
                rf'href="/{path}/([^"/]+)/">[^<]*</a>(?:<span>[^<]*</span>)?'
                r'\s*<(?:span class="subject-count"|small)>\s*([^<]*?)\s*<',
                html,
            )
        )
        listed = slugs_by_key.keys() - {"E92000001"}  # England is listed by its regions
        assert {key: words for key, words in printed.items() if words != "nothing yet"} == {
            key: in_words(*counted(slugs_by_key[key], public)) for key in listed
        }, kind


def test_every_page_of_a_theme_a_place_a_funder_and_a_provider(public: list[Json], client: Client) -> None:
    beside = {
        "theme": "funder provider",
        "place": "funder theme",
        "funder": "theme provider",
        "provider": "funder theme",
    }
    for kind, path in KINDS.items():
        for key, slugs in named(public, kind).items():
            address = f"/{path}/{key}/?examples=show"
            html = client.get(address).content.decode()
            listed = set(re.findall(r'<h2><a href="/case-studies/([^"/]+)/">', html))
            pages = 1
            while f'page={pages + 1}"' in html:
                pages += 1
                html_of_page = client.get(f"{address}&page={pages}").content.decode()
                listed |= set(re.findall(r'<h2><a href="/case-studies/([^"/]+)/">', html_of_page))
                html += html_of_page if f'page={pages + 1}"' in html_of_page else ""
            assert listed == slugs, address
            for other in beside[kind].split():
                expected = {
                    name: in_words(*counted(some & slugs, public))
                    for name, some in named(public, other).items()
                    if some & slugs
                }
                printed = re.findall(
                    rf'href="/{KINDS[other]}/([^"/]+)/">[^<]*</a><span class="subject-count">\s*([^<]*?)\s*<', html
                )
                assert dict(printed) == expected, (address, other)


def test_the_list_of_measures(public: list[Json], client: Client) -> None:
    html = client.get("/measures/?examples=show").content.decode()
    printed = dict(
        re.findall(r'<li><a href="/measures/([^"/]+)/">.*?class="subject-count">\s*([^<]*?)\s*</span>', html, re.DOTALL)
    )
    slugs = named(public, "measure")
    assert {key: words for key, words in printed.items() if words != "nothing yet"} == {
        key: in_words(*counted(some, public)) for key, some in slugs.items() if key != "none"
    }
