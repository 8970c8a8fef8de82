"""Averages and limits worked out slowly: pairs of projects, closed formulas, trying, and fifty digits.

Nothing here is shared with the portal; the formulas are those of the how-we-count page.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import combinations
from math import atan, comb, cos, exp, log, pi, sin, sqrt

type Ends = tuple[float, float]

NORMAL = 1.959963984540054  # of a printed table


def t_quantile(degrees: int) -> float:
    """97.5 % of Student's t, by halving; its distribution by the sums of Abramowitz & Stegun 26.7.3 and 26.7.4."""
    low, high = 0.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _inside(middle, degrees) < 0.95 else (low, middle)
    return low


def _inside(t: float, degrees: int) -> float:
    """The probability of lying within ±t."""
    angle = atan(t / sqrt(degrees))
    if degrees == 1:
        return 2 * angle / pi
    term = cos(angle) if degrees % 2 else 1.0
    total, k = term, 3 if degrees % 2 else 2
    while k <= degrees - 2:
        term *= (k - 1) / k * cos(angle) ** 2
        total += term
        k += 2
    return 2 / pi * (angle + sin(angle) * total) if degrees % 2 else sin(angle) * total


def wilson(k: int, n: int) -> Ends:
    """The two shares at which k of n lies 1.96 standard errors away, by halving."""

    def end(outer: float) -> float:
        inner = k / n
        for _ in range(200):
            middle = (inner + outer) / 2
            if abs(k / n - middle) < NORMAL * sqrt(middle * (1 - middle) / n):
                inner = middle
            else:
                outer = middle
        return inner

    return end(0.0), end(1.0)


def pooled(effects: list[tuple[float, float]]) -> dict[str, float]:
    """The average of (value, variance), its interval, the prediction, and I² with its interval from ten on."""
    m, weights = len(effects), [1 / variance for _, variance in effects]
    pairs = list(combinations(range(m), 2))
    q = sum(weights[i] * weights[j] * (effects[i][0] - effects[j][0]) ** 2 for i, j in pairs) / sum(weights)
    between = max(0.0, (q - m + 1) * sum(weights) / (2 * sum(weights[i] * weights[j] for i, j in pairs)))
    weights = [1 / (variance + between) for _, variance in effects]
    average = sum(w * value for w, (value, _) in zip(weights, effects, strict=True)) / sum(weights)
    spread = sum(w * (value - average) ** 2 for w, (value, _) in zip(weights, effects, strict=True)) / (m - 1)
    error = max(1.0, spread) / sum(weights)
    near, far = t_quantile(m - 1) * sqrt(error), t_quantile(m - 2) * sqrt(between + error)
    found = {
        "average": average,
        "low": average - near,
        "high": average + near,
        "lowest": average - far,
        "highest": average + far,
    }
    return found | (_more_than_chance(q, m) if m >= 10 else {})


def _more_than_chance(q: float, m: int) -> dict[str, float]:
    """I² = (Q − (m − 1))/Q, and its interval on ln H (Higgins & Thompson 2002)."""
    if q > m:
        error = 0.5 * (log(q) - log(m - 1)) / (sqrt(2 * q) - sqrt(2 * m - 3))
    else:
        error = sqrt(1 / (2 * (m - 2)) * (1 - 1 / (3 * (m - 2) ** 2)))
    h = sqrt(q / (m - 1))

    def share(h: float) -> float:
        return max(0.0, (h * h - 1) / (h * h))

    return {
        "i2": share(h),
        "i2_low": share(h * exp(-NORMAL * error)),
        "i2_high": share(h * exp(NORMAL * error)),
    }


def pooled_rates(counts: list[tuple[int, int, int]]) -> dict[str, Ends]:
    """Of (fewest improved, most improved, scored): both ends pooled as log odds, and what holds both, as shares."""

    def of(end: int) -> dict[str, float]:
        odds = [(log(c[end] / c[2]) - log(1 - c[end] / c[2]), c[2] / (c[end] * (c[2] - c[end]))) for c in counts]
        return {name: x if name[:2] == "i2" else exp(x) / (1 + exp(x)) for name, x in pooled(odds).items()}

    return _hull(of(0), of(1))


def pooled_changes(means: list[tuple[float, float, int]]) -> dict[str, Ends]:
    """Of (average change, standard deviation, scored), in points."""
    found = pooled([(mean, (sd / sqrt(n)) ** 2) for mean, sd, n in means])
    return _hull(found, found)


def _hull(one: dict[str, float], other: dict[str, float]) -> dict[str, Ends]:
    wider = max(one, other, key=lambda found: found.get("i2", 0.0))
    ends = {
        "average": (one["average"], other["average"]),
        "interval": (min(one["low"], other["low"]), max(one["high"], other["high"])),
        "prediction": (min(one["lowest"], other["lowest"]), max(one["highest"], other["highest"])),
    }
    if "i2" in wider:
        ends |= {"share": (wider["i2"], wider["i2"]), "share_interval": (wider["i2_low"], wider["i2_high"])}
    return {name: (min(both), max(both)) for name, both in ends.items()}


def dispersion(counts: list[tuple[int, int]], rate: float) -> float:
    """The mean squared distance from the average, in standard errors; at least 1."""
    return max(1.0, sum(((k - n * rate) / sqrt(n * rate * (1 - rate))) ** 2 for k, n in counts) / len(counts))


def funnel(n: int, rate: float, stretch: float) -> tuple[float, float, float, float]:
    """The 95 % and 99.8 % limits for n scored, in fifty digits: low, high, low, high."""
    with localcontext() as context:
        context.prec = 50
        p = Decimal(rate)
        chances = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]

        def limit(below: str) -> float:
            wanted, reached = Decimal(below), Decimal()
            for k, chance in enumerate(chances):
                if reached + chance >= wanted:
                    at = (k - (reached + chance - wanted) / chance) / n
                    return float(min(Decimal(1), max(Decimal(), p + Decimal(stretch).sqrt() * (at - p))))
                reached += chance
            raise AssertionError(below)

        return limit("0.025"), limit("0.975"), limit("0.001"), limit("0.999")


def whole(share: float) -> int:
    """A share as whole per cent, rounded half up."""
    return int((Decimal(repr(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def per_cent(ends: Ends) -> str:
    """ "85 %" or "78 to 90 %"."""
    low, high = map(whole, ends)
    return f"{low} %" if low == high else f"{low} to {high} %"
