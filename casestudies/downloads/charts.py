"""The charts of an edition as files of their own, each with the caption that makes it fit to stand alone."""

from collections.abc import Iterator
from textwrap import wrap

from casestudies import wording
from casestudies.charts.drawing import Chart, draw
from casestudies.editions import citing, drawings
from casestudies.editions.document import EditionDocument
from casestudies.editions.sentences import PROVENANCE
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE
from outcomes.figures import Shown

LINE = 92  # letters of a caption's line at the width of a chart's file


def charts(document: EditionDocument) -> dict[str, Chart]:
    """Every chart of the page, but for the worked example's, by its name in addresses."""
    return {chart.key: chart for chart in _charts(document)}


def abouts(document: EditionDocument) -> dict[str, str]:
    """What each chart is about and where its numbers come from, in words."""
    stated = "invented figures" if document.invented else "as the project states it"
    known = dict.fromkeys(charts(document), f"{document.project.name}: {stated}")
    for strand in document.strands:
        for cohort in strand.cohorts:
            period = wording.period(cohort.period.start, cohort.period.end)
            about = f"{document.project.name}, {strand.name}. {cohort.measure.short_name}, {period}"
            for kind in ("rate", "flow", "bands"):
                known[f"{kind}-{cohort.key}"] = f"{about}: {PROVENANCE[cohort.provenance]}"
    return known


def svg(published: Published, name: str) -> str | None:
    """The chart of that name as an SVG file; None where the edition has none of that name."""
    document = published.document
    chart = charts(document).get(name)
    return None if chart is None else draw(chart, standalone=True, caption=_caption(document, name))


def _charts(document: EditionDocument) -> Iterator[Chart]:
    for strand in document.strands:
        for cohort in strand.cohorts:
            if isinstance(cohort.derived.rate, Shown):
                yield drawings.rate(strand, cohort)
            yield drawings.flow(strand, cohort)
            if drawings.has_bands(cohort):
                yield drawings.bands(strand, cohort)
    if referrals := drawings.referrals(document):
        yield referrals
    for income in document.funding.incomes:
        yield drawings.income(income, document.funding.parts, made_up=document.invented)
    if grants := drawings.grants(document.slug, document.funding.parts, made_up=document.invented):
        yield grants


def _caption(document: EditionDocument, name: str) -> tuple[str, ...]:
    day = wording.date(document.published)
    lines = (
        f"{abouts(document)[name]}.",
        f"Edition {document.edition}, {day}. Licence: {LICENCE.name}.",
        *(("Everything in it was invented to show how the portal works.",) if document.invented else ()),
        citing.address(document),
    )
    return wrapped(*lines)


def wrapped(*lines: str) -> tuple[str, ...]:
    """Lines short enough for a chart's file."""
    return tuple(part for line in lines for part in wrap(line, LINE))
