"""Grants in the 360Giving Data Standard 1.4, and those that cannot be, with what is missing.

Nothing is made up to fill a required field: a grant whose day of award nobody has stated is listed, not exported.
Only real case studies' current editions are considered. Contracts, donations and own funds are not grants; money of
which nobody has said what it was may be one, so it is listed as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from casestudies import wording
from casestudies.downloads.tables import Cell
from casestudies.editions import citing, drawings
from casestudies.editions.document import EditionDocument, FundingPart, Organisation
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, NAME, absolute

LONGEST_TITLE = 139
MAY_BE_GRANTS = ("grant", "")  # "": not stated

type Grant = dict[str, object]

# 360Giving's titles of columns → the way to the field in JSON.
COLUMNS = {
    "Identifier": ("id",),
    "Title": ("title",),
    "Description": ("description",),
    "Currency": ("currency",),
    "Amount Awarded": ("amountAwarded",),
    "Award Date": ("awardDate",),
    "Planned Dates:Start Date": ("plannedDates", 0, "startDate"),
    "Planned Dates:End Date": ("plannedDates", 0, "endDate"),
    "Recipient Org:Identifier": ("recipientOrganization", 0, "id"),
    "Recipient Org:Name": ("recipientOrganization", 0, "name"),
    "Funding Org:Identifier": ("fundingOrganization", 0, "id"),
    "Funding Org:Name": ("fundingOrganization", 0, "name"),
    "Last modified": ("dateModified",),
    "Data Source": ("dataSource",),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A grant that cannot be exported, and what 360Giving requires that nobody has stated."""

    case_study: str
    project: str
    paid_by: str
    amount: str
    missing: tuple[str, ...]


def grants(editions: Iterable[Published]) -> tuple[list[Grant], list[Missing]]:
    """What can be exported, and what cannot."""
    complete: list[Grant] = []
    incomplete: list[Missing] = []
    for published in editions:
        document = published.document
        for part in document.funding.parts:
            if part.kind not in MAY_BE_GRANTS or document.invented:
                continue
            if missing := _missing(document, part):
                incomplete.append(
                    Missing(
                        document.slug,
                        document.project.name,
                        drawings.payer(part),
                        wording.money(part.amount, part.years),
                        tuple(missing),
                    )
                )
            else:
                complete.append(_grant(published, part))
    return complete, incomplete


def package(editions: Iterable[Published]) -> dict[str, object]:
    """The file: `grants` as the standard has it, and beside it, under a name of ours, what is not among them.

    The standard asks for at least one grant: while nothing is complete, the file holds none and so is no valid package.
    """
    shelf = list(editions)
    complete, incomplete = grants(shelf)
    newest = max((published.published_at for published in shelf), default=None)
    return {
        "version": "1.4",
        "title": f"{NAME}: grants named in published case studies",
        "publisher": {"name": NAME, "website": absolute("/")},
        **({"modified": newest.isoformat()} if newest else {}),
        "accessURL": absolute(reverse("data")),
        "downloadURL": absolute(reverse("funding-file", args=["json"])),
        "license": LICENCE.address,
        "grants": complete,
        "notExported": [
            {"caseStudy": it.case_study, "paidBy": it.paid_by, "amount": it.amount, "missing": list(it.missing)}
            for it in incomplete
        ],
    }


def cells(editions: Iterable[Published]) -> Iterable[tuple[Cell, ...]]:
    """The rows under `COLUMNS`."""
    for grant in grants(editions)[0]:
        yield tuple(_reach(grant, way) for way in COLUMNS.values())


def _missing(document: EditionDocument, part: FundingPart) -> list[str]:
    total, provider = part.total, document.project.provider
    return [
        name
        for name, known in (
            ("whether it was a grant", part.kind == "grant"),
            ("one exact amount", total.high == total.low and total.low > 0 and not total.about),
            ("the day of award", part.award_date is not None),
            ("one funder alone", len(part.funders) == 1 and not part.others_included),
            ("the funder’s identifier", all(_identified(funder) for funder in part.funders)),
            ("who received it", provider is not None),
            ("the recipient’s identifier", provider is None or _identified(provider)),
        )
        if not known
    ]


def _identified(organisation: Organisation) -> bool:
    return bool(organisation.org_id)


def _grant(published: Published, part: FundingPart) -> Grant:
    document, project = published.document, published.document.project
    assert part.award_date is not None and project.provider is not None  # noqa: S101, PT018 - `_missing` saw to it
    (funder,) = part.funders
    dates = {"startDate": part.period.start, "endDate": part.period.end}
    planned = {name: day.isoformat() for name, day in dates.items() if day}
    return {
        "id": f"{settings.GIVING_PREFIX}-{document.slug}-{part.key}",
        "title": _title(f"{project.name}: {part.purpose or part.label or 'grant'}"),
        "description": part.purpose or project.purpose or f"Grant to {project.name}",
        "currency": part.total.currency,
        "amountAwarded": float(part.total.low),
        "awardDate": part.award_date.isoformat(),
        "recipientOrganization": [{"id": project.provider.org_id, "name": project.provider.name}],
        "fundingOrganization": [{"id": funder.org_id, "name": funder.name}],
        **({"plannedDates": [planned]} if planned else {}),
        "dateModified": published.published_at.isoformat(),
        "dataSource": citing.address(document),
    }


def _title(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def _reach(grant: Grant, way: tuple[str | int, ...]) -> Cell:
    found: object = grant
    for step in way:
        if isinstance(found, dict):
            found = found.get(str(step))
        elif isinstance(found, list) and isinstance(step, int):
            found = found[step]
    return found if isinstance(found, str | int | float) else None
