"""Draw a chart, and the few lookups its templates need."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from casestudies.charts import palette
from casestudies.charts.drawing import FILLS, PATTERNS, Chart, draw
from casestudies.editions import addresses

register = template.Library()


@register.filter(name="draw")
def draw_filter(chart: Chart) -> SafeString:
    """`{{ strand.rate_chart|draw }}` is the SVG alone."""
    return draw(chart)


@register.inclusion_tag("components/figure.html", takes_context=True)
def figure(
    context: Context, chart: Chart, caption: str = "", note: str = "", *, own_file: bool = False
) -> dict[str, Any]:
    """`{% figure chart "caption" %}`: the drawing with its caption and, folded beneath it, its table.

    With `own_file` it links to the drawing as a file of its own, where the edition is published.
    """
    published = context.get("published")
    return {
        "svg": draw(chart),
        "table": chart.table(),
        "caption": caption or chart.title,
        "note": note,
        "chart": chart,
        "file": addresses.chart(published, chart.key) if own_file and published else "",
    }


@register.simple_tag
def fill(kind: str, key: str) -> str:
    """The literal fill of a kind of mark: a colour, or a texture of the chart with that `key`."""
    return f"url(#{key}-{kind})" if kind in PATTERNS else FILLS[kind]


@register.simple_tag
def letter_fill(kind: str) -> str:
    """A letter's colour on a bar of that kind: paper on dark bars, ink on light ones."""
    return palette.PAPER if kind in ("part-1", "part-2") else palette.INK


@register.filter
def textured(kind: str) -> bool:
    """Whether marks of that kind are told apart by a texture."""
    return kind in PATTERNS


@register.filter
def split(words: str) -> list[str]:
    """The words of a string."""
    return words.split()
