"""What an upload holds, in coarse groups: counted by hand."""

from decimal import Decimal
from typing import Any

import pytest

from outcomes.models import Cohort, Measure
from outcomes.score_files.preview import Group, coarse_groups, of_scores, preview
from outcomes.score_files.save import confirm, stage, undo
from tests.db.score_files.conftest import checked_file
from tests.factories import BandFactory, MeasureFactory


def scale(**said: Any) -> Measure:
    """A measure as the database gives it back: its ends are decimals."""
    made = MeasureFactory(**said)
    made.refresh_from_db()
    return made


def labels(measure: Measure) -> list[str]:
    return [group.label for group in coarse_groups(measure)]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((0, 21, 1), ["0 to 2", "3 to 5", "6 to 8", "9 to 11", "12 to 14", "15 to 17", "18 to 20", "21"]),
        ((0, 10, "0.5"), ["0 to 1", "1.5 to 2.5", "3 to 4", "4.5 to 5.5", "6 to 7", "7.5 to 8.5", "9 to 10"]),
        ((0, 1, 1), ["0", "1"]),
        ((14, 70, 1), ["14 to 21", "22 to 29", "30 to 37", "38 to 45", "46 to 53", "54 to 61", "62 to 69", "70"]),
    ],
)
def test_a_measure_without_bands_falls_into_groups_of_one_width(ends: Any, expected: list[str]) -> None:
    low, high, step = map(Decimal, ends)
    assert labels(scale(minimum=low, maximum=high, step=step)) == expected


def test_bands_are_taken_where_they_cover_the_measure() -> None:
    measure = scale(minimum=1, maximum=100)
    BandFactory(measure=measure, label="well", low=41, high=100)
    assert labels(measure)[0] == "1 to 13"
    BandFactory(measure=measure, label="disordered", low=1, high=40)
    assert labels(measure) == ["disordered, 1 to 40", "well, 41 to 100"]


@pytest.mark.parametrize(("higher_is_better", "better", "worse"), [(True, 2, 1), (False, 1, 2)])
def test_every_client_is_counted_once(higher_is_better: bool, better: int, worse: int) -> None:
    measure = scale(minimum=0, maximum=3, higher_is_better=higher_is_better)
    scores = [(0, 3), (1, 2), (3, 0), (2, 2), (None, 3), (1, None), (1, None)]
    seen = of_scores([(b if b is None else Decimal(b), a if a is None else Decimal(a)) for b, a in scores], measure)
    assert (seen.clients, seen.pairs, seen.only_before, seen.only_after) == (7, 4, 2, 1)
    assert (seen.improved, seen.same, seen.worse) == (better, 1, worse)
    assert seen.groups == (*(Group("0", 1, 1), Group("1", 3, 0), Group("2", 1, 2), Group("3", 1, 2)),)
    assert seen.most == 3


def test_it_says_the_same_before_and_after_confirming_and_nothing_once_undone(cohort: Cohort, olive: Any) -> None:
    cohort.measure.refresh_from_db()
    upload = stage(checked_file(12), cohort=cohort, by=olive)
    waiting = preview(upload, cohort.measure)
    assert (waiting.clients, waiting.improved) == (12, 12)
    assert preview(confirm(upload, by=olive), cohort.measure) == waiting
    assert preview(undo(upload, by=olive), cohort.measure).clients == 0
