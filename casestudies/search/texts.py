"""What of an edition is searched: its titles, and its words part by part. Pure; nothing of the worked example."""

import re
from collections.abc import Iterator
from dataclasses import replace

from casestudies.editions.document import EditionDocument

MARKDOWN = re.compile(r"[*_`#]+|^\s*>\s?", re.MULTILINE)


def without_figures(document: EditionDocument) -> EditionDocument:
    """What is left of an edition whose figures are retired: its story and the facts that are no figures."""
    return replace(
        document, strands=(), other_outcomes=(), worked_example=(), project=replace(document.project, reach=None)
    )


def titles(document: EditionDocument) -> tuple[str, ...]:
    """What it is called."""
    return document.headline, document.project.name, document.project.short_name


def parts(document: EditionDocument) -> Iterator[tuple[str, str]]:
    """Everything else people wrote in it, as (the name of the part, its text), the telling parts first."""
    project, story = document.project, document.story
    for name, text in (
        ("Purpose", project.purpose),
        ("Background", story.background),
        ("Action", story.action),
        ("Outcome", story.outcome),
        ("Who can be referred", project.who_can_be_referred),
        ("Reasons for referral", project.referral_reasons),
        ("Approaches", ". ".join(project.approaches)),
        ("Sessions", project.session_pattern),
        ("Staff", project.staff),
        ("Training", project.training),
        ("Ages", project.ages_served),
    ):
        yield name, plain(text)
    yield from _named(document)


def _named(document: EditionDocument) -> Iterator[tuple[str, str]]:
    project = document.project
    for strand in document.strands:
        yield "What was done", plain(f"{strand.name}. {strand.description}")
        for cohort in strand.cohorts:
            yield "Measure", f"{cohort.measure.name} ({cohort.measure.short_name})"
    for outcome in document.other_outcomes:
        yield "Outcome without a scale", plain(f"{outcome.label}. {outcome.words}")
    for quote in document.story.quotes:
        yield "Quotation", f"{plain(quote.words)} {quote.speaker}, {quote.role}"
    for place in project.places:
        yield "Place", ", ".join([place.name, *(around.name for around in place.within)])
    yield "Theme", ", ".join(dict.fromkeys([document.theme, *(theme.name for theme in project.themes)]))
    if project.provider:
        yield "Provider", project.provider.name
    for part in document.funding.parts:
        yield "Funding", ", ".join(filter(None, [*(funder.name for funder in part.funders), part.label, part.purpose]))
    for route in document.referrals.routes:
        yield "Who refers", f"{route.name} {route.detail}"


def plain(markdown: str) -> str:
    """Light Markdown without its marks, as one line."""
    return " ".join(MARKDOWN.sub("", markdown).split())
