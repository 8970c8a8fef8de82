"""Print a figure: each filter is one function of `casestudies.wording`."""

from typing import Any

from django import template

from casestudies import wording

register = template.Library()

register.filter("count_words", wording.count)
register.filter("money", wording.money)
register.filter("rate_words", wording.rate)
register.filter("percent", wording.percent)
register.filter("per_head", wording.per_head)
register.filter("years", wording.years)
register.filter("note_words", wording.note)
register.filter("partial_date", wording.date)
register.filter("number", wording.number)
register.filter("decimal", wording.decimal)


@register.filter
def points(value: Any) -> str:
    """`{{ strand.gain|points }}` reads "12.5 points"."""
    return wording.points(value)


@register.filter
def signed_points(value: Any) -> str:
    """`{{ result.mean_change|signed_points }}` reads "+10.6 points"."""
    return wording.points(value, signed=True)


@register.filter
def period(start: Any, end: Any = None) -> str:
    """`{{ cohort.starts|period:cohort.ends }}` reads "1 April 2014 to 31 March 2015"."""
    return wording.period(start, end)


@register.filter
def money_words(part: Any) -> str:
    """A part of the funding: "£36,000 a year for 3 years = £108,000", "about £110,000", "amount not stated"."""
    return wording.money(part.amount, part.years)


@register.filter
def funding_kind(kind: str) -> str:
    """A kind of funding as readers see it."""
    return {"own": "own funds", "": wording.NOT_STATED}.get(kind, kind)
