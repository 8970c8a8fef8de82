"""What waits for reviewers, and the room of one case study with all that is needed to judge it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from casestudies import access, workflow
from casestudies.forms.review import ChecklistForm, CommentForm
from casestudies.models import CaseStudy
from casestudies.views.person import person
from casestudies.views.review.moves import MOVES, form_of

CORRECTED = "published, and its records have changed since"


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, for whom, and how long it has."""
    by = person(request)
    if not access.can_review(by):
        raise Http404
    waiting = list(access.waiting_for_review(by))
    status = CaseStudy.Status
    order = (status.SUBMITTED, status.IN_REVIEW, status.APPROVED, status.CHANGES_REQUESTED)
    labels = {state: state.label for state in order} | {status.PUBLISHED: CORRECTED}
    groups = [(label, [case for case in waiting if case.status == state]) for state, label in labels.items()]
    return render(request, "review/queue.html", {"groups": [group for group in groups if group[1]]})


@require_safe
def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """One case study: what is new, the page beside the checklist, what has been said, what can be done now."""
    return page(request, reviewable(request, slug))


@require_POST
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Make a move, or say why not."""
    found, by = reviewable(request, slug), person(request)
    if verb not in MOVES:
        raise Http404
    file = _dossier(request, found)
    form = form_of(verb, file, request.POST)
    if form.is_valid():
        try:
            MOVES[verb].act(found, by, form.cleaned_data, _standing(request))
        except workflow.Refused as refused:
            return page(request, found, refused=refused.reasons)
        messages.success(request, MOVES[verb].done)
        return redirect("review-case-study", slug)
    if verb not in file.allowed:  # its form is not on the page, and so nothing would say what is wrong with it
        return page(request, found, file, refused=("You cannot do this as it stands now.",))
    return page(request, found, file, {verb: form})


@require_POST
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the reviewer says about each point."""
    found, form = reviewable(request, slug), ChecklistForm(request.POST)
    if not form.is_valid():
        return page(request, found, filled={"checklist": form})
    try:
        workflow.check(found, form.said(), by=person(request), seen=form.cleaned_data["seen"], **_asked(request))
    except workflow.Refused as refused:
        return page(request, found, refused=refused.reasons)
    messages.success(request, "The checklist is kept with this review.")
    return redirect(reverse("review-case-study", args=[slug]) + ("?retire=on" if "retire" in request.POST else ""))


@require_POST
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask about a section."""
    found, form = reviewable(request, slug), CommentForm(request.POST, auto_id="comment_%s")
    if not form.is_valid():
        return page(request, found, filled={"comment": form})
    workflow.comment(found, by=person(request), **form.cleaned_data)
    messages.success(request, "Your comment is kept; its editors see it.")
    return redirect("review-case-study", slug)


@require_POST
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a comment has been dealt with."""
    found = get_object_or_404(reviewable(request, slug).comments, pk=pk)
    workflow.settle(found, by=person(request))
    messages.success(request, "The comment is settled.")
    return redirect("review-case-study", slug)


def reviewable(request: HttpRequest, slug: str) -> CaseStudy:
    """The case study, for a reviewer; for everybody else there is no such page."""
    found = access.reviewable_by(person(request)).select_related("project__provider", "theme", "reviewer", "agreed_by")
    return get_object_or_404(found, slug=slug)


def _asked(request: HttpRequest) -> dict[str, bool]:
    """Whether it is looked at as if the figures of all earlier editions were retired."""
    return {"retire_earlier": (request.POST or request.GET).get("retire") == "on"}


def _standing(request: HttpRequest) -> int | None:
    """The newest decision the page knew of."""
    said = request.POST.get("standing", "")
    return int(said[:20]) if said.isdecimal() else None  # Python reads no number of thousands of digits


def _dossier(request: HttpRequest, found: CaseStudy) -> workflow.Dossier:
    return workflow.dossier(found, by=person(request), note=request.POST.get("note"), **_asked(request))


def page(
    request: HttpRequest,
    found: CaseStudy,
    file: workflow.Dossier | None = None,
    filled: dict[str, forms.Form] | None = None,
    refused: tuple[str, ...] = (),
) -> HttpResponse:
    """The page, with the forms that somebody has `filled` in wrongly, or why a move was `refused`."""
    if refused:
        found = reviewable(request, found.slug)
    file = file or _dossier(request, found)
    filled = filled or {}
    moves = {verb: filled.get(verb) or form_of(verb, file) for verb in MOVES if verb in file.allowed}
    ticking = filled.get("checklist") or ChecklistForm(initial=ChecklistForm.initial_of(file.checklist))
    context: dict[str, Any] = {
        "file": file,
        "case_study": found,
        "moves": moves,
        "comment_form": filled.get("comment") or CommentForm(auto_id="comment_%s"),
        "points": ChecklistForm.rows(ticking, file.checklist),
        "can_check": "check" in file.allowed,
        "wrong": next(iter(filled.values()), None),
        "refused": refused,
    }
    return render(request, "review/case_study.html", context)
