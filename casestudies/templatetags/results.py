"""Small drawings of the editor's results pages."""

from django import template

register = template.Library()


@register.inclusion_tag("components/tally.html")
def tally(count: int, most: int, kind: str) -> dict[str, str | int]:
    """A bar as long as `count` is of `most`; `kind` is before or after. The number stands beside it."""
    return {"percent": round(100 * count / most) if most else 0, "kind": kind}
