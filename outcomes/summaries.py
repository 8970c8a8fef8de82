"""From the records to unprotected figures: one query a kind of fact, then `statistics`.

What these functions return may hold counts of single people; it goes to `disclosure.protect` and nowhere else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Count as CountRows

from outcomes.derived import PrintedGain, Scale
from outcomes.figures import (
    Amount,
    Because,
    Breakdown,
    CohortFigures,
    Count,
    HeadCount,
    Moments,
    Part,
    ScoreRange,
    Split,
    Tree,
)
from outcomes.models import (
    Cohort,
    Funding,
    Measure,
    OtherOutcome,
    Project,
    PublishedResult,
    Referral,
    ReferralRoute,
    Score,
    StatedIncome,
)
from outcomes.models.funding import amount_of
from outcomes.money import breakdown
from outcomes.statistics.absence import Absent
from outcomes.statistics.bands import Band, band_margins
from outcomes.statistics.pairs import Pair
from outcomes.statistics.plausibility import possible_counts
from outcomes.statistics.reliable_change import (
    Reliability,
    ReliabilityKind,
    reliable_change_threshold,
    reliable_counts,
)
from outcomes.statistics.summary import Base

type CountedPairs = Counter[Pair]


def paired_scores(cohorts: Iterable[Cohort]) -> dict[int, CountedPairs]:
    """How often each (before, after) pair occurs, by cohort id: one grouped scan, whatever the number of scores.

    A scale has few values, so the counted pairs stay small where the scores are many.
    """
    rows = (
        Score.objects.filter(cohort__in=[cohort.pk for cohort in cohorts], before__isnull=False, after__isnull=False)
        .order_by()
        .values_list("cohort_id", "before", "after")
        .annotate(people=CountRows("pk"))
    )
    found: dict[int, CountedPairs] = defaultdict(Counter)
    for cohort_id, before, after, people in rows:
        found[cohort_id][float(before), float(after)] += people
    return found


def scale_of(measure: Measure) -> Scale:
    """What is published about the measure, ready for arithmetic."""
    reliability = None
    if measure.reliability is not None:
        reliability = Reliability(float(measure.reliability), ReliabilityKind(measure.reliability_kind))
    return Scale(
        threshold=reliable_change_threshold(
            published=_number(measure.reliable_change),
            reference_sd=_number(measure.reference_sd),
            reliability=reliability,
        ),
        population_mean=_number(measure.reference_mean),
        reliability=reliability,
        higher_is_better=measure.higher_is_better,
    )


def printed_gain(cohort: Cohort) -> PrintedGain | None:
    """The mean change a publication gives for the cohort, if any."""
    result: PublishedResult | None = getattr(cohort, "published_result", None)
    if result is None or result.mean_change is None:
        return None
    return PrintedGain(float(result.mean_change), Base(result.mean_change_base), result.mean_change_decimals)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def cohort_figures(cohort: Cohort, pairs: CountedPairs | None, bands: Sequence[Band]) -> CohortFigures:
    """All unprotected figures of one cohort: from its scores, from what was published of it, or both."""
    result: PublishedResult | None = getattr(cohort, "published_result", None)
    return CohortFigures(
        key=cohort.key,
        computed=None if not pairs else _computed(cohort, pairs, bands),
        moments=None if not pairs else _moments(cohort, pairs),
        reported=None if result is None else _reported(cohort, result),
        score_range=score_range_of(cohort.measure),
        higher_is_better=cohort.measure.higher_is_better,
        people=f"{cohort.strand_id} from {cohort.period_start} to {cohort.period_end}",
    )


def score_range_of(measure: Measure) -> ScoreRange:
    """What scores the measure can give, and the lines its counts were drawn at: what means could give away."""
    threshold = scale_of(measure).threshold
    return ScoreRange(
        low=float(measure.minimum),
        high=float(measure.maximum),
        step=float(measure.step),
        reliable_change=None if isinstance(threshold, Absent) else threshold.points,
        cut_off=_number(measure.cut_off),
    )


def _moments(cohort: Cohort, pairs: CountedPairs) -> Moments:
    return Moments.from_pairs(pairs, higher_is_better=cohort.measure.higher_is_better)


def _computed(cohort: Cohort, pairs: CountedPairs, bands: Sequence[Band]) -> Tree:
    measure = cohort.measure
    moments = _moments(cohort, pairs)
    reliable = reliable_counts(
        pairs,
        scale_of(measure).threshold,
        higher_is_better=measure.higher_is_better,
        cut_off=_number(measure.cut_off),
    )
    known = None if isinstance(reliable, Absent) else reliable
    return Tree(
        started=cohort.started,
        scored=moments.n,
        improved=Count.of(moments.improved),
        same=moments.same,
        worse=moments.worse,
        reliably_improved=None if known is None else known.reliably_improved,
        reliably_worse=None if known is None else known.reliably_worse,
        recovered=None if known is None or isinstance(known.recovered, Absent) else known.recovered,
        still_attending=cohort.still_attending,
        band_margins=band_margins(pairs, bands) if bands else (),
    )


def _reported(cohort: Cohort, result: PublishedResult) -> Tree:
    improved = None
    if result.improved is not None:
        improved = Count.of(result.improved)
    elif result.scored is not None and result.improved_percent is not None:
        possible = possible_counts(result.improved_percent, result.scored)
        improved = Count.between(possible[0], possible[-1], Because.ROUNDING) if possible else None
    return Tree(started=cohort.started, scored=result.scored, improved=improved, still_attending=cohort.still_attending)


def bands_of(measure: Measure) -> tuple[Band, ...]:
    """The measure's named bands, lowest first; where it has none but a cut-off, the two sides of that."""
    named = tuple(Band(band.label, float(band.low), float(band.high)) for band in measure.bands.all())
    if named or measure.cut_off is None:
        return named
    cut, step = float(measure.cut_off), float(measure.step)
    low, high = float(measure.minimum), float(measure.maximum)
    if measure.higher_is_better:
        return Band("at the cut-off or below", low, cut), Band("above the cut-off", cut + step, high)
    return Band("below the cut-off", low, cut - step), Band("at the cut-off or above", cut, high)


def referral_split(project: Project, routes: Sequence[ReferralRoute]) -> Split | None:
    """How people came: individual referrals where they are held, else the counts routes were given with."""
    parts = [
        Part(name, people)
        for name, people in Referral.objects.filter(project=project)
        .order_by("referral_source__name")
        .values_list("referral_source__name")
        .annotate(people=CountRows("pk"))
    ] or [Part(route.referral_source.name, route.count) for route in routes if route.count is not None]
    return Split("referrals", tuple(parts)) if parts else None


def head_count(outcome: OtherOutcome) -> HeadCount:
    """An outcome without a scale, as it was stated."""
    return HeadCount(outcome.key, outcome.numerator, outcome.denominator, outcome.percent, outcome.around)


def reach(project: Project) -> HeadCount | None:
    """How many people the project says it serves in a year."""
    # no outcome's key has a space in it, so none can be mistaken for this
    return None if project.yearly_reach is None else HeadCount("yearly reach", None, project.yearly_reach)


def total_of(funding: Funding) -> Amount:
    """All of a record's money, over all its years."""
    amount = amount_of(funding)
    return amount.for_years(funding.years) if funding.years else amount


def income_breakdown(income: StatedIncome, parts: Iterable[Funding]) -> Breakdown:
    """A stated income against those of `parts` that belong to it; by the year where they are paid so."""
    return breakdown(amount_of(income), [amount_of(part) for part in parts if part.income_id == income.pk])
