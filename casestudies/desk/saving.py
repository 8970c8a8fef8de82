"""Who was first: saving what an editor typed into a task, and what they get whom somebody has overtaken.

Two tabs, two colleagues, a double click: each save says which version it has seen. The first one with that version
wins, the same text sent again is answered as the first was, and a different text is given back beside the winner's.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from casestudies.desk import funding, project, referrals, sources, story
from casestudies.desk.being_open import hold_open, mark_changed
from casestudies.desk.records import Facts
from casestudies.models import CaseStudy, TaskDraft, User

TASKS: dict[str, ModuleType] = {
    "project": project,
    "story": story,
    "funding": funding,
    "referrals": referrals,
    "sources": sources,
}

type Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed (field → texts), the facts in it that validate, and whether that is all of it.

    Of a list of rows either all are facts or none: a list is kept whole or as it was.
    """

    typed: Typed
    facts: Facts
    whole: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """It is kept; `refused` when facts that are held elsewhere contradict it, so that it is kept as typed only."""

    version: int
    at: datetime
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody has saved this task since; nothing was written. Both texts, and the version `theirs` has."""

    mine: Typed
    theirs: Typed
    version: int
    at: datetime | None
    by: User | None


def draft_of(case_study: CaseStudy, task: str) -> TaskDraft:
    """What has been typed into a task so far; an unsaved, empty one of version 0 where nothing has."""
    found = TaskDraft.objects.filter(case_study=case_study, task=task).select_related("saved_by").first()
    return found or TaskDraft(case_study=case_study, task=task)


def read(case_study: CaseStudy, task: str) -> Facts:
    """The facts a task's page shows, in the shape `save` takes them."""
    return TASKS[task].read(case_study)


def save(case_study: CaseStudy, task: str, answers: Answers, *, seen: int, by: User) -> Saved | Conflict:
    """Keep what was typed, and its facts, if `seen` is still the task's version. Raises `Closed`."""
    with transaction.atomic():
        locked = hold_open(case_study)
        draft, _ = TaskDraft.objects.get_or_create(case_study=locked, task=task)
        saved = Saved(seen + 1, timezone.now())
        mine: dict[str, Any] = {"data": answers.typed, "version": saved.version, "saved_at": saved.at, "saved_by": by}
        taken = TaskDraft.objects.filter(pk=draft.pk, version=seen).update(**mine, whole=answers.whole)
        if not taken:
            return _overtaken(draft, answers)
        if not _write(locked, task, answers.facts, by):
            TaskDraft.objects.filter(pk=draft.pk).update(whole=False)
            saved = replace(saved, refused=True)
        mark_changed(locked)
    return saved


def _overtaken(draft: TaskDraft, answers: Answers) -> Saved | Conflict:
    draft.refresh_from_db()
    if draft.saved_at is not None and draft.data == answers.typed:
        return Saved(draft.version, draft.saved_at)
    return Conflict(answers.typed, draft.data, draft.version, draft.saved_at, draft.saved_by)


def _write(case_study: CaseStudy, task: str, facts: Facts, by: User) -> bool:
    """Write the facts that have changed; False, and nothing written, where the database finds a contradiction."""
    held = read(case_study, task)
    changed = {name: value for name, value in facts.items() if held.get(name) != value}
    try:
        with transaction.atomic():
            TASKS[task].write(case_study, changed, by=by)
    except IntegrityError:
        return False
    return True
