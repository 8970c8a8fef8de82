"""From a document to its charts: each function takes published parts and gives the dataclass a chart is drawn from."""

from collections.abc import Sequence

from casestudies import wording
from casestudies.charts.bands import BandsChart
from casestudies.charts.flow import FlowChart
from casestudies.charts.funding import FundingChart, Money
from casestudies.charts.rate import RateChart
from casestudies.charts.referrals import ReferralsChart
from casestudies.editions.document import Cohort, EditionDocument, FundingPart, Income, Strand
from outcomes import money
from outcomes.figures import Amount, Hidden, Shown

MADE_UP = ("invented", "simulated")


def rate(strand: Strand, cohort: Cohort, *, small: bool = False) -> RateChart:
    """The rate of improvement; `small` is the bar alone, for a line of a list."""
    return RateChart(
        key=f"{'bar' if small else 'rate'}-{cohort.key}",
        title=f"{strand.unit.capitalize()} with a better score afterwards, of those scored twice",
        unit=strand.unit,
        improved=cohort.block.improved,
        scored=cohort.block.scored,
        not_scored=cohort.block.not_scored,
        rate=cohort.derived.rate,
        possible=cohort.derived.possible_range,
        made_up=cohort.provenance in MADE_UP and not small,
        small=small,
    )


def flow(strand: Strand, cohort: Cohort) -> FlowChart:
    """Who came and who was scored; and, apart, how those scored did."""
    block = cohort.block
    return FlowChart(
        key=f"flow-{cohort.key}",
        title=f"{told_apart(strand, cohort)}: who came, and how those scored did",
        unit=strand.unit,
        started=block.started,
        scored=block.scored,
        not_scored=block.not_scored,
        improved=block.improved,
        not_improved=block.not_improved,
        same=block.same,
        worse=block.worse,
        made_up=cohort.provenance in MADE_UP,
    )


def told_apart(strand: Strand, cohort: Cohort) -> str:
    """The strand's name, with what tells its cohorts apart where it has several."""
    others = [other for other in strand.cohorts if other.key != cohort.key]
    name = strand.name
    if any(other.measure != cohort.measure for other in others):
        name += f", {cohort.measure.short_name}"
    if any(other.period != cohort.period for other in others):
        name += f", {wording.period(cohort.period.start, cohort.period.end)}"
    return name


def bands(strand: Strand, cohort: Cohort) -> BandsChart:
    """The measure's bands before and after."""
    return BandsChart(
        key=f"bands-{cohort.key}",
        title=f"{cohort.measure.short_name} bands before and after",
        unit=strand.unit,
        before=cohort.block.bands_before,
        after=cohort.block.bands_after,
        higher_is_better=cohort.measure.higher_is_better,
        made_up=cohort.provenance in MADE_UP,
    )


def referrals(document: EditionDocument) -> ReferralsChart | None:
    """Routes by which families came; None where no route was counted."""
    split = document.referrals.split
    if split is None:
        return None
    unit = document.strands[0].unit if document.strands else "people"
    return ReferralsChart(f"referrals-{split.key}", "How families came", unit, split.parts, document.invented)


def income(stated: Income, parts: Sequence[FundingPart], *, made_up: bool) -> FundingChart:
    """The stated income of a year: what its parts come to in one year, and what they leave over."""
    whole = stated.breakdown.stated
    left = stated.breakdown.remainder
    return FundingChart(
        key=f"income-{stated.key}",
        title=stated.label[:1].upper() + stated.label[1:] or "Income of a year",
        whole=wording.money(whole),
        parts=tuple(
            Money(payer(part), wording.money_of_one_year(part.amount, part.years), _share(part.amount, whole))
            for part in parts
            if part.income == stated.key
        ),
        rest=None if left is None else Money("Not broken down", wording.money(left), _share(left, whole)),
        made_up=made_up,
    )


def grants(key: str, parts: Sequence[FundingPart], *, made_up: bool) -> FundingChart | None:
    """Money that is part of no stated income, each against the sum of the known; None where there is none.

    Where it is in several currencies there is a sum in each, and nothing to draw the parts against.
    """
    free = [part for part in parts if not part.income]
    known = [part for part in free if part.total.low and part.total.low == part.total.high]
    if not known:
        return None
    sums = money.totals(part.total for part in known)
    whole = sums[0] if len(sums) == 1 else Amount.not_stated()
    rest = "" if len(known) == len(free) else ", and amounts that are not stated"
    return FundingChart(
        key=f"grants-{key}",
        title="Grants and other funding",
        whole=wording.money_in_all(sums) + rest,
        parts=tuple(
            Money(payer(part), wording.money(part.total), _share(part.total, whole))
            for part in sorted(free, key=lambda part: part not in known)
        ),
        made_up=made_up,
    )


def payer(part: FundingPart) -> str:
    """Who paid, in words: "A, B and others"."""
    names = [funder.name for funder in part.funders] + (["others"] if part.others_included else [])
    if not names:
        return part.label or wording.NOT_STATED
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _share(part: Amount, whole: Amount) -> float | None:
    """The share of the whole, where both are one number."""
    if not part.low or part.low != part.high or not whole.low or whole.low != whole.high:
        return None
    return min(1.0, float(part.low / whole.low))


def has_bands(cohort: Cohort) -> bool:
    """Whether bands are shown both before and after."""
    return isinstance(cohort.block.bands_before, Shown) and not isinstance(cohort.block.bands_after, Hidden)
