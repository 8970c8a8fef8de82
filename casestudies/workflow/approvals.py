"""The approval that stands, and whether what it lets stand has been confirmed by a second person."""

from casestudies.models import CaseStudy, Decision


def approval_of(case_study: CaseStudy) -> Decision | None:
    """The approval of one that is approved and not published yet; None for every other."""
    if case_study.status != CaseStudy.Status.APPROVED:
        return None
    approvals = case_study.decisions.filter(to_status=CaseStudy.Status.APPROVED, kind=Decision.Kind.MOVE)
    return approvals.select_related("by").latest("pk")


def confirmation_of(approval: Decision) -> Decision | None:
    """A second person's confirmation of what this approval lets stand."""
    later = Decision.objects.filter(case_study=approval.case_study_id, pk__gt=approval.pk)
    return later.filter(kind=Decision.Kind.CONFIRMED).exclude(by=approval.by).select_related("by").first()


def wants_second_check(case_study: CaseStudy) -> bool:
    """Whether it is approved with something let stand that nobody else has confirmed."""
    approval = approval_of(case_study)
    return approval is not None and bool(approval.let_stand) and confirmation_of(approval) is None
