"""Rows of a comparison about results, each with why its answers may not be compared, where they may not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from casestudies import wording
from casestudies.editions import receipts, sentences
from casestudies.editions.document import Cohort, State, Strand
from casestudies.editions.drawings import told_apart
from casestudies.editions.ledger import AS_PUBLISHED, OF_ALL, OF_IMPROVED, ledger
from casestudies.evidence.cases import Case, Cell, Row, likeness, scale
from outcomes.figures import Shown

STATES = {State.PRESENT: "present", State.NOT_STATED: "not stated", State.ABSENT: "absent"}


def _unfair(cases: Sequence[Case]) -> str:
    """Why rates or changes of these case studies do not compare as they stand; nothing where they do."""
    found = [result for case in cases for result in case.results]
    reasons = []
    scales = dict.fromkeys(scale(cohort) for _, cohort in found)
    if len({cohort.measure.short_name for _, cohort in found}) > 1:
        reasons.append(f"different measures ({', '.join(scales)})")
    elif len(scales) > 1:
        reasons.append(f"different versions of a measure ({', '.join(scales)})")
    units = dict.fromkeys(strand.unit for strand, _ in found)
    if len(units) > 1:
        reasons.append(f"different units counted ({', '.join(units)})")
    if any(not case.results for case in cases) and found:
        reasons.append("some have no scores before and after")
    if not reasons or len(cases) < 2:
        return ""
    some = "not comparable across the row" if _some_compare(cases) else "not comparable"
    return f"{some}: {'; '.join(reasons)}"


def _some_compare(cases: Sequence[Case]) -> bool:
    """Whether two of the case studies share a measure, version and unit: the page says which."""
    kinds = [{likeness(strand, cohort) for strand, cohort in case.results} for case in cases]
    return any(one & other for one, other in combinations(kinds, 2))


def _unfair_change(cases: Sequence[Case]) -> str:
    bases = dict.fromkeys(_change(strand, cohort)[0] for case in cases for strand, cohort in case.results)
    known = [base for base in bases if base]
    unfair = _unfair(cases)
    if len(known) > 1 and len(cases) > 1:
        more = f"different bases ({', '.join(known)})"
        return f"{unfair}; {more}" if unfair else f"not comparable: {more}"
    return unfair


def results(cases: Sequence[Case]) -> Iterator[Row]:
    """The rows in the order of a case study page."""
    unfair = _unfair(cases)
    yield Row("Evidence", tuple(Cell(tuple(_evidence_words(case))) for case in cases))
    yield _of_cohorts("Rate of improvement", cases, _rate, unfair, working=True)
    yield _of_cohorts("Coverage: scored of started", cases, _coverage, "")
    yield _of_cohorts("Average change", cases, lambda s, c: _change(s, c)[1], _unfair_change(cases))
    yield Row("Pitfalls of the evaluation", tuple(Cell(tuple(_pitfalls(case))) for case in cases))
    if any(case.document.other_outcomes for case in cases):
        yield Row(
            "Outcomes without a scale",
            tuple(Cell(tuple(_other(case))) for case in cases),
            "not comparable: each project counted what it chose to" if len(cases) > 1 else "",
        )


def _of_cohorts(
    name: str, cases: Sequence[Case], ask: Callable[[Strand, Cohort], str], unfair: str, *, working: bool = False
) -> Row:
    cells = []
    for case in cases:
        lines = tuple(
            f"{told_apart(strand, cohort)}: {ask(strand, cohort)}" if len(case.results) > 1 else ask(strand, cohort)
            for strand, cohort in case.results
        )
        steps: list[tuple[str, str]] = []
        for strand, cohort in case.results if working else ():
            if isinstance(cohort.derived.rate, Shown):
                steps += [("Of", f"{strand.name}, {scale(cohort)}"), *receipts.of_cohort(strand, cohort)]
        cells.append(Cell(lines or ("no scale before and after",), tuple(steps)))
    return Row(name, tuple(cells), unfair)


def _rate(strand: Strand, cohort: Cohort) -> str:
    words = wording.rate(cohort.derived.rate, cohort.block.improved)
    if not isinstance(cohort.derived.rate, Shown):
        return words
    possible = cohort.derived.possible_range
    return (
        f"{words} of {wording.count(cohort.block.scored)} {strand.unit} on {scale(cohort)}; "
        f"by chance {wording.percent(cohort.derived.rate.value.interval)}"
        + (f", possible over all who came {wording.percent(possible)}" if isinstance(possible, Shown) else "")
    )


def _coverage(strand: Strand, cohort: Cohort) -> str:
    coverage = cohort.derived.coverage
    if not isinstance(coverage, Shown):
        return wording.absent(coverage.why)
    return f"{wording.percent(coverage)}: {wording.count(cohort.block.scored)} of {wording.count(cohort.block.started)}"


def _change(strand: Strand, cohort: Cohort) -> tuple[str, str]:
    """Whose average it is, and the average; neither where none is shown."""
    lines = {entry.label: entry for entry in ledger(strand, cohort).lines}
    limit = isinstance(cohort.derived.mean_of_all_at_most, Shown) and not isinstance(cohort.block.means, Shown)
    bases = {
        OF_ALL: "upper limit for all scored" if limit else "of all scored",
        OF_IMPROVED: "of those who improved",
        AS_PUBLISHED: "whose average is not stated",
    }
    for label, base in bases.items():
        if entry := lines.get(label):
            return base, f"{entry.figure} ({base})"
    return "", "not shown"


def _evidence_words(case: Case) -> Iterator[str]:
    for strand, cohort in case.results:
        period = wording.period(cohort.period.start, cohort.period.end)
        group = {"none": "no comparison group", "present": "with a comparison group"}.get(
            cohort.comparison_group, "comparison group not stated"
        )
        yield f"{told_apart(strand, cohort)}: {sentences.PROVENANCE[cohort.provenance]}; {group}; {period}"
    if not case.results:
        yield "outcomes without a scale" if case.document.other_outcomes else "no outcome is shown"


def _pitfalls(case: Case) -> Iterator[str]:
    """Each pitfall under its state; strands that share all of them are said once."""
    alike: dict[tuple[tuple[str, State], ...], list[str]] = {}
    for strand, cohort in case.results:
        alike.setdefault(tuple((p.name, p.state) for p in cohort.pitfalls), []).append(told_apart(strand, cohort))
    for states, strands in alike.items():
        prefix = f"{', '.join(dict.fromkeys(strands))}: " if len(alike) > 1 else ""
        for state, word in STATES.items():
            names = [name[0].lower() + name[1:] for name, found in states if found is state]
            if names:
                yield f"{prefix}{word}: {', '.join(names)}"
    if not case.results:
        yield "not assessed: no scores before and after"


def _other(case: Case) -> Iterator[str]:
    outcomes = () if case.published.figures_retired else case.document.other_outcomes
    for outcome in outcomes:
        yield sentences.sentence(outcome)
    if not outcomes:
        yield "none"
