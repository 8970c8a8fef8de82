"""Pages that are not case studies: home, how we count, accessibility, privacy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies.editions import shelf
from casestudies.views.responses import page

NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the newest case studies."""
    newest = shelf.opened(shelf.listed(examples=settings.SHOW_EXAMPLES)[:NEWEST])
    return page("pages/home.html", {"editions": newest})


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Every figure's definition in plain words, with the worked example."""
    return page("pages/how_we_count.html", {"worked": shelf.worked_example()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return page("pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return page("pages/privacy.html")
