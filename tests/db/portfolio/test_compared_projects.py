"""Reach, money and income a person as comparisons print them, worked out again from the API's amounts and counts."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import batched

from django.test import Client

from tests.db.portfolio import slow
from tests.db.portfolio.published import Json, exactly, results, shown
from tests.db.portfolio.test_compared import counts_in_words, lines

type Money = tuple[Decimal, Decimal | None, bool]  # from, to (None where there is no end), about


def pounds(value: Decimal) -> str:
    return f"£{value:,.0f}" if value == int(value) else f"£{value:,.2f}"


def amount(figure: Json) -> Money:
    assert figure["currency"] == "GBP"
    return Decimal(figure["low"]), None if figure["high"] is None else Decimal(figure["high"]), figure["about"]


def in_words(money: Money) -> str:
    """ "£36,000", "about £500,000", "£10,000 to £20,000", "up to £20,000"; None of it stated, or only the least."""
    low, high, about = money
    word = "about " if about else ""
    if high is None:
        return f"at least {word}{pounds(low)}" if low else "amount not stated"
    if low == high:
        return word + pounds(low)
    return f"{word}{pounds(low)} to {pounds(high)}" if low else f"up to {word}{pounds(high)}"


def by_the_year(part: Json) -> str:
    low, high, about = amount(part["amount"])
    if not part["years"]:
        return in_words((low, high, about))
    whole = in_words((low * part["years"], None if high is None else high * part["years"], about))
    years = "1 year" if part["years"] == 1 else f"{part['years']} years"
    one = in_words((low, high, about))
    return f"{one}, for {years}" if one == "amount not stated" else f"{one} a year for {years} = {whole}"


def who_pays(part: Json) -> str:
    *first, last = [f["name"] for f in part["funders"]] + ["others"] * part["others_included"] or [part["label"]]
    return f"{', '.join(first)} and {last}" if first else last


def two_figures(value: Decimal) -> str:
    """Of pounds from 10 up: rounded to two figures, halves upwards, by counting steps."""
    step = Decimal(1)
    while step * 100 <= value:
        step *= 10
    return pounds(step * int(value / step + Decimal("0.5")))


def a_head(least: Decimal, most: Decimal) -> str:
    low, high = two_figures(least), two_figures(most)
    return low if low == high else f"{low} to {high}"


def possible(edition: Json) -> Iterator[tuple[str, str]]:
    """Income a person seen and a person improved, for each cohort whose days are those of the first stated income."""
    income = edition["document"]["funding"]["incomes"][0]
    low, high, _ = amount(income["breakdown"]["stated"])
    for _, cohort in results(edition):
        started, improved = shown(cohort["block"]["started"]), shown(cohort["block"]["improved"])
        if not started or high is None or None in income["period"].values() or cohort["period"] != income["period"]:
            continue
        scored = exactly(cohort["block"]["scored"])
        seen = a_head(low / started["high"], high / started["low"])
        if improved and scored and improved["low"]:
            most = improved["high"] + started["high"] - scored
            yield seen, a_head(low / most, high / improved["low"])
        else:
            yield seen, ""


def rows(public: list[Json], client: Client, name: str) -> Iterator[tuple[Json, str]]:
    """Every current edition with what a comparison of four says of it in one row."""
    for four in batched(public, 4):
        query = "&".join(f"case={edition['document']['slug']}" for edition in four)
        yield from zip(four, lines(client.get(f"/compare/?{query}").content.decode(), name), strict=True)


def test_every_reach(public: list[Json], client: Client) -> None:
    stated = hidden = 0
    for edition, cell in rows(public, client, "Reach in a year"):
        reach = edition["document"]["project"]["reach"]
        people = reach and shown(reach["block"]["denominator"])
        if people:
            stated += 1
            words = f"{'about ' if reach['about'] else ''}{counts_in_words(people)} {reach['unit']}"
            assert cell.casefold() == words.casefold()
        else:
            hidden += 1
            assert cell == ("Not stated" if reach is None else "Hidden to protect privacy"), edition
    assert stated > 10
    assert hidden > 5


def test_all_money(public: list[Json], client: Client) -> None:
    incomes = parts = unstated = 0
    for edition, cell in rows(public, client, "Money"):
        funding = edition["document"]["funding"]
        said = [f"{in_words(amount(i['breakdown']['stated']))}, {i['label']}" for i in funding["incomes"]]
        said += [f"{who_pays(part)}: {by_the_year(part)}" for part in funding["parts"]]
        incomes += len(funding["incomes"])
        parts += len(funding["parts"])
        unstated += not said
        assert cell.casefold() == " ".join(said or ["not stated"]).casefold()
    assert incomes > 10
    assert parts > 50
    assert unstated > 5


def test_every_remainder_and_share(public: list[Json]) -> None:
    checked = 0
    for edition in public:
        funding = edition["document"]["funding"]
        for income in funding["incomes"]:
            sums = income["breakdown"]
            mine = [amount(part["total"]) for part in funding["parts"] if part["income"] == income["key"]]
            known = [money for money in mine if money[0] or money[1] is not None]
            low, high, about = amount(sums["stated"])
            assert Decimal(sums["known"]["low"]) == sum(money[0] for money in known)
            if low != high or any(a != b for a, b, _ in known):
                continue
            left = low - sum(money[0] for money in known)
            checked += 1
            assert sums["remainder"] is None or amount(sums["remainder"])[0] == left
            assert (sums["remainder"] is None) is (left == 0)
            share = slow.whole(float(1 - left / low))
            assert (sums["known_percent"], sums["remainder_percent"]) == (share, 100 - share)
            assert not left or sums["remainder"]["about"] is (about or any(money[2] for money in known))
    assert checked > 8


def test_income_a_person(public: list[Json], client: Client) -> None:
    computed = refused = 0
    for edition, cell in rows(public, client, "Income a person seen"):
        funding = edition["document"]["funding"]
        answers = list(possible(edition)) if funding["incomes"] else []
        if cell.startswith("Not computable: "):
            refused += 1
            assert not answers or "parts of the project" in cell, edition["document"]["slug"]
            assert cell == f"Not computable: {funding['per_person']['why_not']}"
        else:
            computed += 1
            seen, improved = next(pair for pair in answers)
            more = f" {improved} a person improved: not a cost of producing improvement" if improved else ""
            assert cell == seen + more
    assert computed > 8
    assert refused > 30
