"""Briefings to print: editions as a tagged PDF, two pages each, the same bytes for the same edition.

Typst sets the template with the words as data, so that nothing anybody typed is taken for markup. A briefing that grows
beyond two pages is set again with fewer charts and shorter tables, and says where the rest is.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import typst
from django.conf import settings
from markdown_it import MarkdownIt

from casestudies import wording
from casestudies.charts.drawing import Chart, draw
from casestudies.downloads import charts as drawn
from casestudies.editions import citing, drawings, ledger
from casestudies.editions.document import Cohort, EditionDocument, Place, Strand
from casestudies.editions.sentences import PROVENANCE, sentence, statement
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, NAME

TEMPLATE = str(settings.BASE_DIR / "templates/briefings/briefing.typ")
PAGES = 2
NONE = wording.NOT_STATED


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of an edition is set: letters of each part of the story and of a fact; how many of all the rest."""

    story: int
    charts: int
    cohorts: int
    pitfalls: bool
    letters: int
    items: int
    missing: bool = True


# From the most to the least; a figure goes before the reasons to doubt it do.
DETAILS = (
    Detail(story=1500, charts=2, cohorts=3, pitfalls=True, letters=500, items=12),
    Detail(story=700, charts=2, cohorts=3, pitfalls=True, letters=500, items=12),
    Detail(story=300, charts=2, cohorts=2, pitfalls=True, letters=400, items=12),
    Detail(story=0, charts=2, cohorts=2, pitfalls=True, letters=400, items=12),
    Detail(story=0, charts=1, cohorts=2, pitfalls=True, letters=300, items=8),
    Detail(story=0, charts=1, cohorts=2, pitfalls=True, letters=240, items=6, missing=False),
    Detail(story=0, charts=1, cohorts=1, pitfalls=True, letters=160, items=5),
    Detail(story=0, charts=1, cohorts=1, pitfalls=False, letters=120, items=3, missing=False),
)
_markdown = MarkdownIt("commonmark")


@lru_cache(maxsize=64)
def of_edition(published: Published) -> bytes:
    """The briefing of one edition."""
    return _pdf(published.document.headline, [_fitting(published)])


def pack(editions: Sequence[Published]) -> bytes:
    """The briefings of several editions, one after the other."""
    return _pdf(f"{NAME}: {len(editions)} briefings", [_fitting(published) for published in editions])


@lru_cache(maxsize=256)
def _fitting(published: Published) -> dict[str, Any]:
    """The briefing with as much detail as two pages hold."""
    for detail in DETAILS:
        words = _words(published, detail)
        if _pages(words) <= PAGES:
            return words
    return _words(published, DETAILS[-1])


def _data(title: str, briefings: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {"pack": json.dumps({"title": title or NAME, "author": NAME, "briefings": list(briefings)})}


def _pages(briefing: dict[str, Any]) -> int:
    found = typst.query(TEMPLATE, "<pages>", field="value", ignore_system_fonts=True, sys_inputs=_data("", [briefing]))
    return int(json.loads(found)[0])


def _pdf(title: str, briefings: Iterable[dict[str, Any]]) -> bytes:
    return typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards="ua-1",  # tagged, with a title, a language and words for every chart
        timestamp=0,
        ignore_system_fonts=True,
        sys_inputs=_data(title, briefings),
    )


def _words(published: Published, detail: Detail) -> dict[str, Any]:
    document = published.document
    said = None if published.figures_retired else statement(document)
    replaced = f" by edition {published.figures_replaced_by}" if published.figures_replaced_by else ""
    results, money = _charts(document)
    pairs = [(strand, cohort) for strand in document.strands for cohort in strand.cohorts]
    left_out = len(pairs) - detail.cohorts
    parts = (f"Case study {document.case_number}" if document.case_number else "", document.area, document.theme)
    return {
        "running": " · ".join(filter(None, parts)),
        "foot": f"{citing.address(document)} · {wording.date(document.published)}",
        "warning": _warning(published),
        "claim": "The project’s own claim",
        "headline": _cut(document.headline, 160),
        "before": said.before if said else f"Figures replaced{replaced}.",
        "figure": said.figure if said else "",
        "after": said.after if said else "The result this edition gave is no longer shown.",
        "caveat": said.caveat if said else "",
        "standing": _standing(document),
        "charts": [_drawing(chart, document) for chart in results[: detail.charts]],
        "facts": _facts(document, detail.letters),
        "cohorts": [_cohort(*pair, detail) for pair in pairs[: detail.cohorts]],
        "outcomes": [_cut(sentence(outcome), detail.letters) for outcome in document.other_outcomes[: detail.items]],
        "more": _more(left_out),
        "money": [_drawing(chart, document) for chart in money[:1]],
        "funding": _funding(document)[: detail.items] or [f"Who paid is {NONE}."],
        "story": _story(document, detail.story),
        "untold": "" if detail.story else "The project’s own account is on the page.",
        "sources": [_cut(source.title, detail.letters) for source in document.sources[: detail.items]]
        or ["No source is stated."],
        "cited": f"{_cut(citing.plain(document), 500)} {citing.address(document)}",
        "licence": f"{LICENCE.name}. {LICENCE.words}",
    }


def _more(left_out: int) -> str:
    if left_out < 1:
        return ""
    return f"{left_out} more {'set of figures is' if left_out == 1 else 'sets of figures are'} on the page."


def _warning(published: Published) -> str:
    if published.document.invented:
        return "Invented example: everything in this briefing was made up to show how the portal works."
    return "" if published.current else f"Edition {published.document.edition}, an earlier one."


def _standing(document: EditionDocument) -> str:
    cohort = next(iter(document.cohorts), None)
    offered = f"Still offered: {document.project.still_offered or 'not known'}."
    if cohort is None:
        return offered
    period = wording.period(cohort.period.start, cohort.period.end)
    return (
        f"{period}{f', {cohort.standing}' if cohort.standing else ''}. Scored by: {cohort.rated_by or NONE}. {offered}"
    )


def _charts(document: EditionDocument) -> tuple[list[Chart], list[Chart]]:
    """The rates, or else who came; and the money."""
    every = drawn.charts(document)
    of = {kind: [chart for name, chart in every.items() if name.startswith(kind)] for kind in ("rate-", "flow-")}
    return of["rate-"] or of["flow-"], [
        chart for name, chart in every.items() if name.startswith(("income-", "grants-"))
    ]


def _drawing(chart: Chart, document: EditionDocument) -> dict[str, str]:
    about = drawn.abouts(document)[chart.key]
    made_up = f" {chart.made_up_words}." if chart.made_up else ""
    return {
        "svg": draw(chart, standalone=True, caption=drawn.wrapped(about)),
        "alt": f"{chart.title}. {about}.{made_up} {chart.description()}",
    }


def _facts(document: EditionDocument, letters: int) -> list[tuple[str, str]]:
    project = document.project
    reach = NONE
    if project.reach:
        about = "about " if project.reach.about and project.reach.people.kind == "shown" else ""
        unit = f" {project.reach.unit} a year" if project.reach.people.kind == "shown" else ""
        reach = f"{about}{wording.count(project.reach.people)}{unit}"
    facts = [
        ("Project", project.name),
        ("Purpose", project.purpose),
        ("Provider", project.provider.name if project.provider else ""),
        ("Places", ", ".join(dict.fromkeys(map(_place, project.places)))),
        ("For whom", project.who_can_be_referred or project.ages_served),
        ("Sessions", project.session_pattern),
        ("Reach", reach),
        ("Contact", project.contact),
    ]
    return [(name, _cut(words, letters) or NONE) for name, words in facts]


def _place(place: Place) -> str:
    return f"{place.name} (training)" if place.role == "training" else place.name


def _cohort(strand: Strand, cohort: Cohort, detail: Detail) -> dict[str, Any]:
    found = ledger.ledger(strand, cohort)
    period = wording.period(cohort.period.start, cohort.period.end)
    notes = [wording.note(note) for note in cohort.block.notes]
    pitfalls = [f"{it.name}: {it.state.replace('-', ' ')}. {it.reason}" for it in cohort.pitfalls]
    missing = [f"{_capital(it.why)}: {'; '.join(it.labels)}." for it in found.missing]
    return {
        "name": f"{strand.name}, {cohort.measure.short_name}",
        "about": f"{period}; {PROVENANCE[cohort.provenance]}.",
        "lines": [(line.label, line.figure, line.beside) for line in found.lines],
        "missing": notes + (missing if detail.missing else []),
        "pitfalls": pitfalls if detail.pitfalls else [],
    }


def _funding(document: EditionDocument) -> list[str]:
    incomes = [
        f"{_capital(income.label or 'income of a year')}: {wording.money(income.breakdown.stated)}"
        + (f"; {income.breakdown.words}" if income.breakdown.words else "")
        for income in document.funding.incomes
    ]
    return incomes + [
        f"{drawings.payer(part)}: {wording.money(part.amount, part.years)}" for part in document.funding.parts
    ]


def _story(document: EditionDocument, letters: int) -> list[tuple[str, str]]:
    told = document.story
    parts = [("Background.", told.background), ("Action.", told.action), ("Outcome.", told.outcome)]
    return [(name, _cut(_unmarked(words), letters)) for name, words in parts if words and letters]


def _unmarked(markdown: str) -> str:
    """The words of light Markdown."""
    inline = [token.children or [] for token in _markdown.parse(markdown) if token.type == "inline"]
    return " ".join("".join(child.content or " " for child in children if not child.nesting) for children in inline)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _cut(words: str, letters: int) -> str:
    """The words on one line, cut between two of them where they are too many."""
    line = " ".join(words.split())
    return line if len(line) <= letters else f"{line[:letters].rsplit(' ', 1)[0]} …"
