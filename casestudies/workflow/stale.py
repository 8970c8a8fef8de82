"""Noting that the records behind a live edition have changed under it, by no editor's hand."""

from django.db.models import Exists, OuterRef, QuerySet

from casestudies.models import CaseStudy, Edition


def mark_stale(case_studies: QuerySet[CaseStudy]) -> int:
    """Mark those of them that readers have an edition of: the reviewers' queue shows them until the next edition.

    Nothing is composed or published, and where each stands in its life stays as it is. Returns how many were marked.
    """
    live = Edition.objects.filter(case_study=OuterRef("pk"), current=True)
    wanted = list(case_studies.values_list("pk", flat=True))
    return CaseStudy.objects.filter(Exists(live), pk__in=wanted).update(stale=True)
