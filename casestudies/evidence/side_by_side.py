"""A forest drawing from lines of evidence: for measure pages and comparisons alike."""

from casestudies import wording
from casestudies.charts.forest import ForestChart, ForestGroup, ForestLine
from casestudies.charts.funnel import FunnelChart
from casestudies.evidence.pool import Group
from casestudies.evidence.rows import Evidence
from outcomes.figures import Shown

MOST_DRAWN = 60  # lines of one drawing; the table beside it has them all


def line(result: Evidence, *, label: str = "") -> ForestLine:
    """One result as a line: its project, and beneath it strand, people and period."""
    figures = result.figures
    years = wording.years(result.start, result.end)
    return ForestLine(
        label=label or result.project,
        note=", ".join(part for part in (result.strand, result.unit, years) if part),
        rate=figures.rate,
        improved=figures.improved,
        scored=figures.scored,
        possible=figures.possible,
    )


def forest(key: str, group: Group) -> ForestChart:
    """The rates of a group of a measure page, and their average where there is one."""
    return ForestChart(
        key=key,
        title=f"Rates of improvement, {group.unit}",
        groups=(ForestGroup("", tuple(line(result) for result in group.results[:MOST_DRAWN])),),
        pool=group.rate.value if isinstance(group.rate, Shown) else None,
        made_up=group.invented,
    )


def funnel(key: str, group: Group) -> FunnelChart | None:
    """The exact rates of a group against how many were scored; None below ten."""
    if group.funnel is None:
        return None
    return FunnelChart(
        key=key,
        title="Rates against how many were scored",
        points=tuple((k.low, n) for _, k, n in group.chosen if k.exact),
        rate=group.funnel.rate,
        limits=group.funnel.limits,
        outside=group.funnel.outside,
        made_up=group.invented,
    )
