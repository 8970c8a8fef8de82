"""The gallery's charts of many projects, and of one against a target, with invented numbers."""

from casestudies.charts.drawing import Chart
from casestudies.charts.forest import ForestChart, ForestGroup, ForestLine
from casestudies.charts.funnel import FunnelChart
from casestudies.charts.target import TargetChart
from outcomes.figures import Absent, Because, Count, Figure, Hidden, Limits, Pool, Rate, Shown, Span

TOO_FEW = Hidden(Absent.TOO_FEW)
LONG = "A project with a name that is longer than the screen of a phone is wide"


def charts() -> list[tuple[str, Chart]]:
    """Every chart in every state it has, by the name of the state."""
    lines = (_line("A project", 55, 71, 26), _line("Another", 122, 144, 190), _line(LONG, 40, 60, 0))
    at_least = _line("A bound", 23, 30, 20, Count(23, 30, Because.PRIVACY))
    hidden = ForestLine("A small one", "Groups, 2024", TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW)
    pool = Pool(5, Span(0.78, 0.79), Span(0.71, 0.84), Span(0.55, 0.92), None)
    groups = (ForestGroup("SCALE (2), parents", lines[:2]), ForestGroup("OTHER, families: not comparable", (at_least,)))
    return [
        ("forest", ForestChart("forest", "Rates side by side", (ForestGroup("", (*lines, at_least, hidden)),))),
        ("forest, pooled", ForestChart("pooled", "Rates and their average", (ForestGroup("", lines),), pool)),
        ("forest, grouped", ForestChart("grouped", "Rates by measure", groups, None, made_up=True)),
        ("forest, nothing shown", ForestChart("nothing", "Rates", (ForestGroup("", (hidden,)),))),
        ("funnel", _funnel("funnel")),
        ("funnel, made up", _funnel("funnel-made-up", made_up=True)),
        ("target", _target("target", 0.7, Span(0.64, 0.64), "64 %", Shown(Span(0.4, 0.9)))),
        ("target, envelope", _target("envelope", 1.0, Span(0.38, 0.5), "38.3 to 50 %", Shown(Span(0.38, 0.98)))),
        ("target, all scored", _target("all-scored", 0.0, Span(0.8, 0.8), "80 %", TOO_FEW, made_up=True)),
    ]


def _line(name: str, k: int, n: int, rest: int, improved: Count | None = None) -> ForestLine:
    improved = improved or Count.of(k)
    low, high = improved.low / n, improved.high / n
    # not the portal's arithmetic: an interval that looks like one
    rate = Shown(Rate(Span(low, high), Span(low - 0.08, min(1.0, high + 0.06))))
    possible: Figure[Span] = Shown(Span(improved.low / (n + rest), (improved.high + rest) / (n + rest)))
    return ForestLine(name, "One to one, parents, 2024", rate, Shown(improved), Shown(Count.of(n)), possible)


def _funnel(key: str, *, made_up: bool = False) -> FunnelChart:
    points = tuple((round(n * (0.5 + (n % 7) / 16)), n) for n in range(30, 330, 25))
    limits = tuple(Limits(n, _around(1.2, n), _around(1.9, n)) for n in range(25, 331, 15))
    return FunnelChart(f"{key}-chart", "Rates against how many were scored", points, 0.68, limits, 2, made_up)


def _around(width: float, n: int) -> Span:
    return Span(max(0.0, 0.68 - width / n**0.5), min(1.0, 0.68 + width / n**0.5))


def _target(
    key: str, target: float, assumed: Span, words: str, possible: Figure[Span], *, made_up: bool = False
) -> TargetChart:
    return TargetChart(
        f"target-{key}",
        "A target over all who started",
        target,
        assumed,
        words,
        "if none of them improved",
        possible,
        made_up,
    )
