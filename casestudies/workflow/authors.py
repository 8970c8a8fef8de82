"""Who has a hand in what is not published yet, and so cannot be the one who judges it."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from casestudies import access
from casestudies.models import CaseStudy, Contribution, Submission, User
from outcomes import models as facts

# every kind of fact with a history of who saved it → how its rows lead to their project
KEPT_WITH_A_HISTORY: dict[Any, str] = {
    facts.Project: "id",
    facts.ProjectPlace: "project",
    facts.Strand: "project",
    facts.Cohort: "strand__project",
    facts.PublishedResult: "cohort__strand__project",
    facts.OtherOutcome: "project",
    facts.ReferralRoute: "project",
    facts.StatedIncome: "project",
    facts.Funding: "project",
}
BEFORE_ANYTHING = datetime(1, 1, 2, tzinfo=UTC)


def has_a_hand_in(case_study: CaseStudy, user: User) -> bool:
    """Whether `user` works for its provider, or has written, scored or sent anything of it since its last edition."""
    return access.editors_of(case_study).filter(pk=user.pk).exists() or _work(case_study, user).exists()


def _work(case_study: CaseStudy, user: User) -> QuerySet[Any, Any]:
    """The user's saves, work at the desk, uploads and submissions since the last edition, as one query."""
    newest = case_study.editions.order_by("-number").values_list("published_at", flat=True).first()
    since = newest or BEFORE_ANYTHING
    project = case_study.project_id
    saved = {"history_user": user, "history_date__gt": since}
    work = [
        CaseStudy.history.filter(id=case_study.pk, **saved),
        *(model.history.filter(**{path: project}, **saved) for model, path in KEPT_WITH_A_HISTORY.items()),
        facts.Source.history.filter(id__in=case_study.sources.values("pk"), **saved),
        Contribution.objects.filter(case_study=case_study, by=user, at__gt=since),
        facts.ScoreUpload.objects.filter(cohort__strand__project=project, by=user, at__gt=since),
        facts.ScoreUpload.objects.filter(cohort__strand__project=project, state_by=user, state_at__gt=since),
        facts.ReferralUpload.objects.filter(project=project, by=user, at__gt=since),
    ]
    sent = Submission.objects.filter(case_study=case_study, by=user, at__gt=since).order_by()
    return sent.values("by").union(*(rows.order_by().values("pk") for rows in work))
