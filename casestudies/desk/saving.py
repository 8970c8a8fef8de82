"""Who was first: saving what an editor typed into a task, and what they get whom somebody has overtaken.

Two tabs, two colleagues, a double click: each save says which version it has seen. The first one with that version
wins, the same text sent again is answered as the first was, and a different text is given back beside the winner's.
The admin and programs change facts without versions; a page therefore also knows the facts it was made from.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
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
    facts: str = ""  # their fingerprint, as `fingerprint` has it


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody has saved this task since; nothing was written. Both texts, and the version `theirs` has.

    `theirs` is None where not an editor but somebody in the admin has changed the facts: they say what is there now.
    """

    mine: Typed
    theirs: Typed | None
    version: int
    at: datetime | None
    by: User | None
    facts: str = ""


def draft_of(case_study: CaseStudy, task: str) -> TaskDraft:
    """What has been typed into a task so far; an unsaved, empty one of version 0 where nothing has."""
    found = TaskDraft.objects.filter(case_study=case_study, task=task).select_related("saved_by").first()
    return found or TaskDraft(case_study=case_study, task=task)


def read(case_study: CaseStudy, task: str) -> Facts:
    """The facts a task's page shows, in the shape `save` takes them."""
    return TASKS[task].read(case_study)


def fingerprint(case_study: CaseStudy, task: str) -> str:
    """Short for all the facts of a task as they are now."""
    said = json.dumps(read(case_study, task), sort_keys=True, default=_plain)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(value: object) -> str:
    return str(value.pk) if isinstance(value, Model) else str(value)


def save(
    case_study: CaseStudy, task: str, answers: Answers, *, seen: int, by: User, seen_facts: str = ""
) -> Saved | Conflict:
    """Keep what was typed, and its facts, if `seen` is still the task's version, and `seen_facts`, where it is given,
    the fingerprint of its facts. Raises `Closed`."""
    with transaction.atomic():
        locked = hold_open(case_study)
        draft, _ = TaskDraft.objects.get_or_create(case_study=locked, task=task)
        if draft.version == seen and seen_facts and _changed_elsewhere(locked, task, answers, seen_facts):
            return Conflict(answers.typed, None, draft.version, None, None, fingerprint(locked, task))
        saved = Saved(seen + 1, timezone.now())
        mine: dict[str, Any] = {"data": answers.typed, "version": saved.version, "saved_at": saved.at, "saved_by": by}
        taken = TaskDraft.objects.filter(pk=draft.pk, version=seen).update(**mine, whole=answers.whole)
        if not taken:
            return _overtaken(draft, answers)
        if not _write(locked, task, answers.facts, by):
            TaskDraft.objects.filter(pk=draft.pk).update(whole=False)
            saved = replace(saved, refused=True)
            locked.refresh_from_db()  # of what was refused nothing must look as if it were held
        mark_changed(locked, by=by)
        return replace(saved, facts=fingerprint(locked, task))


def _changed_elsewhere(case_study: CaseStudy, task: str, answers: Answers, seen_facts: str) -> bool:
    """Whether the facts are others than the page was made from, and than it would make them."""
    held = read(case_study, task)
    differ = any(held.get(name) != value for name, value in answers.facts.items())
    return differ and fingerprint(case_study, task) != seen_facts


def _overtaken(draft: TaskDraft, answers: Answers) -> Saved | Conflict:
    draft.refresh_from_db()
    now = fingerprint(draft.case_study, draft.task)
    if draft.saved_at is not None and draft.data == answers.typed:
        return Saved(draft.version, draft.saved_at, facts=now)
    return Conflict(answers.typed, draft.data, draft.version, draft.saved_at, draft.saved_by, now)


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
