"""Reminding of live editions whose year is over."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from casestudies.models import CaseStudy
from casestudies.workflow import mails


def remind(now: datetime) -> int:
    """Remind of each live edition whose review-by date has come, once for each such date; returns of how many."""
    today = timezone.localdate(now)
    due = CaseStudy.objects.filter(editions__current=True, review_by__lte=today).exclude(reminded_for=F("review_by"))
    return sum(_remind(case_study) for case_study in due.select_related("project").order_by("pk"))


@transaction.atomic
def _remind(case_study: CaseStudy) -> int:
    not_yet = CaseStudy.objects.filter(pk=case_study.pk, review_by=case_study.review_by)
    if not not_yet.exclude(reminded_for=F("review_by")).update(reminded_for=case_study.review_by):
        return 0  # somebody else has
    if not mails.tell_editors("review_by", case_study):
        mails.tell_reviewers("review_by", case_study)  # nobody works for its provider any more
    return 1
