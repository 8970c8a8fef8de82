"""What a target would take: every shown rate of an edition under an assumption about those who were not scored."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from casestudies import wording
from casestudies.charts.target import TargetChart
from casestudies.editions.document import Cohort, EditionDocument, Strand
from outcomes import pooled
from outcomes.figures import Hidden, Span
from outcomes.pooled import Assumed

NONE, ALIKE, ALL, SHARE = "none", "alike", "all", "share"
ASSUMPTIONS = {
    NONE: "none of them improved",
    ALIKE: "as many of them improved as of those scored",
    ALL: "all of them improved",
    SHARE: "this share of them improved",
}
DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Question:
    """A target in per cent, and what is assumed of those not scored: a key of ASSUMPTIONS, with a share in per cent."""

    target: Decimal
    assumption: str
    share: Decimal | None = None

    @property
    def part(self) -> Fraction | None:
        """The share as a fraction; None where it is that of those scored."""
        fixed = {NONE: Fraction(0), ALL: Fraction(1), ALIKE: None}
        return Fraction(self.share or 0) / 100 if self.assumption == SHARE else fixed[self.assumption]

    def words(self) -> str:
        """The assumption in words, to stand after "if"."""
        if self.assumption == SHARE:
            return f"{_short(self.share or Decimal())}{wording.THIN}% of them improved"
        return ASSUMPTIONS[self.assumption]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one cohort: whether it clears the target, under which share it would, and the drawing."""

    strand: Strand
    cohort: Cohort
    verdict: str
    turning: str
    steps: tuple[tuple[str, str], ...]
    chart: TargetChart | None


def answers(document: EditionDocument, question: Question) -> tuple[Answer, ...]:
    """An answer for every cohort, in the order of the page; those without a shown rate say why there is none."""
    return tuple(_answer(strand, cohort, question) for strand in document.strands for cohort in strand.cohorts)


def _answer(strand: Strand, cohort: Cohort, question: Question) -> Answer:
    block, rate = cohort.block, cohort.derived.rate
    assumed = pooled.assume(block, Fraction(question.target) / 100, question.part)
    if isinstance(rate, Hidden) or assumed is None:
        missing = next(
            (f for f in (block.improved, block.scored, block.started) if isinstance(f, Hidden)),
            rate if isinstance(rate, Hidden) else None,
        )
        why = wording.absent(missing.why) if missing else wording.NOT_STATED
        return Answer(strand, cohort, f"Nothing can be said: what it takes is {why}.", "", (), None)
    return Answer(
        strand,
        cohort,
        verdict=_verdict(assumed, question),
        turning=_turning(assumed, question, strand, cohort),
        steps=_steps(assumed, question, strand, cohort),
        chart=TargetChart(
            key=f"target-{cohort.key}",
            title=f"{strand.name}: a target of {_short(question.target)}{wording.THIN}% over all who started",
            target=float(question.target) / 100,
            assumed=assumed.rate,
            assumed_words=_percent(assumed.rate),
            assumption=f"if {question.words()}",
            possible=cohort.derived.possible_range,
            made_up=cohort.provenance == "invented",
        ),
    )


def _verdict(assumed: Assumed, question: Question) -> str:
    target, rate = f"{_short(question.target)}{wording.THIN}%", _percent(assumed.rate)
    if assumed.clears is None:
        return f"Cannot be said: {rate} over all who started, depending on which count is true; the target is {target}."
    if assumed.clears:
        return f"It clears the target: {rate} over all who started; the target is {target}."
    return f"It does not clear the target: {rate} over all who started; the target is {target}."


def _turning(assumed: Assumed, question: Question, strand: Strand, cohort: Cohort) -> str:
    """Under which share of those not scored it would clear the target."""
    rest = wording.count(cohort.block.not_scored)
    others = f"the {rest} {strand.unit} without two scores" if rest[0].isdigit() else f"the {strand.unit} not scored"
    if assumed.surely <= 0:
        return f"It would even if none of {others} improved."
    if assumed.might > 1:
        return f"It would not even if all of {others} improved."
    if assumed.might <= 0 and assumed.surely > 1:
        return "Whatever one supposes, it depends on counts that are kept back."
    if assumed.surely > 1:
        return f"It might if at least {_up(assumed.might)} of {others} improved, and not surely even if all did."
    if assumed.might <= 0:
        return f"It might even if none of {others} improved, and surely does from {_up(assumed.surely)} of them."
    if _up(assumed.might) == _up(assumed.surely):
        return f"It would if at least {_up(assumed.surely)} of {others} improved."
    return f"It might from {_up(assumed.might)} of {others} improved, and surely does from {_up(assumed.surely)}."


def _steps(assumed: Assumed, question: Question, strand: Strand, cohort: Cohort) -> tuple[tuple[str, str], ...]:
    """The receipt of the assumed rate."""
    block = cohort.block
    started, improved, rest = (wording.count(f) for f in (block.started, block.improved, block.not_scored))
    scored = wording.count(block.scored)
    if question.part is None:
        formula = f"improved ÷ scored = {improved} ÷ {scored}: the same share of all who started"
    else:
        share = f"{_short(Decimal(question.part.numerator * 100) / question.part.denominator)}{wording.THIN}%"
        formula = f"(improved + {share} of those not scored) ÷ started = ({improved} + {share} of {rest}) ÷ {started}"
    return (
        ("Started", f"{started} {strand.unit}"),
        ("Scored twice", scored),
        ("Improved", improved),
        ("Assumed", f"of the {rest} not scored, {question.words()}"),
        ("Formula", f"{formula} = {_percent(assumed.rate)}"),
        ("What is needed", "(target × started − improved) ÷ not scored"),
    )


def _percent(rate: Span) -> str:
    """To one decimal, because a target may lie between two whole percentages: "69.6 %", "57.9 to 58.4 %"."""
    low, high = (wording.number(100 * end, 1).removesuffix(".0") for end in (rate.low, rate.high))
    return f"{low}{wording.THIN}%" if low == high else f"{low} to {high}{wording.THIN}%"


def _up(share: float) -> str:
    """A share as a percentage rounded up, so that it is enough: 58.3 % reads "59 %"."""
    return f"{ceil(share * 100 - DUST)}{wording.THIN}%"


def _short(number: Decimal) -> str:
    """Without noughts that say nothing: 70, 72.5."""
    whole = floor(number)
    return f"{whole}" if whole == number else f"{number.normalize():f}"
