"""Everything that puts projects side by side, or asks "what if", asked about cohorts that no reader can tell apart.

Truths that show as the same block must read the same on every surface, whatever is asked: compared, explored at every
target and assumption, listed and pooled on the page of a measure. A surface that knew more than the document would
tell two of them apart.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import product

from casestudies.charts.drawing import draw
from casestudies.editions.document import EditionDocument
from casestudies.editions.shelf import Published
from casestudies.evidence import explorer, pool, side_by_side
from casestudies.evidence.cases import Case
from casestudies.evidence.compared_projects import about
from casestudies.evidence.compared_results import results
from tests.pure.evidence.rows import TODAY, counted, document, evidence

ASKED = [
    explorer.Question(Decimal(target), assumption, Decimal(share) if assumption == explorer.SHARE else None)
    for target in (0, 1, 25, 50, 72.5, 76, 77, 90, 99, 100)
    for assumption, share in [*((name, 0) for name in ("none", "alike", "all")), ("share", 33), ("share", 50)]
]
FILLED = [evidence(f"other-{i}", counted(40 + i, 60, 90)) for i in range(11)]  # enough for an average and a funnel


def truths() -> list[tuple[int, int, int]]:
    """(improved, scored, started) around every rule of small counts."""
    sizes = [(18, 30), (22, 24), (22, 27), (22, 30), (22, 60), (30, 33), (30, 60), (40, 90)]
    return [(k, n, n0) for n, n0 in sizes for k in range(n + 1)] + [(15, 24, 24 + rest) for rest in range(9)]


def read_everywhere(truth: tuple[int, int, int]) -> tuple[object, ...]:
    """Everything a reader gets of a project with this truth, from all surfaces that use its figures."""
    shown, row = document(counted(*truth)), evidence("this", counted(*truth))
    case = Case("A", _published(shown))
    beside = Case("B", _published(document(counted(40, 60, 90))))
    groups = pool.groups([row, *FILLED])
    charts = [chart for group in groups for chart in (side_by_side.forest("f", group), side_by_side.funnel("u", group))]
    answers = [
        (answer.verdict, answer.turning, answer.steps, draw(answer.chart) if answer.chart else "")
        for question in ASKED
        for answer in explorer.answers(shown, question)
    ]
    return (
        answers,
        list(about([case, beside])),
        list(results([case, beside])),
        [(group.rate, group.change, group.pooled, group.projects, group.funnel, group.working) for group in groups],
        [draw(chart) for chart in charts if chart],
    )


def _published(shown: EditionDocument) -> Published:
    return Published(shown, TODAY, "0", current=True)  # type: ignore[arg-type]


def test_truths_that_show_alike_read_alike_everywhere() -> None:
    alike = defaultdict(list)
    for truth in truths():
        alike[repr(document(counted(*truth)).cohorts[0].block)].append(truth)
    several = [group for group in alike.values() if len(group) > 1]
    assert sum(map(len, several)) > 100, "the rules of small counts are at work here"
    for group in several:
        first = read_everywhere(group[0])
        assert all(read_everywhere(truth) == first for truth in (group[len(group) // 2], group[-1])), group


def test_the_surfaces_do_tell_shown_figures_apart() -> None:
    """The test above could fail: one more improvement among many is seen by all of them."""
    one, other = read_everywhere((20, 40, 90)), read_everywhere((21, 40, 90))
    assert all(a != b for (i, a), b in zip(enumerate(one), other, strict=True) if i != 1)


def test_no_answer_pins_a_count_that_is_kept_back() -> None:
    """29 of 30 shows as "at least 23": the explorer's verdicts turn where 23 or 30 would turn them, never at 29."""
    shown = document(counted(29, 30, 60))
    turns = {
        explorer.answers(shown, explorer.Question(Decimal(target), assumption))[0].verdict.partition(":")[0]
        for target, assumption in product(range(77, 100), ["alike"])
    }
    assert turns == {"Cannot be said"}
