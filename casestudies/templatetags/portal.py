"""What the portal calls itself: the one place for its name."""

from django import template
from django.conf import settings
from django.urls import Resolver404, resolve

register = template.Library()

NAME = "Plain Account"
STRAPLINE = "What children’s services did, for whom, and how sure one can be that it helped"


@register.simple_tag
def portal_name() -> str:
    """The portal's own name, for headers, titles, citations and mails."""
    return NAME


@register.simple_tag
def portal_strapline() -> str:
    """One line under the name."""
    return STRAPLINE


@register.simple_tag
def fewest_shown() -> int:
    """The smallest number of people whose count may show."""
    return int(settings.PORTAL_SMALL) + 1


@register.simple_tag
def existing(path: str) -> str:
    """The path itself where it is an address of the portal, else nothing: no link leads nowhere."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
