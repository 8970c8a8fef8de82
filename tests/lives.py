"""A case study led through its whole life by people who may: for tests that care about what comes after it."""

from casestudies import workflow
from casestudies.models import CaseStudy, Edition, Point, User
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


def checked(case_study: CaseStudy, *, by: User, retire_earlier: bool = False) -> CaseStudy:
    """Tick every point of the checklist as this reviewer, who has claimed it."""
    said = {point: workflow.Said(sound=True) for point in Point}
    workflow.check(case_study, said, by=by, retire_earlier=retire_earlier)
    return case_study


def approved(
    case_study: CaseStudy, *, by: User, note: str = "", words_checked: str = "", retire_earlier: bool = False
) -> CaseStudy:
    """Send, claim, check and approve it."""
    checked(claimed(case_study, by=by, note=note), by=by, retire_earlier=retire_earlier)
    workflow.approve(case_study, by=by, words_checked=words_checked, retire_earlier=retire_earlier)
    return CaseStudy.objects.get(pk=case_study.pk)


def confirmed(case_study: CaseStudy, *, by: User | None = None) -> CaseStudy:
    """Confirm, as somebody else, what an approval lets stand, if it does."""
    found = CaseStudy.objects.get(pk=case_study.pk)
    if workflow.wants_second_check(found):
        workflow.confirm(found, by=by or make.ReviewerFactory(), reason="I agree.")
    return found


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
    confirmed(case_study, by=second_checker)
    edition = workflow.publish(case_study, by=by)
    case_study.refresh_from_db()
    return edition
