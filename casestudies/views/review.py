"""The reviewers' pages: what waits, and one case study with all that is needed to judge it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casestudies import access, workflow
from casestudies.forms.review import ApproveForm, ButtonForm, CommentForm, RequestChangesForm, WithdrawForm
from casestudies.models import CaseStudy, User
from casestudies.views.person import person

type Act = Callable[[CaseStudy, User, dict[str, Any]], object]

# verb → its form, what it does with what was said there, and what is said when it is done; in the order of the page
MOVES: dict[str, tuple[type[forms.Form], Act, str]] = {
    "claim": (ButtonForm, lambda case, by, said: workflow.claim(case, by=by), "You have claimed it."),
    "approve": (
        ApproveForm,
        lambda case, by, said: workflow.approve(
            case, by=by, note=said.get("note"), words_checked=said.get("words_checked", ""), seen=said["seen"]
        ),
        "It is approved, and can be published as it is.",
    ),
    "publish": (ButtonForm, lambda case, by, said: workflow.publish(case, by=by), "It is published."),
    "request_changes": (
        RequestChangesForm,
        lambda case, by, said: workflow.request_changes(case, by=by, reason=said["reason"]),
        "It is back with its editors.",
    ),
    "release": (ButtonForm, lambda case, by, said: workflow.release(case, by=by), "It waits for a reviewer again."),
    "withdraw": (
        WithdrawForm,
        lambda case, by, said: workflow.withdraw(case, by=by, **said),
        "It is withdrawn.",
    ),
}
CORRECTED = "published, and its records have changed since"


@require_safe
@never_cache
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
@never_cache
def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """One case study: what is new, what to look at, what has been said, what can be done now."""
    return _page(request, _reviewable(request, slug))


@require_POST
@never_cache
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Make a move, or say why not."""
    found, by = _reviewable(request, slug), person(request)
    if verb not in MOVES:
        raise Http404
    file = workflow.dossier(found, by=by, note=request.POST.get("note"))
    form = _form(verb, file, request.POST)
    if form.is_valid():
        try:
            MOVES[verb][1](found, by, form.cleaned_data)
        except workflow.Refused as refused:
            return _page(request, found, refused=refused.reasons)
        messages.success(request, MOVES[verb][2])
        return redirect("review-case-study", slug)
    return _page(request, found, file, {verb: form})


@require_POST
@never_cache
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask about a section."""
    found, form = _reviewable(request, slug), CommentForm(request.POST, auto_id="comment_%s")
    if not form.is_valid():
        return _page(request, found, filled={"comment": form})
    workflow.comment(found, by=person(request), **form.cleaned_data)
    messages.success(request, "Your comment is kept; its editors see it.")
    return redirect("review-case-study", slug)


@require_POST
@never_cache
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a comment has been dealt with."""
    found = get_object_or_404(_reviewable(request, slug).comments, pk=pk)
    workflow.settle(found, by=person(request))
    messages.success(request, "The comment is settled.")
    return redirect("review-case-study", slug)


def _reviewable(request: HttpRequest, slug: str) -> CaseStudy:
    """The case study, for a reviewer; for everybody else there is no such page."""
    found = access.reviewable_by(person(request)).select_related("project__provider", "theme", "reviewer")
    return get_object_or_404(found, slug=slug)


def _form(verb: str, file: workflow.Dossier, data: Any = None) -> forms.Form:
    extra: dict[str, Any] = {}
    if verb == "approve":
        extra = {"marked": file.marked, "is_first": file.is_first, "initial": {"note": file.note}}
    return MOVES[verb][0](data, auto_id=f"{verb}_%s", **extra)


def _page(
    request: HttpRequest,
    found: CaseStudy,
    file: workflow.Dossier | None = None,
    filled: dict[str, forms.Form] | None = None,
    refused: tuple[str, ...] = (),
) -> HttpResponse:
    """The page, with the forms that somebody has `filled` in wrongly, or why a move was `refused`."""
    if refused:
        found.refresh_from_db()
    file = file or workflow.dossier(found, by=person(request))
    filled = filled or {}
    moves = {verb: filled.get(verb) or _form(verb, file) for verb in MOVES if verb in file.allowed}
    context = {
        "file": file,
        "case_study": found,
        "moves": moves,
        "comment_form": filled.get("comment") or CommentForm(auto_id="comment_%s"),
        "wrong": next(iter(filled.values()), None),
        "refused": refused,
    }
    return render(request, "review/case_study.html", context)
