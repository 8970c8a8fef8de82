"""What the portal says of itself on its pages."""

from django import template
from django.conf import settings
from django.urls import Resolver404, resolve

from casestudies.imprint import LICENCE, NAME, STRAPLINE, Licence, absolute

register = template.Library()


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


@register.simple_tag
def licence() -> Licence:
    """On what terms figures and stories may be used."""
    return LICENCE


@register.simple_tag
def existing(path: str) -> str:
    """The path itself where it is an address of the portal, else nothing: no link leads nowhere."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


register.filter("absolute", absolute)
