"""What is averaged over projects: like with like, one result a project, only what is shown exactly."""

from dataclasses import replace
from datetime import date
from math import exp, log, sqrt

import pytest

from casestudies.evidence.pool import Group, groups
from outcomes.figures import Absent, Figure, Hidden, Means, Shown, Span
from tests.pure.evidence.rows import counted, evidence

FIVE = [(42, 60, 80), (45, 60, 90), (46, 60, 75), (35, 50, 70), (60, 90, 120)]


def five() -> list[object]:
    return [evidence(f"project-{i}", counted(*counts)) for i, counts in enumerate(FIVE)]


def one(rows: list[object]) -> Group:
    (group,) = groups(rows)  # type: ignore[arg-type]
    return group


def shares(group: Group) -> list[float]:
    assert isinstance(group.rate, Shown)
    pool = group.rate.value
    return [pool.average.low, pool.interval.low, pool.interval.high]


def test_five_projects_are_averaged_by_hand() -> None:
    """τ² is 0 for these five (Q = 2.26 < 4), so the weights are those of their own variances, and t has 4 degrees."""
    logits = [log(k / (n - k)) for k, n, _ in FIVE]
    weights = [k * (n - k) / n for k, n, _ in FIVE]
    centre = sum(w * y for w, y in zip(weights, logits, strict=True)) / sum(weights)
    q = sum(w * (y - centre) ** 2 for w, y in zip(weights, logits, strict=True))
    assert q < 4
    half = 2.7764451051977987 * sqrt(max(1, q / 4) / sum(weights))
    expected = [1 / (1 + exp(-x)) for x in (centre, centre - half, centre + half)]
    group = one(five())
    assert shares(group) == pytest.approx(expected, abs=1e-9)
    assert (group.pooled, group.projects) == (5, 5)
    assert group.funnel is None


def test_four_projects_are_too_few() -> None:
    group = one(five()[:4])
    assert group.rate == Hidden(Absent.TOO_FEW)
    assert len(group.results) == 4


def test_a_hidden_project_counts_as_left_out_and_changes_no_figure() -> None:
    """29 of 30 shows as "at least 23 of 30": a bound, and no part of an average."""
    with_bound = one([*five(), evidence("bound", counted(29, 30, 60))])
    with_too_few = one([*five(), evidence("few", counted(9, 15, 30))])
    for group in (with_bound, with_too_few):
        assert shares(group) == shares(one(five()))
        assert (group.pooled, group.projects) == (5, 6)
        assert len(group.results) == 6


@pytest.mark.parametrize(
    "changes",
    [{"version": "second edition"}, {"unit": "families"}, {"invented": True}],
    ids=lambda changes: next(iter(changes)),
)
def test_unlike_results_stand_in_a_group_of_their_own(changes: dict[str, object]) -> None:
    apart = groups([*five(), evidence("other", counted(40, 60, 80), **changes)])  # type: ignore[list-item]
    assert (apart[0].pooled, apart[0].projects) == (5, 5)
    assert apart[1].projects == 1


@pytest.mark.parametrize("provenance", ["summary", "simulated", "invented"])
def test_only_recorded_scores_are_averaged(provenance: str) -> None:
    group = one([*five(), evidence("other", counted(40, 60, 80), provenance=provenance)])
    assert (group.pooled, group.projects) == (5, 6)
    assert shares(group) == shares(one(five()))


def test_invented_projects_have_a_pool_of_their_own_that_says_so() -> None:
    made_up = [
        evidence(f"made-up-{i}", counted(*counts), provenance="invented", invented=True)
        for i, counts in enumerate(FIVE)
    ]
    real, invented = groups([*five(), *made_up])  # type: ignore[list-item]
    assert not real.invented
    assert invented.invented
    assert shares(real) == shares(invented)
    assert invented.pooled == 5


def test_a_project_enters_once_with_its_newest_year() -> None:
    """Its strands and years may share people, so they are never added and never two."""
    older = evidence("project-0", counted(10, 60, 80, key="older"), end=date(2020, 3, 31))
    group = one([*five(), older])
    assert (group.pooled, group.projects) == (5, 5)
    assert shares(group) == shares(one(five()))
    assert len(group.results) == 6


def test_an_older_year_does_not_step_in_for_a_hidden_one() -> None:
    newer = evidence("project-0", counted(29, 30, 60, key="newer"), end=date(2030, 3, 31))
    group = one([*five(), newer])
    assert (group.pooled, group.projects) == (4, 5)


def test_the_funnel_begins_at_ten_and_counts_who_is_outside() -> None:
    nine = [evidence(f"p{i}", counted(60, 100, 120)) for i in range(9)]
    assert one(list(nine)).funnel is None
    alike = one([*nine, evidence("p9", counted(61, 100, 120))])
    assert alike.funnel is not None
    assert alike.funnel.outside == 0
    assert alike.funnel.dispersion == 1
    sizes = [limit.n for limit in alike.funnel.limits]
    assert sizes[0] <= 100 <= sizes[-1]
    apart = one(
        [*(evidence(f"q{i}", counted(600, 1000, 1200)) for i in range(39)), evidence("far", counted(20, 100, 120))]
    )
    assert apart.funnel is not None
    assert apart.funnel.outside == 1


def test_the_receipt_names_no_project() -> None:
    words = " ".join(step for _, step in one(five()).working)
    assert "42 of 60, 45 of 60" in words
    assert "project-" not in words


def test_mean_changes_are_pooled_where_they_show() -> None:
    """Five alike: change 10, SD 8, 64 people, so ± 2.7764 · 8 / √(5 · 64). An SD shown as 0.0 is left out."""
    alike, hidden = evidence("p", counted(40, 64, 90)), evidence("h", counted(40, 64, 90))
    none: Figure[float] = Hidden(Absent.NOT_STATED)
    means = Means(40.0, 50.0, 8.0, 8.0, 10.0, Span(8.0, 12.0), 8.0, none, none, none)
    rows = [replace(alike, slug=f"p{i}", figures=replace(alike.figures, means=Shown(means))) for i in range(5)]
    flat = replace(alike, slug="f", figures=replace(alike.figures, means=Shown(replace(means, sd_change=0.0))))
    group = one([*rows, flat, hidden])
    assert (group.with_change, group.projects) == (5, 7)
    assert isinstance(group.change, Shown)
    interval = group.change.value.interval
    assert (interval.low, interval.high) == pytest.approx((8.758337, 11.241663), abs=1e-6)
