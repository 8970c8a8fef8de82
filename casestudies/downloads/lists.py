"""Many editions in one file: a search or a shortlist as CSV, XLSX or JSON. Nothing is added up over them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casestudies.downloads import definitions, edition_file, rows, tables
from casestudies.downloads.tables import Cell, Sheet
from casestudies.editions import citing
from casestudies.editions.sentences import PROVENANCE, line
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, NAME

HEAD = (
    *("case_study", "edition", "published", "headline", "project", "provider", "area", "theme", "places"),
    *("result", "provenance", "figures_retired", "invented", "licence", "address"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a file holds: editions in their order, what was asked for in words, and the whole address that asks it."""

    title: str
    address: str
    editions: Sequence[Published]

    @property
    def newest(self) -> date:
        """The day of the newest edition among them."""
        return max((published.document.published for published in self.editions), default=date(1970, 1, 1))


def as_csv(listing: Listing) -> str:
    """All figures, one a row, with the same columns as an edition's own file."""
    return tables.as_csv(rows.COLUMNS, rows.cells(listing.editions))


def as_xlsx(listing: Listing) -> bytes:
    """What the file is, the case studies, their figures, and what columns and figures mean."""
    sheets = (
        Sheet("About", ("", ""), _about(listing)),
        Sheet("Case studies", HEAD, _editions(listing.editions)),
        Sheet("Figures", rows.COLUMNS, rows.cells(listing.editions)),
        Sheet("Definitions", ("is a", "name", "meaning"), definitions.rows()),
    )
    return tables.as_xlsx(sheets, title=f"{NAME}: {listing.title}", made=listing.newest)


def as_json(listing: Listing) -> str:
    """The editions whole, each as in its own file."""
    data = {
        "format": "editions-1",
        "title": listing.title,
        "address": listing.address,
        "licence": {"name": LICENCE.name, "address": LICENCE.address, "words": LICENCE.words},
        "editions": [edition_file.as_data(published) for published in listing.editions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _about(listing: Listing) -> Iterable[tuple[Cell, ...]]:
    real = sum(not published.document.invented for published in listing.editions)
    return (
        ("Portal", NAME),
        ("What", listing.title),
        ("Address", listing.address),
        ("Case studies", real),
        ("Invented examples", len(listing.editions) - real),
        ("Newest edition", listing.newest if listing.editions else None),
        ("Licence", LICENCE.name),
        ("Its address", LICENCE.address),
        ("Terms", LICENCE.words),
        ("Never add up", "Figures of different case studies, strands or measures: they may count the same people."),
    )


def _editions(editions: Iterable[Published]) -> Iterable[tuple[Cell, ...]]:
    for published in editions:
        document, project = published.document, published.document.project
        kinds = sorted({PROVENANCE[cohort.provenance] for cohort in document.cohorts})
        yield (
            document.slug,
            document.edition,
            document.published,
            document.headline,
            project.name,
            project.provider.name if project.provider else "",
            document.area,
            document.theme,
            ", ".join(place.name for place in project.places),
            rows.RETIRED if published.figures_retired else str(line(document)),
            "; ".join(kinds) or (PROVENANCE["invented"] if document.invented else rows.STATED),
            "yes" if published.figures_retired else "no",
            "yes" if document.invented else "no",
            LICENCE.address,
            citing.address(document),
        )
