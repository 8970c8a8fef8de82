"""Who is told of which move. A mail says that there is something, and where: no figure, no word of a comment."""

from django.db.models import QuerySet
from django.urls import reverse

from casestudies import access, emails
from casestudies.models import CaseStudy, User


def tell_editors(template: str, case_study: CaseStudy) -> int:
    """Put a mail to each person who works for its provider into the outbox; returns to how many."""
    return _tell(access.editors_of(case_study), template, case_study, f"/desk/{case_study.slug}/")


def tell_reviewers(template: str, case_study: CaseStudy) -> int:
    """Put a mail to each reviewer into the outbox; returns to how many."""
    return _tell(access.reviewers(), template, case_study, reverse("review-case-study", args=[case_study.slug]))


def _tell(people: QuerySet[User], template: str, case_study: CaseStudy, page: str) -> int:
    context = {
        "project": case_study.project.name,
        "reference": case_study.reference,
        "review_by": case_study.review_by,
        "page": emails.link(page),
        "public_page": emails.link(reverse("case-study", args=[case_study.slug])),
    }
    told = [email for email in people.order_by("pk").values_list("email", flat=True) if emails.reaches_somebody(email)]
    for email in told:
        emails.send_later(email, f"case_studies/{template}", context)
    return len(told)
