"""How many people each route brought, by single records, and whether numbers that were typed agree with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outcomes.models import Project, Referral, ReferralSource, ReferralUpload
from outcomes.referral_files.rows import ReferralRow

# key of a route → the day of each of its records, None where that is not stated
type Days = Mapping[str, Sequence[date | None]]


@dataclass(frozen=True)
class Typed:
    """A number of people typed for a route, and its period where that is stated."""

    route: str  # its key
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Preview:
    """What an upload holds, for whoever sent it; small counts are not hidden here. `routes`: name and people, the
    most first; `results`: key of what came of it ("" for not stated) and people."""

    people: int
    dated: int
    with_reasons: int
    routes: tuple[tuple[str, int], ...]
    results: Mapping[str, int]


def held(project: Project) -> Days:
    """The records a project holds."""
    pairs = Referral.objects.filter(project=project).values_list("referral_source__key", "received_on")
    return _by_route(pairs)


def of_rows(rows: Iterable[ReferralRow]) -> Days:
    """The same of the rows of a file."""
    return _by_route((row.source, row.received_on) for row in rows)


def contradictions(typed: Sequence[Typed], days: Days) -> dict[str, str]:
    """Key of a route → why what was typed of it cannot stand beside the records; routes that agree are left out.

    The numbers typed for a route must add up to its records, and dated records lie in the periods of those numbers.
    """
    found = {}
    for route in {one.route for one in typed}:
        mine = [one for one in typed if one.route == route]
        total, records = sum(one.count for one in mine), days.get(route, ())
        outside = sum(day is not None and not any(_within(day, one) for one in mine) for day in records)
        if total != len(records):
            found[route] = f"{total:,} typed under “Routes”, {len(records):,} in the records."
        elif outside:
            found[route] = f"{outside:,} of the records lie outside the period typed with the number of this route."
    return found


def preview(upload: ReferralUpload) -> Preview:
    """What a staged or confirmed upload holds; all nought for one whose records are gone."""
    names = dict(ReferralSource.objects.values_list("key", "name"))
    rows = [ReferralRow.from_json(cells) for cells in upload.staged_rows or ()] or [
        ReferralRow(one.client_reference, one.referral_source.key, one.received_on, one.reasons, one.result)
        for one in upload.referrals.select_related("referral_source")
    ]
    return Preview(
        people=len(rows),
        dated=sum(row.received_on is not None for row in rows),
        with_reasons=sum(bool(row.reasons) for row in rows),
        routes=tuple(Counter(names.get(row.source, row.source) for row in rows).most_common()),
        results=Counter(row.result for row in rows),
    )


def _by_route(pairs: Iterable[tuple[str, date | None]]) -> Days:
    days: dict[str, list[date | None]] = {}
    for route, day in pairs:
        days.setdefault(route, []).append(day)
    return days


def _within(day: date, typed: Typed) -> bool:
    return (typed.first is None or typed.first <= day) and (typed.last is None or day <= typed.last)
