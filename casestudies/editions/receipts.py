"""The receipt behind a percentage: every step from who started to the figure and its source, as pairs of words."""

from collections.abc import Iterator

from casestudies import wording
from casestudies.editions.document import Cohort, OtherOutcome, Strand
from casestudies.editions.sentences import PROVENANCE
from outcomes.derived import whole_percent
from outcomes.figures import Shown

type Steps = list[tuple[str, str]]


def of_cohort(strand: Strand, cohort: Cohort) -> Steps:
    """Started → scored → improved → formula → source; then the other percentages of the cohort, where they show."""
    return [*_rate(strand, cohort), *_others(cohort), ("Source", _source(cohort))]


def _rate(strand: Strand, cohort: Cohort) -> Iterator[tuple[str, str]]:
    block, derived = cohort.block, cohort.derived
    scored, improved = wording.count(block.scored), wording.count(block.improved)
    covered = isinstance(derived.coverage, Shown)
    share = f" ({wording.percent(derived.coverage)} of those who started)" if covered else ""
    yield "Started", f"{wording.count(block.started)} {strand.unit}"
    yield "Scored twice", f"{scored}{share}"
    yield "Improved", f"{improved}: one point {'up' if cohort.measure.higher_is_better else 'down'} counts"
    if cohort.reported and cohort.reported.percent is not None:
        yield "Published as", f"{cohort.reported.percent}{wording.THIN}% of {scored} is {improved}, rounding half up"
    rate = wording.rate(derived.rate, block.improved)
    yield "Formula", f"improved ÷ scored = {improved} ÷ {scored} = {rate}"
    if isinstance(derived.rate, Shown):
        yield "Interval", f"Wilson, 95{wording.THIN}%: {wording.percent(derived.rate.value.interval)}"


def _others(cohort: Cohort) -> Iterator[tuple[str, str]]:
    block, derived = cohort.block, cohort.derived
    started, scored, improved = (wording.count(f) for f in (block.started, block.scored, block.improved))
    if isinstance(derived.coverage, Shown):
        yield "Coverage", f"scored ÷ started = {scored} ÷ {started} = {wording.percent(derived.coverage)}"
    if isinstance(derived.possible_range, Shown):
        rest, span = wording.count(block.not_scored), wording.percent(derived.possible_range)
        low, high = f"{improved} ÷ {started}", f"({improved} + {rest}) ÷ {started}"
        yield "Possible range", f"improved ÷ started, to (improved + not scored) ÷ started = {low}, to {high} = {span}"
    if isinstance(derived.reliable_rate, Shown):
        reliably = wording.count(block.reliably_improved)
        rate = wording.rate(derived.reliable_rate, block.reliably_improved)
        yield "Reliably improved", f"reliably improved ÷ scored = {reliably} ÷ {scored} = {rate}"


def _source(cohort: Cohort) -> str:
    source = cohort.source or (cohort.reported and cohort.reported.source)
    return source.title if source else PROVENANCE[cohort.provenance]


def of_outcome(outcome: OtherOutcome) -> Steps:
    """The steps of an outcome without a scale; none where no percentage is printed: "around half" stays words."""
    block, thin = outcome.block, wording.THIN
    if outcome.words or not isinstance(block.percent, Shown):
        return []
    steps = [("Of", f"{wording.count(block.denominator)} {outcome.unit}")]
    if isinstance(block.numerator, Shown):
        steps.append((outcome.label[:1].upper() + outcome.label[1:], wording.count(block.numerator)))
    if outcome.nearest:
        around = ", ".join(f"{near.count} is {near.percent}{thin}%" for near in outcome.nearest)
        steps.append(("Whole numbers near it", around))
    about = "around " if outcome.around else ""
    match block.numerator, block.denominator:
        case Shown(k), Shown(n) if k.exact and whole_percent(k.low, n.low) == block.percent.value:
            steps.append(("Formula", f"{wording.count(k)} ÷ {wording.count(n)} = {block.percent.value}{thin}%"))
        case _:
            steps.append(("Published as", f"{about}{block.percent.value}{thin}%; not worked out here"))
    steps.append(("Source", outcome.source.title if outcome.source else "the project; no publication is stated"))
    return steps
