"""A case study led through its whole life by people who may: for tests that care about what comes after it."""

from casestudies import workflow
from casestudies.models import CaseStudy, Edition, User
from tests import factories as make


def editor_of(case_study: CaseStudy) -> User:
    """Somebody who works for whoever provides the project."""
    return make.MembershipFactory(organisation=case_study.project.provider).user


def submitted(case_study: CaseStudy, *, note: str = "") -> CaseStudy:
    """Send it by a new editor of its own; a published one is opened again first."""
    editor = editor_of(case_study)
    if CaseStudy.objects.get(pk=case_study.pk).status == CaseStudy.Status.PUBLISHED:
        workflow.reopen(case_study, by=editor)
    workflow.submit(case_study, by=editor, note=note)
    return CaseStudy.objects.get(pk=case_study.pk)


def claimed(case_study: CaseStudy, *, by: User, note: str = "") -> CaseStudy:
    """Send it, and claim it as this reviewer."""
    workflow.claim(submitted(case_study, note=note), by=by)
    return CaseStudy.objects.get(pk=case_study.pk)


def approved(
    case_study: CaseStudy, *, by: User, note: str = "", words_checked: str = "", retire_earlier: bool = False
) -> CaseStudy:
    """Send, claim and approve it."""
    claimed(case_study, by=by, note=note)
    workflow.approve(case_study, by=by, words_checked=words_checked, retire_earlier=retire_earlier)
    return CaseStudy.objects.get(pk=case_study.pk)


def publish(
    case_study: CaseStudy,
    *,
    by: User | None = None,
    note: str = "",
    words_checked: str = "",
    second_checker: User | None = None,
) -> Edition:
    """Send, claim, approve and publish it; with a second checker the figures of all earlier editions are retired."""
    by = by or make.ReviewerFactory()
    retire = second_checker is not None
    approved(case_study, by=by, note=note, words_checked=words_checked, retire_earlier=retire)
    edition = workflow.publish(case_study, by=second_checker or by)
    case_study.refresh_from_db()
    return edition
