"""What the clock does with case studies whose time has come: it publishes them through the same door as by hand."""

import logging
from datetime import datetime

from django.db import transaction

from casestudies.models import CaseStudy, Decision
from casestudies.workflow import mails
from casestudies.workflow.publishing import publish
from casestudies.workflow.rules import Refused, moved
from casestudies.workflow.scheduling import CLEARED

logger = logging.getLogger(__name__)


def publish_due(now: datetime) -> int:
    """Publish everything whose time has come; returns how many. One that cannot be keeps no other from it."""
    due = CaseStudy.objects.filter(publish_at__lte=now).order_by("publish_at", "pk")
    published = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            published += _publish_if_still_due(pk, now)
        except Exception:
            logger.exception("not published at its time: case study %s", pk)
    return published


@transaction.atomic
def _publish_if_still_due(pk: int, now: datetime) -> bool:
    """Whether it was published. Where it is refused the time is taken back, and its reviewers are told."""
    CaseStudy.objects.select_for_update().only("pk").get(pk=pk)
    case = CaseStudy.objects.select_related("project", "scheduled_by").filter(pk=pk, publish_at__lte=now).first()
    if case is None or case.scheduled_by is None:
        return False  # published, taken back or put off while we waited for the row
    try:
        publish(case, by=case.scheduled_by)
    except Refused as refused:
        decided = {"kind": Decision.Kind.FAILED}
        moved("unschedule", case, by=case.scheduled_by, reason=str(refused), decided=decided, **CLEARED)
        mails.tell_reviewers("not_published", case)
        return False
    return True
