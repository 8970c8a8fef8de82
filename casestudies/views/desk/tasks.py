"""The page of a task: shown, saved, added to; with a script or without one.

There is one way to save. A button, a script that saves while one types, and the buttons that add and remove rows all
send the whole page here, with the version of it they have seen.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casestudies import desk
from casestudies.forms.tasks import SHEETS, Sheet, held
from casestudies.forms.tasks.changing import Change, differences
from casestudies.models import CaseStudy
from casestudies.views.desk.own import own
from casestudies.views.desk.stale import asked_when_stale, is_stale
from casestudies.views.person import person


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody's request about one task."""

    request: HttpRequest
    case_study: CaseStudy
    task: str

    @property
    def by_script(self) -> bool:
        """Whether the script asks that saves while one types."""
        return self.request.headers.get("Accept") == "application/json"

    @property
    def seen(self) -> tuple[int, str]:
        """The version the page was made from, and the fingerprint of the facts; version -1, which no task ever has, for
        what is not a version."""
        found = re.fullmatch(r"(\d{1,9})(?:\.([0-9a-f]{16}))?", self.request.POST.get("version", ""), re.ASCII)
        return (int(found[1]), found[2] or "") if found else (-1, "")

    def page(self, sheet: Sheet, version: str, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page of the task with these answers; `version` is what it will send as `seen`."""
        context: dict[str, Any] = {
            "case_study": self.case_study,
            "sheet": sheet,
            "title": desk.TITLES[self.task],
            "version": version,
            "closed": desk.closed(self.case_study),
        }
        return render(self.request, "desk/task.html", context | more, status=status)


@asked_when_stale
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, slug: str, task: str) -> HttpResponse:
    """One task of a case study."""
    asked = Asked(request, own(request, slug), task)
    if task not in SHEETS:
        raise Http404
    if request.method == "POST":
        return _stale(asked) if is_stale(request) else _save(asked)
    draft = desk.draft_of(asked.case_study, task)
    facts = desk.fingerprint(asked.case_study, task)  # before they are read: a change in between is then a conflict
    sheet = held(asked.case_study, draft)
    sheet.blank = request.GET.get("add", "")
    version = f"{draft.version}.{facts}"
    return asked.page(sheet, version, saved_at=draft.saved_at, problems=[] if draft.whole else sheet.problems)


def _save(asked: Asked) -> HttpResponse:
    change = Change.asked_for(SHEETS[asked.task], asked.request.POST, asked.request.FILES)
    sheet = change.sheet(asked.case_study, final=not asked.by_script)
    seen, facts = asked.seen
    answers, by = change.answers(sheet), person(asked.request)
    try:
        result = desk.save(asked.case_study, asked.task, answers, seen=seen, seen_facts=facts, by=by)
    except desk.Closed as closed:
        return _not_saved(asked, sheet, str(closed))
    if isinstance(result, desk.Conflict):
        return _overtaken(asked, sheet, result)
    if asked.by_script:
        return JsonResponse({"version": version_of(result), "said": _saved_words(result, sheet)})
    if change.back_to:
        address = reverse("desk-task", args=[asked.case_study.slug, asked.task])
        return redirect(f"{address}?add={change.adds}#{change.back_to}")
    problems = [*change.problems, *sheet.problems]
    if problems or result.refused:
        return asked.page(sheet, version_of(result), problems=problems, refused=result.refused)
    messages.success(asked.request, f"{desk.TITLES[asked.task]}: {_saved_words(result, sheet).lower()}.")
    return redirect("desk-case-study", asked.case_study.slug)


def version_of(result: desk.Saved | desk.Conflict) -> str:
    """What a page sends back as the version it has seen: the task's, and the fingerprint of its facts."""
    return f"{result.version}.{result.facts}"


def _saved_words(saved: desk.Saved, sheet: Sheet) -> str:
    at = f"Saved at {timezone.localtime(saved.at):%H:%M}"
    wrong = len(sheet.problems)
    return f"{at}; {wrong} {'answer is' if wrong == 1 else 'answers are'} not right yet" if wrong else at


def _not_saved(asked: Asked, sheet: Sheet, why: str) -> HttpResponse:
    """It has been sent, or taken down, since the page was opened: what was typed stays on the page."""
    if asked.by_script:
        return JsonResponse({"said": f"Not saved. {why}"}, status=409)
    return asked.page(sheet, asked.request.POST.get("version", ""), status=409, problems=[], closed=why)


def _stale(asked: Asked) -> HttpResponse:
    """They have signed in again since the page was opened: what was typed stays on it, to be saved with a new token."""
    if asked.by_script:
        said = "Not saved: you have signed in again since you opened this page. Save it with the button."
        return JsonResponse({"said": said, "token": get_token(asked.request)}, status=403)
    sheet = Change.asked_for(SHEETS[asked.task], asked.request.POST, {}).sheet(asked.case_study, final=False)
    return asked.page(sheet, asked.request.POST.get("version", ""), status=403, problems=[], stale=True)


def _overtaken(asked: Asked, sheet: Sheet, conflict: desk.Conflict) -> HttpResponse:
    """Somebody saved it first: both texts, and one's own still in the page."""
    if asked.by_script:
        said = "Not saved: somebody else has saved this page since you opened it. What you typed is still here."
        return JsonResponse({"said": said, "compare": True}, status=409)
    kind = SHEETS[asked.task]
    now = kind.typed_from(desk.read(asked.case_study, asked.task)) if conflict.theirs is None else conflict.theirs
    found = differences(sheet, kind(asked.case_study, now))
    return asked.page(sheet, version_of(conflict), status=409, conflict=conflict, differences=found, problems=[])
