"""A new edition by a correction of shared facts, where nobody has edited anything: see `corrections.recomposing`."""

from django.db import transaction
from django.utils import timezone

from casestudies import access
from casestudies.editions import publish as editions
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Decision, Edition, User
from casestudies.search import index
from casestudies.workflow.drafts import composed, nothing_new, says_the_same
from casestudies.workflow.publishing import lock_scores
from casestudies.workflow.rules import Refused

NOT_AS_FORESEEN = "It has changed since the correction was made. A reviewer has to look at it."


@transaction.atomic
def republish(case_study: CaseStudy, *, by: User, note: str, foreseen: str) -> Edition:
    """Publish its next edition if that is, to the last character, the one whose fingerprint was `foreseen` when the
    correction was confirmed. Its review-by date stays: nobody has looked at the rest of it.

    Refused for whoever may not correct, over an open draft, and where anything else has changed.
    """
    CaseStudy.objects.select_for_update().only("pk").get(pk=case_study.pk)
    case = CaseStudy.objects.select_related("project__provider", "theme").get(pk=case_study.pk)
    if not access.can_merge(by):
        raise Refused("Only a curator or an admin corrects what case studies share.")
    if case.status != CaseStudy.Status.PUBLISHED:
        raise Refused("It is being worked on: its next edition will have the correction.")
    lock_scores(case)
    new = composed(case, note=note)
    if says_the_same(case, new):
        raise nothing_new(new)
    if editions.fingerprint(new) != foreseen:
        raise Refused(NOT_AS_FORESEEN)
    edition = editions.freeze(new, case, by=by, at=timezone.now())
    index.index(edition)
    evidence.index(edition)
    Decision.objects.create(
        case_study=case,
        by=by,
        from_status=case.status,
        to_status=case.status,
        reason=note,
        approved_sha256=foreseen,
        edition=edition,
    )
    CaseStudy.objects.filter(pk=case.pk).update(stale=False, changed_at=timezone.now())
    return edition
