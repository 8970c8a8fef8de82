"""A document's results as sentences: an association with its base, never "helps" or "led to"."""

from dataclasses import dataclass

from casestudies import wording
from casestudies.editions.document import Cohort, EditionDocument, OtherOutcome, Strand
from outcomes.figures import Hidden, Shown

OUTCOMES = "outcomes"  # where a page lists outcomes without a scale


@dataclass(frozen=True, slots=True)
class Statement:
    """A result in one breath: `before` the figure, the `figure`, what comes `after` it, and what one has to know.

    `working` is the part of the case study's page where the figure opens to its working, empty where there is none.
    """

    before: str
    figure: str
    after: str
    caveat: str
    working: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.before, self.figure, self.after, self.caveat) if part)


def statement(document: EditionDocument) -> Statement:
    """The result of the whole edition: of its first strand with a rate, else of its first outcome without a scale."""
    for strand in document.strands:
        for cohort in strand.cohorts:
            if isinstance(cohort.derived.rate, Shown):
                return of_cohort(strand, cohort)
    for outcome in document.other_outcomes:
        if (
            isinstance(outcome.block.percent, Shown)
            and isinstance(outcome.block.denominator, Shown)
            and not outcome.around
        ):
            people = f"{wording.count(outcome.block.denominator)} {outcome.unit}"
            figure = f"{outcome.block.percent.value}{wording.THIN}%"
            return Statement(
                f"Of {people},",
                figure,
                f"{outcome.label}, the project reports.",
                "No scale before and after. No comparison group is described.",
                OUTCOMES,
            )
    if any(strand.cohorts for strand in document.strands):
        return Statement(
            "",
            "Too few to say.",
            "",
            "Too few people have two scores for a result to be published without risk to them.",
        )
    for outcome in document.other_outcomes:
        return Statement(sentence(outcome), "", "", "No scale before and after.")
    return Statement("", "No result yet.", "", "The project has not published an outcome.")


def of_cohort(strand: Strand, cohort: Cohort) -> Statement:
    """The result of one cohort."""
    block, rate = cohort.block, cohort.derived.rate
    caveat = " ".join(filter(None, (_not_scored(cohort), _comparison(cohort))))
    if isinstance(rate, Hidden):
        return Statement(f"{strand.name}:", wording.absent(rate.why), "", caveat)
    return Statement(
        before=f"Of {wording.count(block.scored)} {strand.unit} scored before and after,",
        figure=wording.rate(rate, block.improved),
        after=f"had a {better(cohort)} score afterwards.",
        caveat=caveat,
    )


def line(document: EditionDocument) -> Statement:
    """The result for a line of a list: figure first, its base in the same breath."""
    whole = statement(document)
    for strand in document.strands:
        for cohort in strand.cohorts:
            if isinstance(cohort.derived.rate, Shown):
                block = cohort.block
                known = isinstance(block.started, Shown) and block.started.value.exact
                came = f"; {wording.count(block.started)} came" if known else ""
                base = f"of {wording.count(block.scored)} {strand.unit} with two scores{came}"
                return Statement("", whole.figure, f"scored {better(cohort)} afterwards, {base}", "", cohort.key)
    return Statement(whole.before, whole.figure, whole.after, "", whole.working)


def better(cohort: Cohort) -> str:
    """Which way is better on the cohort's measure, in a sentence."""
    return "higher" if cohort.measure.higher_is_better else "lower (better)"


def sentence(outcome: OtherOutcome) -> str:
    """An outcome without a scale in words."""
    block = outcome.block
    if outcome.words:
        return outcome.words
    if isinstance(block.percent, Shown) and isinstance(block.denominator, Shown):
        about = "around " if outcome.around else ""
        share = f"{about}{block.percent.value}{wording.THIN}%"
        return f"{share[:1].upper()}{share[1:]} of {wording.count(block.denominator)} {outcome.unit} {outcome.label}."
    if isinstance(block.numerator, Shown) and isinstance(block.denominator, Shown):
        counts = f"{wording.count(block.numerator)} of {wording.count(block.denominator)}"
        return f"{counts[:1].upper()}{counts[1:]} {outcome.unit} {outcome.label}."
    figure = next((f for f in (block.numerator, block.denominator) if isinstance(f, Shown)), block.numerator)
    about = "about " if outcome.around and isinstance(figure, Shown) else ""
    return f"{outcome.label[:1].upper()}{outcome.label[1:]}: {about}{wording.count(figure)}."


def plausibility(outcome: OtherOutcome) -> str:
    """Why a published percentage cannot be exact; empty where it can."""
    if not outcome.nearest or isinstance(outcome.block.percent, Hidden):
        return ""
    people = wording.count(outcome.block.denominator)
    around = ", ".join(f"{near.count} is {near.percent}{wording.THIN}%" for near in outcome.nearest)
    return f"No whole number out of {people} rounds to {outcome.block.percent.value}{wording.THIN}%: {around}."


PROVENANCE = {
    "recorded": "scores held by this portal",
    "summary": "a published summary; no scores are held",
    "simulated": "made-up scores",
    "invented": "invented scores",
}

RELIABILITY = {
    "test_retest": "test–retest",
    "inter_rater": "agreement between raters",
    "internal": "internal consistency",
    "": "kind not stated",
}


def reliability_kind(kind: str) -> str:
    """What a reliability coefficient was measured on, in words."""
    return RELIABILITY[kind]


def _not_scored(cohort: Cohort) -> str:
    rest, started = cohort.block.not_scored, cohort.block.started
    if isinstance(rest, Hidden):
        return ""
    words = wording.count(rest)
    of = f" of {wording.count(started)}" if isinstance(started, Shown) and started.value.exact else ""
    return f"{words[:1].upper()}{words[1:]}{of} were not scored twice."


def _comparison(cohort: Cohort) -> str:
    return {"none": "No comparison group.", "present": "There is a comparison group."}.get(
        cohort.comparison_group, "Whether there is a comparison group is not stated."
    )
