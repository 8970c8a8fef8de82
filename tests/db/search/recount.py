"""A second, slow and obvious way to every facet: from the stored JSON of each current edition, without any of our code.

A figure that is not shown is "not-stated" here because there is nothing else to read in the JSON.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from casestudies.models import Edition

type Json = dict[str, Any]


def shelf() -> dict[str, tuple[bool, dict[str, set[str]]]]:
    """Slug → whether it is invented, and the values of each facet."""
    rows = Edition.objects.filter(current=True).exclude(document=None)
    return {row.slug: (row.invented, values(json.loads(row.document or ""))) for row in rows}


def values(document: Json) -> dict[str, set[str]]:
    project = document["project"]
    cohorts = [cohort for strand in document["strands"] for cohort in strand["cohorts"]]
    shown = [cohort for cohort in cohorts if cohort["derived"]["rate"]["kind"] == "shown"]
    return {
        "theme": {theme["key"] for theme in project["themes"]} or {document["theme"].lower().replace(" ", "-")},
        "place": places(project["places"]),
        "age": ages(project["age_from_months"], project["age_to_months"]),
        "measure": {cohort["measure"]["key"] for cohort in cohorts} or {"none"},
        "funder": {f["key"] for part in document["funding"]["parts"] for f in part["funders"]} or {"not-stated"},
        "provider": {project["provider"]["key"]},
        "route": {route["key"] for route in document["referrals"]["routes"]} or {"not-stated"},
        "evidence": evidence(cohorts, shown),
        "comparison": {cohort["comparison_group"] or "not-stated" for cohort in cohorts} or {"not-stated"},
        "coverage": coverage(shown[:1]),
        "cost": cost(document["funding"]["per_person"]["seen"]),
        "reach": reach(project["reach"]),
    }


def places(served: list[Json]) -> set[str]:
    found = set()
    for place in served:
        if place["role"] in {"lead", "delivery"}:
            found |= {place["key"], *(around["key"] for around in place["within"])}
    return found


def ages(low: int | None, high: int | None) -> set[str]:
    if low is None and high is None:
        return {"not-stated"}
    if low is None or high is None:
        return {age(month) for month in (low, high) if month is not None}
    return {age(month) for month in range(low, max(high, low + 1))}


def age(month: int) -> str:
    if month < 0:
        return "before-birth"
    years = month // 12
    named = {0: "under-2", 2: "2-to-4", 5: "5-to-10", 11: "11-to-15", 16: "16-to-18", 19: "19-and-over"}
    return named[max(start for start in named if start <= years)]


def evidence(cohorts: list[Json], shown: list[Json]) -> set[str]:
    if not cohorts:
        return {"no-scale"}
    return {"summary" if cohort["block"]["basis"] == "reported" else "scores" for cohort in shown} or {"too-few"}


def coverage(listed: list[Json]) -> set[str]:
    if not listed or listed[0]["derived"]["coverage"]["kind"] == "hidden":
        return {"not-stated"}
    span = listed[0]["derived"]["coverage"]["value"]
    low, high = (int((Decimal(str(span[e])) * 100).quantize(Decimal(1), ROUND_HALF_UP)) for e in ("low", "high"))
    bands = {0: "under-40", 40: "40-to-59", 60: "60-to-79", 80: "80-and-over"}
    return {band(Decimal(percent), bands) for percent in range(low, high + 1)}


def cost(seen: Json | None) -> set[str]:
    if seen is None:
        return {"not-stated"}
    bands = {0: "under-500", 500: "500-to-999", 1000: "1000-to-1999", 2000: "2000-to-4999", 5000: "5000-and-over"}
    low, high = Decimal(seen["low"]), Decimal(seen["high"])
    return {band(Decimal(pounds), bands) for pounds in (low, *range(int(low) + 1, int(high)), high)}


def reach(stated: Json | None) -> set[str]:
    if stated is None or stated["block"]["denominator"]["kind"] == "hidden":
        return {"not-stated"}
    count = stated["block"]["denominator"]["value"]
    bands = {0: "under-50", 50: "50-to-99", 100: "100-to-249", 250: "250-to-499", 500: "500-and-over"}
    return {band(Decimal(people), bands) for people in range(count["low"], count["high"] + 1)}


def band(number: Decimal, bands: dict[int, str]) -> str:
    return bands[max(start for start in bands if start <= number)]
