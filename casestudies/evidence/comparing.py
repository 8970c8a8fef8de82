"""Up to four editions side by side: which, what of them stands on one axis, and what may not be compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casestudies import wording
from casestudies.charts.forest import ForestChart, ForestGroup
from casestudies.editions import shelf
from casestudies.editions.document import Cohort, Strand
from casestudies.evidence.cases import LETTERS, Case, Row, likeness
from casestudies.evidence.compared_projects import about
from casestudies.evidence.compared_results import results
from casestudies.evidence.rows import Evidence, ShownFigures
from casestudies.evidence.side_by_side import line

MOST = len(LETTERS)
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The case studies, what was asked for and is not among them, in words, and the rows."""

    cases: tuple[Case, ...]
    problems: tuple[str, ...]
    about: tuple[Row, ...]
    results: tuple[Row, ...]
    rates: ForestChart | None
    fairness: tuple[str, ...]


def compare(slugs: Sequence[str]) -> Comparison:
    """The current editions of these slugs in their order, each once, the first four. Three queries at most."""
    wanted = list(dict.fromkeys(slug for slug in slugs if slug))
    known = [slug for slug in wanted[:MOST] if SLUG.fullmatch(slug)]  # a NUL byte is no query for a database
    found = {published.document.slug: published for published in shelf.chosen(known)}
    cases = tuple(Case(LETTERS[i], found[slug]) for i, slug in enumerate(s for s in wanted[:MOST] if s in found))
    problems = list(missing([slug for slug in wanted[:MOST] if slug not in found]).values())
    if len(wanted) > MOST:
        problems.append(f"At most {MOST} case studies are compared at once: the first {MOST} of {len(wanted)} are.")
    problems += [
        f"The figures of “{case.document.project.name}” are being replaced and are not shown."
        for case in cases
        if case.published.figures_retired
    ]
    return Comparison(
        cases=cases,
        problems=tuple(problems),
        about=tuple(about(cases)),
        results=tuple(results(cases)),
        rates=_rates(cases),
        fairness=tuple(_fairness(cases)),
    )


def missing(slugs: Sequence[str]) -> dict[str, str]:
    """Why readers have none of these: withdrawn, or never there; by slug. One query."""
    stones = shelf.tombstones([slug for slug in slugs if SLUG.fullmatch(slug)]) if slugs else {}
    return {
        slug: f"“{stones[slug].title}” was withdrawn on {wording.date(stones[slug].withdrawn_at.date())}: "
        f"{stones[slug].reason}"
        if slug in stones
        else f"There is no case study at the address “{_printable(slug)}”."
        for slug in slugs
    }


def _fairness(cases: Sequence[Case]) -> Iterator[str]:
    """Which results of different case studies may be set against each other, and what to mind even then."""
    if len(cases) < 2:
        return
    alike: dict[tuple[str, str, str], list[str]] = {}
    for case in cases:
        for strand, cohort in case.results:
            letters = alike.setdefault(likeness(strand, cohort), [])
            if case.letter not in letters:
                letters.append(case.letter)
    pairs = {key: letters for key, letters in alike.items() if len(letters) > 1}
    for (name, version, unit), letters in pairs.items():
        scale = f"{name} ({version})" if version else name
        yield f"{_and(letters)} used the same measure, {scale}, and count {unit}: their rates stand on one axis."
    if not pairs:
        yield "No two of these case studies used the same measure and counted the same unit: no rates compare."
    if len({case.document.invented for case in cases}) > 1:
        yield "Some of these case studies are invented examples. They say nothing about the real ones beside them."
    yield "Families, starting scores, scorers and coverage differ even where the measure is the same."


def _rates(cases: Sequence[Case]) -> ForestChart | None:
    """All rates on one axis, grouped by what may be compared."""
    grouped: dict[tuple[str, str, str], list[Evidence]] = {}
    for case in cases:
        for strand, cohort in case.results:
            grouped.setdefault(likeness(strand, cohort), []).append(_evidence(case, strand, cohort))
    if not grouped:
        return None
    groups = []
    for (name, version, unit), found in grouped.items():
        scale = f"{name} ({version})" if version else name
        label = f"{scale}, {unit}"
        if len({result.slug for result in found}) == 1:
            label += ": not comparable with the others" if len(grouped) > 1 else ""
        groups.append(ForestGroup(label, tuple(line(result) for result in found)))
    made_up = all(case.document.invented for case in cases)
    return ForestChart("compared", "Rates of improvement on one axis", tuple(groups), None, made_up)


def _evidence(case: Case, strand: Strand, cohort: Cohort) -> Evidence:
    shown = case.document
    return Evidence(
        slug=shown.slug,
        project=f"{case.letter} · {shown.project.short_name or shown.project.name}",
        strand=strand.name,
        unit="",
        cohort=cohort.key,
        measure=cohort.measure.key,
        version=cohort.measure.version,
        start=cohort.period.start,
        end=cohort.period.end,
        provenance=cohort.provenance,
        invented=shown.invented,
        figures=ShownFigures.of(cohort),
    )


def _and(letters: Sequence[str]) -> str:
    return f"{', '.join(letters[:-1])} and {letters[-1]}"


def _printable(slug: str) -> str:
    """What was asked for, without what cannot be seen, in a length one can read."""
    return "".join(letter for letter in slug[:60] if letter.isprintable())
