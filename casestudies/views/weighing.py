"""Weighing case studies: several side by side, and one against a target."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies.editions import shelf
from casestudies.evidence import comparing, explorer
from casestudies.forms.explorer import ExplorerForm
from casestudies.views.responses import gone, page, shared

CAUTIOUS = {"target": "50", "assume": explorer.NONE}  # what is answered before anything is asked


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four current editions, row by row: `?case=a&case=b`."""
    comparison = comparing.compare(request.GET.getlist("case"))
    return shared(request, "compare/compare.html", {"comparison": comparison, "most": comparing.MOST})


@require_safe
def explore(request: HttpRequest, slug: str) -> HttpResponse:
    """What a target would take: `?target=70&assume=share&share=40`."""
    if stone := shelf.tombstone(slug):
        return gone(stone)
    published = shelf.current(slug)
    if published is None:
        if shelf.erased(slug):
            return page("errors/erased.html", status=410)
        raise Http404
    form = ExplorerForm(CAUTIOUS | request.GET.dict())
    context = {"published": published, "document": published.document, "form": form, "answers": ()}
    if form.is_valid() and not published.figures_retired:
        asked = form.cleaned_data
        question = explorer.Question(asked["target"], asked["assume"], asked["share"])
        context |= {"question": question, "answers": explorer.answers(published.document, question)}
    return shared(request, "explorer/explorer.html", context)
