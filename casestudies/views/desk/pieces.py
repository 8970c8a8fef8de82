"""Small answers for a page that is open: places to choose from, what an income comes to, a picture."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from casestudies.forms.places import place_label, search_places
from casestudies.forms.tasks import SHEETS
from casestudies.views.desk.own import own


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Options for whatever the one field that asks holds, whichever row it is of."""
    words = next(iter(request.GET.values()), "")
    return render(request, "desk/places.html", {"labels": [place_label(place) for place in search_places(str(words))]})


@require_POST
def totals(request: HttpRequest, slug: str) -> HttpResponse:
    """What the funding on the page comes to; nothing is saved by asking."""
    sheet = SHEETS["funding"]
    asked = sheet(own(request, slug), sheet.typed_in(request.POST), final=False)
    return render(request, "desk/totals_lines.html", {"sheet": asked})


@require_safe
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A picture of the draft, for those who work on it."""
    found = get_object_or_404(own(request, slug).pictures, pk=pk)
    return FileResponse(found.image.open())
