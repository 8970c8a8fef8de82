"""What a funder pays for, as each edition says it; amounts of different projects are never added up."""

from collections.abc import Collection

from casestudies import wording
from casestudies.editions.document import EditionDocument


def paid_by(keys: Collection[str], document: EditionDocument) -> tuple[str, ...]:
    """Every part of an edition's money that a funder has a part in, under any of its keys, former ones too: "Pays:
    £36,000 a year for 3 years"."""
    found = []
    for part in document.funding.parts:
        if any(funder.key in keys for funder in part.funders):
            others = len(part.funders) > 1 or part.others_included
            words = wording.money(part.amount, part.years)
            found.append(f"Pays: {words}{', together with others and not split' if others else ''}")
    return tuple(found)
