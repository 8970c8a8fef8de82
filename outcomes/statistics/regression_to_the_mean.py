"""People chosen because they score badly tend to score better next time without any help: how much is expected."""

from outcomes.statistics.absence import Absent
from outcomes.statistics.reliable_change import Reliability, ReliabilityKind


def change_expected_without_help(
    mean_before: float | None,
    *,
    population_mean: float | None,
    reliability: Reliability | None,
    higher_is_better: bool,
) -> float | Absent:
    """(1 − r)·(M_pop − mean before) in points, signed so that better is positive.

    To be shown beside the mean change and never taken off it: a cohort is not a random draw from the population. It may
    be negative, where the cohort began better than the population. `FROM_SUMMARY` where no mean before is held,
    `NO_THRESHOLD` where the measure has no population mean or no test–retest reliability.
    """
    if mean_before is None:
        return Absent.FROM_SUMMARY
    if population_mean is None or reliability is None or reliability.kind is not ReliabilityKind.TEST_RETEST:
        return Absent.NO_THRESHOLD
    rise = (1 - reliability.r) * (population_mean - mean_before)
    return rise if higher_is_better else -rise
