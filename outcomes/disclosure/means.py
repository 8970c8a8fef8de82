"""Means of all scored, to one decimal; everything else about them is worked out from those rounded numbers."""

from decimal import ROUND_HALF_UP, Decimal

from outcomes.disclosure.checks import check_moments
from outcomes.disclosure.room import leave_room
from outcomes.disclosure.trees import exactly
from outcomes.figures import Absent, CohortBlock, CohortFigures, Figure, Hidden, Means, Moments, Shown, Span
from outcomes.statistics.changes import changes, mean_gain_of_improved
from outcomes.statistics.effect_sizes import effect_sizes

type MeanFigures = tuple[Figure[Means], Figure[float]]


def protect_means(figures: CohortFigures, block: CohortBlock, small: int) -> MeanFigures:
    """The means of all scored and the mean gain of those who improved, each shown or hidden.

    Means need everybody scored to be known exactly (20 or more) and must leave room for every small group: see
    `room`. The gain beside the mean of all tells the sum of points lost by those who got worse, and that tells how
    few they were; so the gain is shown only where same and worse are.
    """
    tree, moments = figures.computed, figures.moments
    if tree is None or moments is None:
        return Hidden(Absent.NOT_STATED), Hidden(Absent.NOT_STATED)
    check_moments(figures.key, tree, moments)
    if isinstance(block.scored, Hidden):
        return block.scored, block.scored
    hidden: MeanFigures = Hidden(Absent.PRIVACY), Hidden(Absent.PRIVACY)
    means = rounded_means(moments)
    gain = None
    if exactly(block.improved) and exactly(block.worse):
        found = mean_gain_of_improved(moments)
        gain = None if isinstance(found, Absent) else one_decimal(found)
    if not leave_room(figures, block, means, gain, small):
        return hidden
    return Shown(means), Hidden(Absent.PRIVACY) if gain is None else Shown(gain)


def rounded_means(moments: Moments) -> Means:
    """Means and SDs to one decimal (points), the interval to one and effect sizes to two, worked out from those.

    Raises ValueError below two pairs.
    """
    exact = _known(changes(moments))
    before, after, change = (one_decimal(x) for x in (exact.mean_before, exact.mean_after, exact.mean_change))
    sd_before, sd_after, sd_change = (one_decimal(x) for x in (exact.sd_before, exact.sd_after, exact.sd_change))
    shown = _as_if(moments.n, (before, sd_before), (after, sd_after), (change, sd_change))
    again, effects = _known(changes(shown)), _known(effect_sizes(shown))
    return Means(
        before=before,
        after=after,
        sd_before=sd_before,
        sd_after=sd_after,
        change=change,
        change_interval=Span(one_decimal(again.change_interval.low), one_decimal(again.change_interval.high)),
        sd_change=sd_change,
        effect_av=_two_decimals(effects.d_av),
        effect_av_corrected=_two_decimals(effects.g_av),
        effect_z=_two_decimals(effects.d_z),
    )


def _known[T](found: T | Absent) -> T:
    if isinstance(found, Absent):
        raise ValueError(f"there are no means to show: {found}")
    return found


def one_decimal(points: float) -> float:
    """The nearest tenth, halves away from 0, as reports round."""
    return _rounded(points, "0.1")


def _two_decimals(effect: float | Absent) -> Figure[float]:
    return Hidden(effect) if isinstance(effect, Absent) else Shown(_rounded(effect, "0.01"))


def _rounded(number: float, to: str) -> float:
    # Nine decimals first: a mean that is a half in decimal must not miss it by the dust of a binary fraction.
    return float(Decimal(str(round(number, 9))).quantize(Decimal(to), ROUND_HALF_UP)) + 0.0


def _as_if(n: int, before: tuple[float, float], after: tuple[float, float], change: tuple[float, float]) -> Moments:
    """Moments of n pairs whose means and SDs are exactly the rounded ones, so that one set of formulas serves both."""
    totals: list[float] = []
    for mean, sd in (before, after, change):
        totals += [n * mean, (n - 1) * sd * sd + n * mean * mean]
    sum_before, squares_before, sum_after, squares_after, sum_change, squares_change = totals
    return Moments(
        n=n,
        sum_before=sum_before,
        sum_before_squared=squares_before,
        sum_after=sum_after,
        sum_after_squared=squares_after,
        sum_change=sum_change,
        sum_change_squared=squares_change,
    )
