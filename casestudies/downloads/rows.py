"""An edition's figures as rows of a table, one a figure: what CSV and XLSX files are made of.

A row says what the document says, in words as on the page and in numbers as in the document, or why there is none. A
worked example is never among them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from casestudies import wording
from casestudies.downloads.cohort_figures import of_cohort
from casestudies.downloads.entries import Entry, amount, of_figure
from casestudies.downloads.tables import Cell
from casestudies.editions import citing
from casestudies.editions.document import Cohort, EditionDocument, FundingPart, OtherOutcome, Strand
from casestudies.editions.drawings import payer
from casestudies.editions.sentences import PROVENANCE
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE
from outcomes.figures import Amount, Hidden

STATED = "stated by the project"
RETIRED = "This edition’s figures are no longer shown"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; an empty text is what does not apply or is not stated. See `downloads.definitions`."""

    case_study: str
    edition: int
    published: date
    project: str
    strand: str
    cohort: str
    measure: str
    measure_version: str
    period_start: date | None
    period_end: date | None
    figure: str
    label: str
    counted: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    in_words: str
    why_hidden: str
    provenance: str
    standing: str
    source: str
    as_in_edition: int | None
    invented: str
    licence: str
    address: str


COLUMNS = tuple(field.name for field in fields(Row))


def rows(published: Published) -> Iterator[Row]:
    """Every figure of an edition in the order of its page; of a retired one a single row that says so."""
    document = published.document
    if published.figures_retired:
        by = f": they were replaced by edition {published.figures_replaced_by}" if published.figures_replaced_by else ""
        yield _row(document, Entry("retired", RETIRED, "", words=f"{RETIRED}{by}."))
        return
    for strand in document.strands:
        for cohort in strand.cohorts:
            for entry, provenance in of_cohort(strand, cohort):
                yield _row(document, entry, strand=strand, cohort=cohort, provenance=PROVENANCE[provenance])
    for outcome in document.other_outcomes:
        for entry in _of_outcome(outcome):
            yield _row(document, entry, outcome=outcome)
    yield from (_row(document, entry) for entry in (*_reach(document), *_routes(document), *_money(document)))


def cells(editions: Iterable[Published]) -> Iterator[tuple[Cell, ...]]:
    """The rows of editions, one after the other, in the order of `COLUMNS`: never a sum over them."""
    for published in editions:
        for row in rows(published):
            yield tuple(getattr(row, column) for column in COLUMNS)


def _row(
    document: EditionDocument,
    entry: Entry,
    *,
    strand: Strand | None = None,
    cohort: Cohort | None = None,
    outcome: OtherOutcome | None = None,
    provenance: str = "",
) -> Row:
    period = cohort.period if cohort else outcome.period if outcome else None
    source = entry.source or (cohort.source if cohort else outcome.source if outcome else None)
    return Row(
        case_study=document.slug,
        edition=document.edition,
        published=document.published,
        project=document.project.name,
        strand=strand.name if strand else "",
        cohort=cohort.key if cohort else "",
        measure=cohort.measure.name if cohort else "",
        measure_version=cohort.measure.version if cohort else "",
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        figure=entry.figure,
        label=entry.label,
        counted=entry.counted,
        value=entry.low if entry.low == entry.high else None,
        low=entry.low if entry.low != entry.high else None,
        high=entry.high if entry.low != entry.high else None,
        in_words=entry.words,
        why_hidden=entry.why_hidden,
        provenance=provenance or (PROVENANCE["invented"] if document.invented else STATED),
        standing=cohort.standing if cohort else "",
        source=source.title if source else "",
        as_in_edition=entry.as_in_edition,
        invented="yes" if document.invented else "no",
        licence=LICENCE.address,
        address=citing.address(document),
    )


def _of_outcome(outcome: OtherOutcome) -> Iterator[Entry]:
    block, label = outcome.block, outcome.label
    if outcome.words:
        yield Entry("outcome", label or outcome.key, outcome.unit, words=outcome.words)
        return
    about = "about " if outcome.around else ""
    carried = block.carried_from
    for figure, key, what in (
        (block.denominator, "outcome_of", f"{label}: of how many"),
        (block.numerator, "outcome_people", f"{label}: how many"),
    ):
        words = wording.count(figure)
        shown = words if isinstance(figure, Hidden) else f"{about}{words}"
        yield of_figure(key, what, outcome.unit, figure, shown, as_in_edition=carried)
    words = (
        wording.absent(block.percent.why)
        if isinstance(block.percent, Hidden)
        else f"{block.percent.value}{wording.THIN}%"
    )
    shown = words if isinstance(block.percent, Hidden) else f"{about}{words}"
    yield of_figure("outcome_percent", f"{label}: percentage", "%", block.percent, shown, as_in_edition=carried)


def _reach(document: EditionDocument) -> Iterator[Entry]:
    reach = document.project.reach
    if reach:
        words = wording.count(reach.people)
        shown = words if isinstance(reach.people, Hidden) or not reach.about else f"about {words}"
        carried = reach.block.carried_from
        yield of_figure("reach", "People served in a year", reach.unit, reach.people, shown, as_in_edition=carried)


def _routes(document: EditionDocument) -> Iterator[Entry]:
    split = document.referrals.split
    if split is None:
        return
    if isinstance(split.parts, Hidden):
        words = wording.absent(split.parts.why)
        yield of_figure("referrals", "How people came", "people", split.parts, words, as_in_edition=split.carried_from)
        return
    for part in split.parts.value:
        words = wording.number(part.count)
        yield Entry(
            "referrals", f"Came by: {part.label}", "people", part.count, part.count, words, "", split.carried_from
        )


def _money(document: EditionDocument) -> Iterator[Entry]:
    funding = document.funding
    for income in funding.incomes:
        name, broken = income.label or "Income of a year", income.breakdown
        yield amount("income", name, broken.stated, source=income.source)
        if broken.remainder:
            yield amount("income_not_broken_down", f"{name}: not broken down", broken.remainder, source=income.source)
    yield from (_part(part) for part in funding.parts)
    head = funding.per_person
    about = any(income.breakdown.stated.about for income in funding.incomes)
    for figure, label, pounds in (
        ("income_a_person_seen", "Income a person seen", head.seen),
        ("income_a_person_improved", "Income a person improved: not a cost of improvement", head.improved),
    ):
        if pounds:
            words = wording.money(Amount.between(pounds.low, pounds.high))
            low, high = float(pounds.low), float(pounds.high)
            yield Entry(figure, label, "GBP", low, high, f"about {words}" if about else words)
    if head.why_not:
        why = f"not computable: {head.why_not}"
        yield Entry("income_a_person_seen", "Income a person seen", "GBP", words=why, why_hidden="not_computable")


def _part(part: FundingPart) -> Entry:
    words = wording.money(part.amount, part.years)
    return amount("funding", f"Paid by {payer(part)}", part.total, words=words, source=part.source)
