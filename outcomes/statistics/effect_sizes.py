"""How large a mean change is beside the spread of scores, in standard deviations; better is positive."""

from dataclasses import dataclass

from outcomes.statistics.absence import Absent
from outcomes.statistics.changes import changes
from outcomes.statistics.moments import Moments


@dataclass(frozen=True, slots=True)
class EffectSizes:
    """Three standardised mean changes; each is `NOT_APPLICABLE` where its standard deviation is 0."""

    d_av: float | Absent  # by the average of the SDs before and after: comparable with other projects on the measure
    g_av: float | Absent  # d_av less its small-sample bias: the one to show
    d_z: float | Absent  # by the SD of the changes: grows as people change alike, so for detail only


def effect_sizes(moments: Moments | None) -> EffectSizes | Absent:
    """d_av, g_av and d_z of n ≥ 2 pairs; `FROM_SUMMARY` for None, `TOO_FEW` below two pairs.

    g_av = d_av·(1 − 3/(4(n − 1) − 1)). Sources: Lakens (2013), Calculating and reporting effect sizes, Frontiers in
    Psychology 4:863; the correction is Hedges's (1981), with n − 1 degrees of freedom.
    """
    found = changes(moments)
    if isinstance(found, Absent):
        return found
    average_sd = (found.sd_before + found.sd_after) / 2
    correction = 1 - 3 / (4 * (found.n - 1) - 1)
    d_av = found.mean_change / average_sd if average_sd else Absent.NOT_APPLICABLE
    return EffectSizes(
        d_av=d_av,
        g_av=d_av if isinstance(d_av, Absent) else d_av * correction,
        d_z=found.mean_change / found.sd_change if found.sd_change else Absent.NOT_APPLICABLE,
    )
