"""Against printed tables, and against the definition: integrate the density and see how much lies inside."""

from math import exp, gamma, pi, sqrt

import pytest

from outcomes.statistics.quantiles import normal_quantile, t_quantile


def share_inside(density, edge: float, slices: int = 4000) -> float:
    """Simpson's rule over −edge…edge."""
    step = 2 * edge / slices
    inner = sum((4 if i % 2 else 2) * density(-edge + i * step) for i in range(1, slices))
    return (density(-edge) + inner + density(edge)) * step / 3


def test_95_percent_of_a_normal_law_lies_inside():
    assert normal_quantile() == pytest.approx(1.959964, abs=5e-7)
    assert share_inside(lambda x: exp(-x * x / 2) / sqrt(2 * pi), normal_quantile()) == pytest.approx(0.95, abs=1e-9)


@pytest.mark.parametrize(
    ("degrees", "tabled"), [(1, 12.706), (2, 4.303), (9, 2.262), (19, 2.093), (29, 2.045), (120, 1.980)]
)
def test_95_percent_of_students_t_lies_inside(degrees, tabled):
    def density(x: float) -> float:
        scale = gamma((degrees + 1) / 2) / (sqrt(degrees * pi) * gamma(degrees / 2))
        return scale * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    assert t_quantile(degrees) == pytest.approx(tabled, abs=5e-4)
    assert share_inside(density, t_quantile(degrees)) == pytest.approx(0.95, abs=1e-9)
