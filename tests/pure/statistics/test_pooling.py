"""The pooled average, against a second computation by other formulas and against published results."""

from itertools import combinations
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from outcomes.statistics.absence import Absent
from outcomes.statistics.pooling import Effect, Pool, logit, pool_means, pool_rates, random_effects
from outcomes.statistics.span import Span

# Thirteen trials of a vaccine, log risk ratios with their variances to four decimals: Colditz et al. (1994), JAMA 271.
# What pooling them by DerSimonian–Laird gives has often been printed: τ² .3088, average −.7141, Q 152.23, I² 92.12.
TRIALS = [
    *((-0.8893, 0.3256), (-1.5854, 0.1946), (-1.3481, 0.4154), (-1.4416, 0.0200), (-0.2175, 0.0512), (-0.7861, 0.0069)),
    *((-1.6209, 0.2230), (0.0120, 0.0040), (-0.4694, 0.0564), (-1.3713, 0.0730), (-0.3394, 0.0124), (0.4459, 0.5325)),
    (-0.0173, 0.0714),
]
THE_SOURCES_THREE = [(122, 144), (60, 71), (28, 33)]

# ---------------------------------------------------------------------------------------------------- a second method


def slowly(effects: list[tuple[float, float]], *, at_least: float = 1.0) -> dict[str, float]:
    """The same from pairs of projects, least squares and quantiles found by trying; `at_least` bounds the factor q."""
    y, v = np.array([e[0] for e in effects]), np.array([e[1] for e in effects])
    m, w = len(y), 1 / v
    pairs = list(combinations(range(m), 2))
    q = sum(w[i] * w[j] * (y[i] - y[j]) ** 2 for i, j in pairs) / w.sum()
    tau2 = max(0.0, (q - (m - 1)) / (2 * sum(w[i] * w[j] for i, j in pairs) / w.sum()))
    root = np.sqrt(1 / (v + tau2))
    (average,), *_ = np.linalg.lstsq(root[:, None], root * y, rcond=None)
    factor = max(at_least, float(np.var(root * (y - average)) + np.mean(root * (y - average)) ** 2) * m / (m - 1))
    variance = factor * float(np.linalg.inv((root[:, None] * root[:, None]).sum(keepdims=True).reshape(1, 1))[0, 0])
    near, far = t_by_trying(m - 1) * sqrt(variance), t_by_trying(m - 2) * sqrt(tau2 + variance)
    return {
        "q": float(q),
        "tau2": float(tau2),
        "average": float(average),
        "low": average - near,
        "high": average + near,
        "lowest": average - far,
        "highest": average + far,
        "normal": 1.9599639845400545 / sqrt((root**2).sum()),
    }


def t_by_trying(degrees: int) -> float:
    return optimize.brentq(lambda t: stats.t.cdf(t, degrees) - 0.975, 1, 20, xtol=1e-14)


def share(x: float) -> float:
    return float(np.exp(x) / (1 + np.exp(x)))


def ends(pool: Pool) -> list[float]:
    return [pool.average.low, pool.interval.low, pool.interval.high, pool.prediction.low, pool.prediction.high]


NAMES = ("average", "low", "high", "lowest", "highest")
COUNTS = st.integers(16, 900).flatmap(lambda n: st.tuples(st.integers(8, n - 8), st.just(n)))


@given(st.lists(COUNTS, min_size=5, max_size=25))
def test_rates_agree_with_the_second_method(projects: list[tuple[int, int]]) -> None:
    pool = pool_rates([(k, k, n) for k, n in projects])
    assert isinstance(pool, Pool)
    expected = slowly([(log(k / n) - log(1 - k / n), n / (k * (n - k))) for k, n in projects])
    assert ends(pool) == pytest.approx([share(expected[name]) for name in NAMES], abs=1e-9)
    assert pool.projects == len(projects)


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(0.5, 30), st.integers(20, 900)), min_size=5, max_size=25))
def test_means_agree_with_the_second_method(projects: list[tuple[float, float, int]]) -> None:
    pool = pool_means(projects)
    assert isinstance(pool, Pool)
    expected = slowly([(mean, (sd / sqrt(n)) ** 2) for mean, sd, n in projects])
    assert ends(pool) == pytest.approx([expected[name] for name in NAMES], abs=1e-7, rel=1e-9)


@given(st.lists(COUNTS, min_size=5, max_size=12), st.data())
def test_a_range_of_counts_gives_the_envelope_of_both_ends(
    projects: list[tuple[int, int]], data: st.DataObject
) -> None:
    ranges = [(k, min(n - 8, k + data.draw(st.integers(0, 3))), n) for k, n in projects]
    ranges = [(low, max(low, high), n) for low, high, n in ranges]
    pool = pool_rates(ranges)
    assert isinstance(pool, Pool)
    low = slowly([(log(k / (n - k)), 1 / k + 1 / (n - k)) for k, _, n in ranges])
    high = slowly([(log(k / (n - k)), 1 / k + 1 / (n - k)) for _, k, n in ranges])
    assert pool.average.low == pytest.approx(share(min(low["average"], high["average"])), abs=1e-9)
    assert pool.average.high == pytest.approx(share(max(low["average"], high["average"])), abs=1e-9)
    assert pool.interval.low == pytest.approx(share(min(low["low"], high["low"])), abs=1e-9)
    assert pool.interval.high == pytest.approx(share(max(low["high"], high["high"])), abs=1e-9)
    assert pool.prediction.low == pytest.approx(share(min(low["lowest"], high["lowest"])), abs=1e-9)
    assert pool.prediction.high == pytest.approx(share(max(low["highest"], high["highest"])), abs=1e-9)


# --------------------------------------------------------------------------------------------------- published results


def test_the_vaccine_trials() -> None:
    pool = random_effects([Effect(*trial) for trial in TRIALS])
    assert pool.average.low == pytest.approx(-0.7141, abs=0.0005)
    assert slowly(TRIALS)["tau2"] == pytest.approx(0.3088, abs=0.0005)
    assert slowly(TRIALS)["q"] == pytest.approx(152.23, rel=0.004)  # from variances rounded to four decimals
    assert pool.heterogeneity is not None
    assert pool.heterogeneity.share == pytest.approx(0.9212, abs=0.0005)


def test_why_the_factor_is_never_below_one() -> None:
    """Three rates that agree by chance: plain Hartung–Knapp says 84.3 to 85.0 %, normal theory 80 to 89 %."""
    effects = [(log(k / (n - k)), 1 / k + 1 / (n - k)) for k, n in THE_SOURCES_THREE]
    plain = slowly(effects, at_least=0)
    assert round(100 * share(plain["low"]), 1) == 84.3
    assert round(100 * share(plain["high"]), 1) == 85.0
    assert round(100 * share(plain["average"] - plain["normal"])) == 80
    assert round(100 * share(plain["average"] + plain["normal"])) == 89
    ours = random_effects([logit(k, n) for k, n in THE_SOURCES_THREE])
    assert share(ours.interval.low) < 0.80
    assert share(ours.interval.high) > 0.89


def test_below_five_projects_there_is_no_pool() -> None:
    assert pool_rates([(k, k, n) for k, n in THE_SOURCES_THREE]) is Absent.TOO_FEW
    assert pool_rates([(60, 60, 80)] * 4) is Absent.TOO_FEW
    assert pool_means([(5.0, 8.0, 80)] * 4) is Absent.TOO_FEW


# --------------------------------------------------------------------------------------------------------- by hand


def test_five_projects_that_agree() -> None:
    """τ² is 0 and q is 0, so the interval is normal theory's with t on 4 degrees: ln 3 ± 2.7764·√(1/75)."""
    pool = pool_rates([(60, 60, 80)] * 5)
    assert isinstance(pool, Pool)
    assert pool.average.low == pytest.approx(0.75)
    assert (pool.interval.low, pool.interval.high) == pytest.approx((0.685252, 0.805214), abs=1e-6)
    assert (pool.prediction.low, pool.prediction.high) == pytest.approx((0.675054, 0.812462), abs=1e-6)
    assert pool.heterogeneity is None


def test_i_squared_from_ten_projects_on() -> None:
    alike = pool_rates([(60, 60, 80)] * 10)
    apart = pool_rates([(20, 20, 80), (60, 60, 80)] * 5)
    assert isinstance(alike, Pool)
    assert isinstance(apart, Pool)
    assert alike.heterogeneity is not None
    assert alike.heterogeneity.share == 0
    # every logit is ln 3 from the middle and has the variance 1/15: Q = 10·15·(ln 3)² = 181.04, I² = 1 − 9/Q
    assert apart.heterogeneity is not None
    assert apart.heterogeneity.share == pytest.approx(0.950288, abs=1e-6)
    assert (apart.heterogeneity.interval.low, apart.heterogeneity.interval.high) == pytest.approx(
        (0.926232, 0.966499), abs=1e-6
    )
    nine = pool_rates([(20, 20, 80), (60, 60, 80)] * 4 + [(60, 60, 80)])
    assert isinstance(nine, Pool)
    assert nine.heterogeneity is None


@pytest.mark.parametrize("counts", [(0, 0, 30), (30, 30, 30), (23, 30, 30), (5, 4, 30)])
def test_what_has_no_logit_is_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="has no logit"):
        pool_rates([counts] + [(20, 20, 40)] * 5)


def test_impossible_effects_are_refused() -> None:
    with pytest.raises(ValueError, match="variance"):
        pool_means([(5.0, 0.0, 30)])
    with pytest.raises(ValueError, match="prediction interval"):
        random_effects([Effect(1, 1), Effect(2, 1)])


def test_a_means_pool_is_in_points() -> None:
    pool = pool_means([(10.0, 8.0, 64)] * 5)
    assert isinstance(pool, Pool)
    assert pool.average == Span(10.0, 10.0)
    assert pool.interval.high - pool.interval.low == pytest.approx(2 * 2.7764451 / sqrt(5), abs=1e-6)
