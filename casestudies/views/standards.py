"""What the web expects at known addresses: feed, sitemap, robots.txt, security.txt."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.downloads import feed as feeds
from casestudies.editions import shelf
from casestudies.evidence import measures, mentions
from casestudies.views.responses import hashed

TEXT = "text/plain; charset=utf-8"
NEWEST = 50
SECURITY_GOOD_FOR = timedelta(days=180)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Editions and changes as Atom."""
    body = feeds.feed(shelf.newest(NEWEST), shelf.withdrawn(newest=True, limit=NEWEST))
    return hashed(request, body, "application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that search engines should know; invented examples are not among them."""
    editions = shelf.listed(examples=False).values_list("slug", "published_at")
    named = [(kind, key) for kind in mentions.Kind.values for key in mentions.keys(kind)]
    pages = [("measure", key) for key in measures.known()] + named
    body = render_to_string("standards/sitemap.xml", {"editions": editions, "pages": pages})
    return hashed(request, body, "application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read."""
    return hashed(request, render_to_string("standards/robots.txt"), TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116), where somebody is named for it."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = datetime.combine(timezone.now().date() + SECURITY_GOOD_FOR, time(), UTC)
    context = {"contact": settings.SECURITY_CONTACT, "until": until.isoformat().replace("+00:00", "Z")}
    return hashed(request, render_to_string("standards/security.txt", context), TEXT)
