"""Counted pairs give what the same pairs give one by one."""

from collections import Counter

from outcomes.statistics.bands import Band, BandMargin, band_margins
from outcomes.statistics.moments import Moments
from outcomes.statistics.reliable_change import ReliableCounts, Threshold, reliable_counts

COUNTED = Counter({(35.0, 55.0): 3, (61.0, 60.0): 2, (50.0, 50.0): 1})


def test_moments_of_counted_pairs() -> None:
    assert Moments.from_pairs(COUNTED, higher_is_better=True) == Moments(
        6, 3, 1, 2, 277.0, 13617.0, 335.0, 18775.0, 58.0, 1202.0, 60.0
    )


def test_reliable_change_of_counted_pairs() -> None:
    counts = reliable_counts(COUNTED, Threshold(20, inclusive=True), higher_is_better=True, cut_off=40)
    assert counts == ReliableCounts(reliably_improved=3, reliably_worse=0, neither=3, recovered=3)


def test_bands_of_counted_pairs() -> None:
    margins = band_margins(COUNTED, [Band("low", 1, 40), Band("high", 41, 100)])
    assert margins == (BandMargin("low", 1, 40, 3, 0), BandMargin("high", 41, 100, 3, 6))
