"""The two case studies the portal was asked for, as their readers meet them: every figure written out here by hand."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from casestudies.editions import document, publish
from casestudies.models import CaseStudy
from tests.db.readers import visible

FIXTURES = Path(__file__).parents[3] / "fixtures"
pytestmark = pytest.mark.usefixtures("printed")


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return visible.text(response.content.decode())


# --- Oxpip ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Of 144 parents scored before and after, 85 % had a higher score afterwards. 190 of 334 were not scored twice.",
        "122 or 123 of 144",
        "Scored twice 144 (43 % of those who started)",
        "Rate of improvement 85 %",
        "Interval Wilson, 95 %: 78 to 90 %",
        "Possible range over all who started 37 to 94 %",
        "it does not cover the 190 parents without two scores",
        "as the source is read; it does not say whose average it is 12.5 points",
        "upper limit: as if nobody’s score had become worse at most 10.7 points",
        "not computable: the project has published a summary, not scores",
        "Of 71 parents scored before and after, 77 % had a higher score afterwards. 26 of 97 were not scored twice.",
        "55 of 71",
        "Scored twice 71 (73 % of those who started)",
        "Interval Wilson, 95 %: 66 to 86 %",
        "57 to 84 % of all who started",
        "it does not say whose average it is 11 points",
        "About £500,000, last year's income; about £290,000 (58 %) not broken down",
        "about £110,000",
        "£100,000",
        "About 400 parents a year",
        "1 April 2014 to 31 March 2015, provisional",
        "scored by: not stated",
        "still offered: not known",
        "No comparison group.",
        "204 early years practitioners",
        "Reported by the project in a published summary; no scores are held here.",
    ],
)
def test_oxpips_page_reads(client: Client, words: str) -> None:
    assert words in read(client, "/case-studies/oxpip/")


def test_oxpips_groups_gained_at_most_what_the_rounding_of_11_allows(client: Client) -> None:
    """55 × 11 / 71 is 8.5; the printed 11 can be anything below 11.5, and 55 × 11.5 / 71 is 8.9."""
    words = read(client, "/case-studies/oxpip/")
    assert "at most 8.9 points" in words
    assert set(re.findall(r"at most (\S+) points", words)) == {"10.7", "8.9"}


def test_oxpips_income_a_person_cannot_be_computed_and_the_page_says_why(client: Client) -> None:
    words = read(client, "/case-studies/oxpip/")
    assert re.search(r"Income a person seen not computable: [^.]{10,}", words)
    assert "1,250" not in words, "£500,000 by 400 parents is arithmetic, not a figure of the same people"
    assert "Income a person improved" not in words


def test_nothing_of_oxpip_is_computed_from_scores_it_never_gave(client: Client) -> None:
    html = client.get("/case-studies/oxpip/").content.decode()
    results, _, worked = html.partition('aria-labelledby="worked-example"')
    assert worked
    words = visible.text(results)
    assert "Improved 122 or 123" in words
    for computed in ("Improved 122 85 %", "standard deviation", "in standard deviations", "made-up", "Made-up"):
        assert computed not in words


def test_the_worked_example_reads_122_of_144_and_says_it_is_made_up(client: Client) -> None:
    for address in ("/case-studies/oxpip/", "/how-we-count/"):
        html = client.get(address).content.decode()
        panel = visible.each(html, "details")
        worked = next(words for words in panel if words.startswith("Worked example with made-up scores"))
        assert (
            "Oxpip has not given us scores. We invented 144 and 71 pairs that fit its published 85 % and 12.5 points"
            in worked
        )
        assert "The match is by construction, not a check." in worked
        assert "says nothing about Oxpip or any family" in worked
        assert "improved ÷ scored = 122 ÷ 144 = 85 %" in worked
        assert "improved ÷ scored = 55 ÷ 71 = 77 %" in worked
        assert "12.5 points" in worked
        assert "made-up scores" in worked.partition("any family")[2], "inside its charts"


def test_the_list_and_the_home_page_say_oxpips_result_with_its_base(client: Client) -> None:
    for address in ("/", "/case-studies/"):
        entries = visible.each(client.get(address).content.decode(), "article")
        entry = next(words for words in entries if "Oxford Parent Infant Project" in words)
        assert "Case study 1 · Oxfordshire · Early years" in entry
        assert "85 % scored higher afterwards, of 144 parents with two scores; 334 came" in entry


def test_both_databases_compose_the_same_bytes() -> None:
    """Numbers leave SQLite and PostgreSQL in different forms; a document, and so its hash, has one."""
    new = document.dump(publish.composed(CaseStudy.objects.get(slug="oxpip"), published=date(2026, 11, 23)))
    for part in (
        '"stated":{"about":true,"currency":"GBP","high":"500000.00","low":"500000.00"}',
        '"maximum":"100.00","minimum":"1.00"',
        '"gain":"12.5"',
        '"reliability":"0.830"',
    ):
        assert part in new


# --- M Power --------------------------------------------------------------------------------------------------------

M_POWER = ("/case-studies/m-power/", "/case-studies/m-power/editions/", "/case-studies/m-power/editions/1/")
LISTS = ("/", "/case-studies/", "/case-studies/?examples=hide")
# Numbers on M Power's surfaces that count no people it has served, with the words they stand in.
NOT_PEOPLE = [
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d",
    r"November 2012|\b2011\b|\b2015\b",
    r"[Cc]ase study 2|[Ee]dition 1|/editions/1/",
    r"£36,000 a year for 3 years = £108,000|£108,000",
    r"fewer than 8 people",
    r"version/3/|v3\.0|\bE\d{8}\b|\b20\d\d-\d\d-\d\d\b",  # licence, codes of places, days
    r"year = {20\d\d}|month = {\d+}|edition = \{1\}|m-power-1|\"version\": \"1\"",
]
SMALL_WORDS = r"\b(?:zero|none|nobody|one|two|three|four|five|six|seven|twenty-seven|both|sole|only|another|single)\b"
# small number words there that count no people it has served
NOT_PEOPLE_IN_WORDS = ["up to three outcomes at a time", "no scale", "two case studies", "how sure one can be"]


def m_powers_surfaces(client: Client) -> dict[str, str]:
    """The words of every page about M Power, and of its entry wherever there is a list."""
    found = {address: client.get(address).content.decode() for address in (*M_POWER, *LISTS)}
    words = {address: visible.text(found[address]) for address in M_POWER}
    for address in LISTS:
        (words[address],) = [entry for entry in visible.each(found[address], "article") if "M Power" in entry]
    return words


def test_m_powers_page_reads(client: Client) -> None:
    words = read(client, "/case-studies/m-power/")
    for part in (
        "Of 33 clients, 75 % achieved all the outcomes they chose, the project reports.",
        "No whole number out of 33 rounds to 75 %: 24 is 73 %, 25 is 76 %.",
        "The Henry Smith Charity: £36,000 a year for 3 years = £108,000",
        "Ormiston Families: amount not stated",
        "Suffolk Community Foundation: amount not stated",
        "Around half have contact with their children.",
        "Some moved into volunteering or work.",
        "No scale was used before and after",
        "Income a person seen not computable: the project has not stated a year's income",
        "Places Suffolk",
    ):
        assert part in words, part


def test_no_number_below_8_of_people_m_power_has_served(client: Client) -> None:
    for address, words in m_powers_surfaces(client).items():
        rest = re.sub("|".join(NOT_PEOPLE), " ", words)
        assert visible.numbers(rest) <= {"33", "75", "24", "73", "25", "76"}, address


def test_no_number_word_below_8_of_people_m_power_has_served(client: Client) -> None:
    for address, words in m_powers_surfaces(client).items():
        rest = re.sub("|".join(NOT_PEOPLE_IN_WORDS), " ", words, flags=re.IGNORECASE)
        assert re.findall(SMALL_WORDS, rest, re.IGNORECASE) == [], address


def test_no_split_by_sex_and_no_smaller_place(client: Client) -> None:
    for words in m_powers_surfaces(client).values():
        assert "27" not in re.sub("|".join(NOT_PEOPLE), " ", words)  # on the 27th a day says so
        assert not re.search(r"\b(?:men|fathers?|mothers?|mums?|dads?)\b", words)
        assert not re.search(r"\b(?<!pregnant )women\b", words)
        assert "Ipswich" not in words


# --- the six small facts of the source, which the portal does not even hold -----------------------------------------

SMALL_FACTS = {
    "six men": r"\b(?:6|six)\s+(?:\w+\s+)?(?:men|fathers|males)\b",
    "and so not the women either": r"\b(?:27|twenty-seven)\s+(?:\w+\s+)?(?:women|mothers|females|clients)\b",
    "seven into work": r"\b(?:7|seven)\b[^.\n]{0,60}\b(?:volunteer|work\b|jobs?\b|employ)",
    "a story of one client": r"\b(?:one|another|a second|1)\s+(?:client|mother|father|woman|man|mum|dad)\b",
    "the pregnancy": r"\b(?:one|a|her|another|further|1)\s+(?:\w+\s+)?pregnanc(?:y|ies)\b",
    "the order": r"\b(?:one|a|an|another|1)\s+(?:\w+\s+){0,2}order\b(?! of| to| in| that)",
}


@pytest.mark.parametrize("fact", SMALL_FACTS)
def test_a_small_fact_is_in_no_fixture_and_on_no_page(client: Client, fact: str) -> None:
    looked_at = {str(path): path.read_text() for path in FIXTURES.rglob("*") if path.is_file()}
    assert len(looked_at) > 10
    for slug in ("oxpip", "m-power"):
        for address in (f"/case-studies/{slug}/", f"/case-studies/{slug}/editions/", "/", "/case-studies/"):
            looked_at[address] = read(client, address)
    for where, words in looked_at.items():
        assert not re.search(SMALL_FACTS[fact], words, re.IGNORECASE), where


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("six men", "27 women and 6 men"),
        ("and so not the women either", "twenty-seven women"),
        ("seven into work", "Seven of them moved into volunteering"),
        ("a story of one client", "one client has"),
        ("the pregnancy", "there was one further pregnancy"),
        ("the order", "a supervision order"),
    ],
)
def test_what_looks_for_the_small_facts_would_find_them(fact: str, words: str) -> None:
    assert re.search(SMALL_FACTS[fact], words, re.IGNORECASE)
