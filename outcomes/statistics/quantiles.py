"""The two standard quantiles every interval here needs; SciPy computes them, this module gives them types."""

from scipy import special

CONFIDENCE = 0.95


def normal_quantile() -> float:
    """How many standard errors either side of an estimate make a 95 % interval under a normal law (about 1.96)."""
    return float(special.ndtri((1 + CONFIDENCE) / 2))


def t_quantile(degrees_of_freedom: int) -> float:
    """The same under Student's t with `degrees_of_freedom` ≥ 1 (12.71 at 1, towards 1.96 as they grow)."""
    return float(special.stdtrit(degrees_of_freedom, (1 + CONFIDENCE) / 2))
