"""How far each task of a case study has come, and what sending still asks for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from casestudies import workflow
from casestudies.desk.being_open import closed
from casestudies.desk.saving import read
from casestudies.models import CaseStudy, TaskDraft

RESULTS, CHECK = "results", "check"
TITLES = {
    "project": "The project",
    "story": "Its story",
    "funding": "Who pays",
    "referrals": "Who refers",
    RESULTS: "Results",
    "sources": "Sources and consent",
    CHECK: "Check and send",
}
TO_CORRECT = "a correction of what is marked as wrong"


class State(StrEnum):
    """How far a task has come."""

    COMPLETED = "completed"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"
    CANNOT_START = "cannot start yet"


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the task list; `missing` is what sending asks for, `why` what stands in the way of starting.

    `asked` is how many things a reviewer has asked about it that are not settled.
    """

    task: str
    title: str
    state: State
    missing: tuple[str, ...] = ()
    why: str = ""
    asked: int = 0


def status_of(case_study: CaseStudy) -> tuple[Standing, ...]:
    """Every task in its order, with how far it has come."""
    wanting = missing(case_study)
    unsound = set(TaskDraft.objects.filter(case_study=case_study, whole=False).values_list("task", flat=True))
    asked = Counter(case_study.comments.filter(settled_at=None).values_list("section", flat=True))
    lines = [
        replace(_standing(case_study, task, wanting[task], task in unsound), asked=asked[task])
        for task in TITLES
        if task != CHECK
    ]
    needed = sum(len(line.missing) for line in lines)
    why = f"{needed} thing{'' if needed == 1 else 's'} to do first" if needed else ""
    if closed(case_study):
        return (*lines, Standing(CHECK, TITLES[CHECK], State.COMPLETED))
    check = Standing(CHECK, TITLES[CHECK], State.CANNOT_START if needed else State.NOT_STARTED, (), why)
    return (*lines, check)


def missing(case_study: CaseStudy) -> dict[str, tuple[str, ...]]:
    """What sending still asks for, by task: whatever `workflow.missing` names, and what only its editors can settle."""
    found: dict[str, list[str]] = {task: [] for task in TITLES if task != CHECK}
    for what in workflow.missing(case_study):
        found[what.section].append(str(what))
    found["story"] += _of_people(case_study)
    if case_study.agreed_at is None:
        found["sources"].append("your word that everybody named or shown has agreed")
    for task in TaskDraft.objects.filter(case_study=case_study, whole=False).values_list("task", flat=True):
        found[task].append(TO_CORRECT)
    return {task: tuple(whats) for task, whats in found.items()}


def _of_people(case_study: CaseStudy) -> Iterator[str]:
    for quote in case_study.quotes.all():
        if not quote.consent:
            yield f"the agreement of {quote.speaker} to be quoted, or the quotation taken out"
    for number, picture in enumerate(case_study.pictures.all(), 1):
        if not picture.alt_text.strip():
            yield f"words for picture {number}, for those who cannot see it"
        if not picture.consent:
            yield f"the agreement of whoever can be recognised in picture {number}, or the picture taken out"


def _standing(case_study: CaseStudy, task: str, wanting: tuple[str, ...], unsound: bool) -> Standing:
    if task == RESULTS:
        begun, done = _results(case_study)
    else:
        begun = done = unsound or _has_begun(case_study, task)
    state = State.NOT_STARTED
    if begun:
        state = State.COMPLETED if done and not wanting else State.IN_PROGRESS
    return Standing(task, TITLES[task], state, wanting)


def _has_begun(case_study: CaseStudy, task: str) -> bool:
    facts = read(case_study, task)
    return any(value not in ("", None, False, []) for name, value in facts.items() if name != "name")


def _results(case_study: CaseStudy) -> tuple[bool, bool]:
    """Whether there is any part of a result, and whether there is one a reader could see."""
    strands = case_study.project.strands.prefetch_related("cohorts__uploads", "cohorts__published_result")
    cohorts = [cohort for strand in strands for cohort in strand.cohorts.all()]
    told = case_study.project.other_outcomes.exists()
    done = told or any(
        hasattr(cohort, "published_result") or any(upload.state == "confirmed" for upload in cohort.uploads.all())
        for cohort in cohorts
    )
    return done or bool(strands), done
