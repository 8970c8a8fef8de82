"""The versions of a case study that a reviewer can put beside one another: its editions and the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from casestudies import wording
from casestudies.editions import document
from casestudies.editions.document import EditionDocument
from casestudies.models import CaseStudy, Edition
from casestudies.workflow.drafts import composed, newest_submission

DRAFT = "draft"


@dataclass(frozen=True)
class Version:
    """One version: by what it is asked for, how it is called, and its document."""

    key: str
    name: str
    load: Callable[[], EditionDocument]


def of(case_study: CaseStudy) -> dict[str, Version]:
    """Oldest first, the draft last. What has been erased cannot be compared; a withdrawn one has no draft."""
    rows = case_study.editions.exclude(document=None).select_related("retirement").order_by("number")
    there = {str(row.number): Version(str(row.number), _name(row), partial(_loaded, row)) for row in rows}
    if case_study.status != CaseStudy.Status.WITHDRAWN:
        there[DRAFT] = Version(DRAFT, "the draft, as it would be published now", partial(_draft, case_study))
    return there


def usual(there: Mapping[str, Version]) -> dict[str, str]:
    """The two that are asked about most: what readers have, or had last, and what comes after it."""
    older, newer = ([*there] * 2)[-2:] if there else ("", "")
    return {"older": older, "newer": newer}


def _name(edition: Edition) -> str:
    name = f"edition {edition.number}, {wording.date(edition.published_at.date())}"
    if edition.current:
        return f"{name}, which readers have"
    return f"{name}, its figures retired" if hasattr(edition, "retirement") else name


def _loaded(edition: Edition) -> EditionDocument:
    return document.load(edition.document or "")


def _draft(case_study: CaseStudy) -> EditionDocument:
    sent = newest_submission(case_study)
    return composed(case_study, note=sent.note if sent else "")
