"""What readers will not see of a case study's numbers, and why: for its editors, from the composed document."""

from collections.abc import Iterator
from dataclasses import dataclass

from casestudies import wording
from casestudies.editions.document import EditionDocument
from casestudies.editions.ledger import ledger
from outcomes.figures import Absent, Hidden, Split

MERGED = Split("", ()).other_label
PRIVACY = wording.absent(Absent.PRIVACY)
_FOR_PRIVACY = {wording.absent(why) for why in (Absent.PRIVACY, Absent.TOO_FEW, Absent.BEING_CORRECTED)}


@dataclass(frozen=True, slots=True)
class Withheld:
    """Where on the page, which figures, and why; no number of people is among the words."""

    where: str
    what: str
    why: str


def withheld(document: EditionDocument) -> tuple[Withheld, ...]:
    """Everything that is hidden, merged or carried forward for the sake of privacy, in the order of the page."""
    return (*_results(document), *_outcomes(document), *_referrals(document), *_reach(document))


def _results(document: EditionDocument) -> Iterator[Withheld]:
    for strand in document.strands:
        for cohort in strand.cohorts:
            where = f"{strand.name}, {cohort.measure.short_name}"
            for missing in ledger(strand, cohort).missing:
                if missing.why in _FOR_PRIVACY:
                    yield Withheld(where, ", ".join(missing.labels), missing.why)
            for note in cohort.block.notes:
                yield Withheld(where, "", wording.note(note))


def _outcomes(document: EditionDocument) -> Iterator[Withheld]:
    for outcome in document.other_outcomes:
        figures = {"how many": outcome.block.numerator, "of how many": outcome.block.denominator}
        hidden = [name for name, figure in figures.items() if _is_private(figure)]
        if hidden:
            yield Withheld(outcome.label, ", ".join(hidden), PRIVACY)


def _referrals(document: EditionDocument) -> Iterator[Withheld]:
    split = document.referrals.split
    if split is None:
        return
    if isinstance(split.parts, Hidden):
        yield Withheld("Who came and how", "how many came each way", PRIVACY)
        return
    if any(part.label == MERGED for part in split.parts.value):
        yield Withheld("Who came and how", f"some routes are shown together as “{MERGED}”", "each alone is too small")


def _reach(document: EditionDocument) -> Iterator[Withheld]:
    if document.project.reach and _is_private(document.project.reach.people):
        yield Withheld("The project", "people served in a year", PRIVACY)


def _is_private(figure: object) -> bool:
    return isinstance(figure, Hidden) and figure.why in {Absent.PRIVACY, Absent.TOO_FEW}
