"""What differs between two editions of a case study, or between what readers have and the draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casestudies.editions.difference import difference as differing
from casestudies.forms.review import DifferenceForm
from casestudies.views.review.room import reviewable
from casestudies.workflow import versions


@require_safe
def difference(request: HttpRequest, slug: str) -> HttpResponse:
    """Field by field, in words, for whichever two somebody chooses."""
    found = reviewable(request, slug)
    there = versions.of(found)
    form = DifferenceForm(request.GET or versions.usual(there), versions=there)
    context = {"case_study": found, "form": form, "versions": there, "sections": None}
    if len(there) > 1 and form.is_valid():
        older, newer = (there[form.cleaned_data[which]] for which in ("older", "newer"))
        context |= {"older": older, "newer": newer, "sections": differing(older.load(), newer.load())}
    return render(request, "review/difference.html", context)
