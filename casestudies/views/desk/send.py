"""Check and send: everything that was answered, what is missing, what stays hidden, and the button."""

import contextlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casestudies import desk, workflow
from casestudies.editions.withheld import withheld
from casestudies.editions.wordcheck import marked_texts
from casestudies.forms.start import OnceForm
from casestudies.forms.tasks import SHEETS, held
from casestudies.models import CaseStudy
from casestudies.results import records
from casestudies.views.desk.own import own
from casestudies.views.person import person


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at all of it once more, and send it for review."""
    case_study = own(request, slug)
    if request.method != "POST":
        return _page(request, case_study)
    form = OnceForm(request.POST)
    if not form.is_valid() or _lacks(case_study):  # a first look, that holds up nobody
        return _page(request, case_study, refused=())
    said = form.cleaned_data
    try:
        address = desk.once(said["key"], by=person(request), make=lambda: _send(request, slug, said["note"]))
    except workflow.Refused as refused:
        return _page(request, own(request, slug), refused=refused.reasons)
    except desk.Closed as closed:
        return _page(request, own(request, slug), refused=(str(closed),))
    return redirect(address)


def _send(request: HttpRequest, slug: str, note: str) -> str:
    """Validate all of it while nobody else can save anything, then hand it to the workflow."""
    desk.hold_open(own(request, slug))
    case_study = own(request, slug)  # as it is now that it is held
    if _lacks(case_study):
        raise workflow.Refused
    workflow.submit(case_study, by=person(request), note=note)
    return reverse("desk-case-study", args=[slug])


@require_POST
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open what is published as a new draft; readers keep its live edition."""
    case_study = own(request, slug)
    with contextlib.suppress(workflow.Refused):  # the task list says where it stands
        workflow.reopen(case_study, by=person(request))
    return redirect("desk-case-study", slug)


def _lacks(case_study: CaseStudy) -> list[tuple[str, str, str]]:
    """Everything sending asks for, validated anew: the task, its title and what."""
    found = []
    for task, whats in desk.missing(case_study).items():
        wrong = held(case_study, desk.draft_of(case_study, task)).problems if task in SHEETS else []
        named = [what for what in whats if what != desk.TO_CORRECT or not wrong]
        found += [(task, desk.TITLES[task], what) for what in [*named, *(problem.words for problem in wrong)]]
    return found


def _page(request: HttpRequest, case_study: CaseStudy, *, refused: tuple[str, ...] | None = None) -> HttpResponse:
    """The page; `refused` once it has been sent in vain, with the workflow's reasons if it has any."""
    document = workflow.composed(case_study)
    sheets = [held(case_study, desk.draft_of(case_study, task)) for task in SHEETS]
    context = {
        "case_study": case_study,
        "title": desk.TITLES["check"],
        "strands": records.board(case_study),
        "sheets": [(desk.TITLES[sheet.task], sheet) for sheet in sheets],
        "lacks": _lacks(case_study),
        "withheld": withheld(document),
        "marked": marked_texts(document, small=settings.PORTAL_SMALL),
        "closed": desk.closed(case_study),
        "in_vain": refused is not None,
        "refused": refused,
        "form": OnceForm(initial={"key": desk.new_key()}),
        "has_edition": case_study.editions.exists(),
    }
    return render(request, "desk/check.html", context)
