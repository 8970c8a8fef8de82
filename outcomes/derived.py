"""Every other number about people: a function of shown values only, never of the counts behind them."""

from dataclasses import dataclass

from outcomes.figures import Absent, Amount, CohortBlock, Count, Derived, Figure, Hidden, PerHead, Rate, Shown, Span
from outcomes.statistics import proportions
from outcomes.statistics.costs import Mismatch, Scope, income_per_improved, income_per_person
from outcomes.statistics.plausibility import nearest_percentages, whole_percent
from outcomes.statistics.regression_to_the_mean import change_expected_without_help
from outcomes.statistics.reliable_change import Reliability, Threshold
from outcomes.statistics.summary import Base, summary_means

__all__ = [
    "Mismatch",
    "PrintedGain",
    "Scale",
    "Scope",
    "derive",
    "figure",
    "nearest_percentages",
    "per_person",
    "whole_percent",
]


def figure[T](value: T | Absent) -> Figure[T]:
    """What a computation gave, as readers get it: the value, or why there is none."""
    return Hidden(value) if isinstance(value, Absent) else Shown(value)


@dataclass(frozen=True, slots=True)
class Scale:
    """What is published about a measure and bears on its figures; points of the measure."""

    threshold: Threshold | Absent
    population_mean: float | None = None
    reliability: Reliability | None = None
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class PrintedGain:
    """A mean change as a publication prints it: points, better positive, with so many `decimals`; `base` says whose."""

    points: float
    base: Base
    decimals: int = 0


def derive(block: CohortBlock, scale: Scale, gain: PrintedGain | None = None) -> Derived:
    """What follows from a protected block and from public facts about its measure and its publication."""
    return Derived(
        rate=_rate(block.improved, block.scored),
        coverage=_coverage(block),
        possible_range=_possible_range(block),
        mean_of_all_at_most=_mean_of_all_at_most(block, gain),
        reliable_rate=_rate(block.reliably_improved, block.scored),
        expected_rise_without_help=_expected_rise(block, scale),
        reliable_change_threshold=figure(
            scale.threshold if isinstance(scale.threshold, Absent) else scale.threshold.points
        ),
    )


def _expected_rise(block: CohortBlock, scale: Scale) -> Figure[float]:
    if isinstance(block.means, Hidden):
        return block.means
    return figure(
        change_expected_without_help(
            block.means.value.before,
            population_mean=scale.population_mean,
            reliability=scale.reliability,
            higher_is_better=scale.higher_is_better,
        )
    )


def _mean_of_all_at_most(block: CohortBlock, gain: PrintedGain | None) -> Figure[float]:
    if gain is None or block.basis != "reported":
        return Hidden(Absent.NOT_APPLICABLE)
    match block.scored, block.improved:
        case Shown(n), Shown(k) if n.exact:
            means = summary_means(gain.points, gain.base, high_k=k.high, n=n.low, decimals=gain.decimals)
            return figure(means.change_of_all_at_most)
    return Hidden(Absent.PRIVACY)


def per_person(
    income: Amount, money: Scope, block: CohortBlock, people: Scope
) -> tuple[PerHead, PerHead | None] | Mismatch | Absent:
    """Income a person seen and, as a range, a person improved (None where that is hidden); or why there is neither."""
    if isinstance(block.started, Hidden):
        return block.started.why
    started = block.started.value
    seen = income_per_person(
        income.low, income.high, low_people=started.low, high_people=started.high, money=money, people=people
    )
    if not isinstance(seen, PerHead):
        return seen
    improved = None
    match block.improved, block.scored:
        case Shown(k), Shown(n) if n.exact:
            improved = income_per_improved(
                income.low,
                income.high,
                low_k=k.low,
                high_k=k.high,
                n=n.low,
                high_n0=started.high,
                money=money,
                people=people,
            )
    return seen, improved if isinstance(improved, PerHead) else None


def _rate(part: Figure[Count], whole: Figure[Count]) -> Figure[Rate]:
    match part, whole:
        case Shown(k), Shown(n) if n.exact:
            return figure(proportions.rate(k.low, k.high, n.low))
        case Hidden(), _:
            return part
        case _, Hidden():
            return whole
    return Hidden(Absent.PRIVACY)


def _coverage(block: CohortBlock) -> Figure[Span]:
    match block.scored, block.started:
        case Shown(n), Shown(n0) if n.exact:
            return figure(proportions.coverage(n.low, n0.low, n0.high))
        case Hidden(), _:
            return block.scored
        case _, Hidden():
            return block.started
    return Hidden(Absent.PRIVACY)


def _possible_range(block: CohortBlock) -> Figure[Span]:
    match block.improved, block.scored, block.started:
        case Shown(k), Shown(n), Shown(n0) if n.exact:
            return figure(proportions.possible_range(k.low, k.high, n.low, n0.high))
    return next(
        (f for f in (block.improved, block.scored, block.started) if isinstance(f, Hidden)), Hidden(Absent.PRIVACY)
    )
