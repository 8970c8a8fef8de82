"""What several projects come to on one measure: like with like, one result a project, and how many are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from casestudies import wording
from casestudies.evidence.rows import Evidence
from outcomes import pooled
from outcomes.figures import Count, Figure, Hidden, Means, Pool, Shown
from outcomes.pooled import Funnel

RECORDED, INVENTED = "recorded", "invented"


@dataclass(frozen=True, slots=True)
class Group:
    """Results that may stand on one axis: the same measure version, counted in the same unit.

    `results` is everything shown or hidden, the largest first; `chosen` the results that are averaged, one a project,
    with the counts they enter with. `projects` counts all projects of the group, the hidden ones too.
    """

    version: str
    unit: str
    invented: bool
    results: tuple[Evidence, ...]
    chosen: tuple[tuple[Evidence, Count, int], ...]
    projects: int
    rate: Figure[Pool]
    change: Figure[Pool]
    with_change: int
    funnel: Funnel | None

    @property
    def pooled(self) -> int:
        """How many projects the average of rates is of."""
        return len(self.chosen)

    @property
    def working(self) -> list[tuple[str, str]]:
        """The receipt of the average."""
        if isinstance(self.rate, Hidden):
            return []
        pool, thin = self.rate.value, wording.THIN
        counts = ", ".join(f"{wording.count(k)} of {wording.number(n)}" for _, k, n in self.chosen)
        steps = [
            ("Pooled", f"{self.pooled} projects: improved of scored, {counts}"),
            ("Method", "random effects on the logit scale, DerSimonian–Laird, with Hartung–Knapp intervals"),
            ("Average", wording.percent(pool.average)),
            ("Interval", f"95{thin}%, for the average project: {wording.percent(pool.interval)}"),
            ("A further project", f"95{thin}% prediction: {wording.percent(pool.prediction)}"),
        ]
        if pool.heterogeneity:
            share = wording.percent(pool.heterogeneity.share)
            steps.append(
                ("I²", f"{share} of the spread is more than chance ({wording.percent(pool.heterogeneity.interval)})")
            )
        steps.append(("Left out", f"{self.projects - self.pooled} of {self.projects}: hidden, not exact, or a summary"))
        return steps


def groups(results: Iterable[Evidence]) -> tuple[Group, ...]:
    """Results of one measure in their groups: real ones first and apart from invented ones, the largest group first."""
    ordered = sorted(results, key=_kind)
    found = [_group(list(some)) for _, some in groupby(ordered, _kind)]
    return tuple(sorted(found, key=lambda group: (group.invented, -group.projects, group.version, group.unit)))


def _kind(result: Evidence) -> tuple[bool, str, str]:
    return result.invented, result.version, result.unit


def _group(results: list[Evidence]) -> Group:
    invented, version, unit = _kind(results[0])
    provenance = INVENTED if invented else RECORDED
    newest = [_newest(list(some)) for _, some in groupby(sorted(results, key=_slug), _slug)]
    eligible = [result for result in newest if result.provenance == provenance]
    chosen = []
    for result in eligible:
        counts = pooled.poolable(result.figures.improved, result.figures.scored)
        if counts is not None:
            chosen.append((result, *counts))
    rate = pooled.pool_rates([(k, n) for _, k, n in chosen])
    changes = [(means, _scored(result)) for result in eligible if (means := _means(result)) is not None]
    return Group(
        version=version,
        unit=unit,
        invented=invented,
        results=tuple(sorted(results, key=lambda result: (-_scored(result), result.project, result.cohort))),
        chosen=tuple(chosen),
        projects=len(newest),
        rate=rate,
        change=pooled.pool_means(changes),
        with_change=len(changes),
        funnel=pooled.funnel_of([(k, n) for _, k, n in chosen], rate),
    )


def _newest(results: list[Evidence]) -> Evidence:
    """One result a project, because its strands and years may share people: the newest period, then the largest.

    Chosen before looking at what is shown: an older result never steps in for a newer one that is hidden.
    """
    return max(results, key=lambda result: (result.end or date.min, _scored(result), result.cohort))


def _slug(result: Evidence) -> str:
    return result.slug


def _scored(result: Evidence) -> int:
    scored = result.figures.scored
    return 0 if isinstance(scored, Hidden) else scored.value.low


def _means(result: Evidence) -> Means | None:
    """Means that can be averaged; a standard deviation shown as 0.0 would outweigh all others."""
    means = result.figures.means
    return means.value if isinstance(means, Shown) and means.value.sd_change > 0 else None
