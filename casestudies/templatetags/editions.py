"""What a page says of an edition: its sentences, its charts, its story."""

from typing import Any

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from casestudies.charts.drawing import draw
from casestudies.editions import drawings, receipts, sentences
from casestudies.editions import ledger as ledgers
from casestudies.editions.document import Cohort, EditionDocument, Income, Strand
from casestudies.editions.shelf import Published

register = template.Library()

register.filter("statement", sentences.statement)
register.filter("result_line", sentences.line)
register.filter("sentence", sentences.sentence)
register.filter("plausibility", sentences.plausibility)
register.filter("outcome_working", receipts.of_outcome)
register.filter("reliability_kind", sentences.reliability_kind)
register.filter("better", sentences.better)
register.filter("payer", drawings.payer)
register.filter("has_bands", drawings.has_bands)

STORY_TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br"}
_markdown = MarkdownIt("commonmark", {"html": False})


@register.filter
def story(text: str) -> SafeString:
    """Light Markdown as paragraphs, emphasis, lists and quotations; whatever else it holds is left out."""
    return mark_safe(nh3.clean(_markdown.render(text), tags=STORY_TAGS, attributes={}))  # noqa: S308 - just cleaned


@register.simple_tag
def cohort_statement(strand: Strand, cohort: Cohort) -> sentences.Statement:
    """The result of one cohort in one breath."""
    return sentences.of_cohort(strand, cohort)


@register.simple_tag
def ledger(strand: Strand, cohort: Cohort) -> ledgers.Ledger:
    """All figures of a cohort, line by line, and what is missing."""
    return ledgers.ledger(strand, cohort)


@register.simple_tag
def working(strand: Strand, cohort: Cohort) -> list[tuple[str, str]]:
    """The steps of a rate's receipt."""
    return receipts.of_cohort(strand, cohort)


@register.simple_tag
def told_apart(strand: Strand, cohort: Cohort) -> str:
    """The strand's name, with measure or period where it has several cohorts."""
    return drawings.told_apart(strand, cohort)


@register.simple_tag
def rate_chart(strand: Strand, cohort: Cohort) -> Any:
    """The chart of a cohort's rate."""
    return drawings.rate(strand, cohort)


@register.simple_tag
def glance_chart(strand: Strand, cohort: Cohort) -> Any:
    """The small bar of a cohort's rate, under its own name so that it can stand beside the large one."""
    return drawings.rate(strand, cohort, small=True)


@register.simple_tag
def flow_chart(strand: Strand, cohort: Cohort) -> Any:
    """The chart of who came and how those scored did."""
    return drawings.flow(strand, cohort)


@register.simple_tag
def bands_chart(strand: Strand, cohort: Cohort) -> Any:
    """The chart of a measure's bands before and after."""
    return drawings.bands(strand, cohort)


@register.simple_tag
def referrals_chart(document: EditionDocument) -> Any:
    """The chart of referral routes, or None."""
    return drawings.referrals(document)


@register.simple_tag
def income_chart(document: EditionDocument, income: Income) -> Any:
    """The chart of a stated income."""
    return drawings.income(income, document.funding.parts, made_up=document.invented)


@register.simple_tag
def grants_chart(document: EditionDocument) -> Any:
    """The chart of money outside any stated income, or None."""
    return drawings.grants(document.slug, document.funding.parts, made_up=document.invented)


@register.simple_tag
def lead_result(editions: list[Published]) -> dict[str, Any] | None:
    """The first real result with a rate among these editions: its document, strand and cohort."""
    for published in editions:
        document = published.document
        if document.invented or published.figures_retired:
            continue
        for strand in document.strands:
            for cohort in strand.cohorts:
                if cohort.derived.rate.kind == "shown":
                    return {"document": document, "strand": strand, "cohort": cohort}
    return None


@register.simple_tag
def small_bar(document: EditionDocument) -> SafeString | str:
    """The small interval bar of the first strand with a rate, or nothing."""
    for strand in document.strands:
        for cohort in strand.cohorts:
            if cohort.derived.rate.kind == "shown":
                return draw(drawings.rate(strand, cohort, small=True))
    return ""
