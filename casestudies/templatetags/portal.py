"""What the portal calls itself: the one place for its name."""

from django import template
from django.conf import settings

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
def operator() -> str:
    """Who runs this portal and is the controller of what people entrust to it."""
    return str(settings.OPERATOR)


@register.simple_tag
def contact() -> str:
    """The e-mail address at which they can be reached."""
    return str(settings.CONTACT)


@register.simple_tag
def fewest_shown() -> int:
    """The smallest number of people whose count may show."""
    return int(settings.PORTAL_SMALL) + 1
