"""Every rate, interval, range, coverage and average change that lists and comparisons print, worked out again from what
the API gives."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from itertools import batched

import pytest
from django.test import Client

from tests.db.portfolio import slow
from tests.db.portfolio.published import Json, exactly, results, shown
from tests.db.readers.visible import text


def counts_in_words(count: Json) -> str:
    low, high = count["low"], count["high"]
    if count["because"] == "privacy":
        return f"fewer than {high + 1}" if low == 0 else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} or {high:,}" if high == low + 1 else f"{low:,} to {high:,}"


def rate_in_words(cohort: Json) -> str | None:
    """The rate as it is printed: "85 %", "at least 77 %"; None where it may not be shown."""
    improved, scored = shown(cohort["block"]["improved"]), exactly(cohort["block"]["scored"])
    if not improved or not scored or cohort["derived"]["rate"]["kind"] == "hidden":
        return None
    if improved["because"] != "privacy":
        return slow.per_cent((improved["low"] / scored, improved["high"] / scored))
    if improved["low"]:
        return f"at least {100 * improved['low'] // scored} %"
    return f"at most {-(-100 * improved['high'] // scored)} %"


def interval(cohort: Json) -> slow.Ends:
    """Chance alone: what holds the intervals of every count that may be true."""
    improved, scored = shown(cohort["block"]["improved"]), exactly(cohort["block"]["scored"])
    assert improved
    assert scored
    ends = [slow.wilson(k, scored) for k in (improved["low"], improved["high"])]
    return min(low for low, _ in ends), max(high for _, high in ends)


def possible(cohort: Json) -> slow.Ends | None:
    """None or all of those not scored improved, over the fewest and most who may have started."""
    improved, scored, started = (shown(cohort["block"][name]) for name in ("improved", "scored", "started"))
    if not improved or not scored or not started:
        return None
    lowest = min(improved["low"] / n0 for n0 in (started["low"], started["high"]))
    return lowest, max((improved["high"] + n0 - scored["low"]) / n0 for n0 in (started["low"], started["high"]))


def coverage(cohort: Json) -> slow.Ends | None:
    scored, started = exactly(cohort["block"]["scored"]), shown(cohort["block"]["started"])
    return (scored / started["high"], scored / started["low"]) if scored and started else None


def lines(table: str, heading: str) -> list[str]:
    """The cells of one row of a comparison, each as its lines."""
    row = re.search(rf'role="rowheader">{heading}.*?</tr>', table, re.DOTALL)
    assert row, heading
    return [
        text(re.sub(r"<details.*?</details>|<span[^>]*aria-hidden.*?</span>", "", cell, flags=re.DOTALL))
        for cell in re.findall(r"<td.*?</td>", row[0], re.DOTALL)
    ]


def test_every_rate_range_and_coverage_of_every_comparison(public: list[Json], client: Client) -> None:
    compared = hidden = 0
    for four in batched(public, 4):
        query = "&".join(f"case={edition['document']['slug']}" for edition in four)
        html = client.get(f"/compare/?{query}").content.decode()
        rates, coverages = lines(html, "Rate of improvement"), lines(html, "Coverage: scored of started")
        for edition, rate_cell, coverage_cell in zip(four, rates, coverages, strict=True):
            for strand, cohort in results(edition):
                rate, around = rate_in_words(cohort), possible(cohort)
                if rate is None:
                    hidden += 1
                    assert cohort["derived"]["rate"]["kind"] == "hidden"
                    continue
                compared += 1
                scale, scored = cohort["measure"], exactly(cohort["block"]["scored"])
                version = f" ({scale['version']})" if scale["version"] else ""
                said = f"{rate} of {scored:,} {strand['unit']} on {scale['short_name']}{version}"
                said += f"; by chance {slow.per_cent(interval(cohort))}"
                said += f", possible over all who came {slow.per_cent(around)}" if around else ""
                assert said in rate_cell.replace("Fewer", "fewer").replace("At ", "at "), query
                if found := coverage(cohort):
                    counts = f"{scored:,} of {counts_in_words(cohort['block']['started']['value'])}"
                    assert f"{slow.per_cent(found)}: {counts}" in coverage_cell
    assert compared > 60
    assert hidden > 3


def change_in_words(cohort: Json) -> str:
    """Of all scored, else at most that, else of those who improved or of whom is not said; which, in brackets."""
    block, reported, better = cohort["block"], cohort["reported"], 1 if cohort["measure"]["higher_is_better"] else -1
    improved, scored = shown(block["improved"]), exactly(block["scored"])
    if means := shown(block["means"]):
        assert means["change"] == pytest.approx(better * (means["after"] - means["before"]), abs=0.11)
        return f"{in_points(means['change'], '+')} (of all scored)"
    gain = Decimal(reported["gain"]) if reported and reported["gain"] is not None else None
    if gain is not None and reported["gain_base"] == "all":
        return f"{in_points(float(gain), '+')} (of all scored)"
    if gain is not None and reported["gain_base"] == "not_stated":
        return f"{in_points(float(gain), '+')} (whose average is not stated)"
    if gain is not None and improved and scored:
        printed = -gain.as_tuple().exponent  # type: ignore[operator]
        most = (gain + Decimal("0.5").scaleb(-printed)) * improved["high"] / scored
        return f"at most {in_points(float(most))} (upper limit for all scored)"
    if gained := shown(block["gain_of_improved"]):
        return f"{in_points(gained)} (of those who improved)"
    return "Not shown"


def in_points(value: float, sign: str = "") -> str:
    """To one decimal, half up, without ".0"."""
    tenths = Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    words = f"{abs(tenths):,}".removesuffix(".0")
    before = "\N{MINUS SIGN}" if tenths < 0 else sign if tenths else ""
    return f"{before}{words} point{'' if words == '1' else 's'}"


def test_every_average_change_of_every_comparison(public: list[Json], client: Client) -> None:
    said = Counter[str]()
    for four in batched(public, 4):
        query = "&".join(f"case={edition['document']['slug']}" for edition in four)
        cells = lines(client.get(f"/compare/?{query}").content.decode(), "Average change")
        for edition, cell in zip(four, cells, strict=True):
            for _, cohort in results(edition):
                words = change_in_words(cohort)
                assert words.casefold() in cell.casefold(), (query, cohort["key"])
                said[words.partition("(")[2] or words] += 1
    assert said["of all scored)"] > 40
    assert said["upper limit for all scored)"] == 3
    assert said["whose average is not stated)"] == 1
    assert said["Not shown"] > 3


def test_every_rate_of_the_lists(public: list[Json], client: Client) -> None:
    by_slug = {edition["document"]["slug"]: edition for edition in public}
    met = 0
    for address in ["/", *(f"/case-studies/?examples=show&page={number}" for number in range(1, 20))]:
        html = client.get(address).content.decode()
        for entry in re.findall(r'<article class="entry">.*?</article>', html, re.DOTALL):
            slug = re.search(r'href="/case-studies/([^"/]+)/', entry)[1]  # type: ignore[index]
            listed = next((pair for pair in results(by_slug[slug]) if rate_in_words(pair[1])), None)
            if listed:
                strand, cohort = listed
                met += 1
                words = text(re.search(r'<p class="entry-result">.*?</p>', entry, re.DOTALL)[0])  # type: ignore[index]
                assert words.startswith(f"{rate_in_words(cohort)} scored "), slug
                assert f"of {exactly(cohort['block']['scored']):,} {strand['unit']} with two scores" in words
    assert met > 60
