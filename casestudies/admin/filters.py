"""What the desk counts and what its links show: one condition for both, so that a number is as long as its list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from casestudies.models import CaseStudy, OutgoingMail
from casestudies.results.plausibility import doubts
from outcomes.models import PublishedResult, ScoreImport

type Condition = Callable[[], Q]

Status = CaseStudy.Status
IN_THE_QUEUE = (Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED)
LATELY = timedelta(days=30)


def _sent(least: int, most: int | None = None) -> Condition:
    """Last sent at least and less than so many days ago, and still in the queue."""

    def condition() -> Q:
        now = timezone.now()
        since = Q() if most is None else Q(submitted_at__gt=now - timedelta(days=most))
        return since & Q(submitted_at__lte=now - timedelta(days=least), status__in=IN_THE_QUEUE)

    return condition


def _live(*, until: timedelta, after: timedelta | None = None) -> Condition:
    """With readers, and its review-by date lies before this many days from now."""

    def condition() -> Q:
        today = timezone.localdate()
        begins = Q() if after is None else Q(review_by__gte=today + after)
        return begins & Q(status=Status.PUBLISHED, review_by__lt=today + until)

    return condition


def lately(name: str) -> Condition:
    """In the last 30 days, by this field."""
    return lambda: Q(**{f"{name}__gt": timezone.now() - LATELY})


def overridden() -> Q:
    """Figures retired so that corrected ones may stand, or words let stand that may tell of very few people."""
    return Q(retires_earlier=True) | ~Q(let_stand="")


def doubtful() -> Q:
    """Cohorts whose published summary does not fit together."""
    results = PublishedResult.objects.select_related("cohort__measure").exclude(improved_percent=None, mean_change=None)
    return Q(pk__in=[result.cohort_id for result in results.iterator(2_000) if doubts(result)])


class Offer(admin.SimpleListFilter):
    """A list filter of a few named conditions: value → (words, condition)."""

    offers: dict[str, tuple[str, Condition]] = {}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        """The words of each."""
        return [(value, words) for value, (words, _) in self.offers.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        """The rows for which the chosen one holds; what is no choice filters nothing."""
        chosen = self.offers.get(self.value() or "")
        return queryset.filter(chosen[1]()) if chosen else queryset


class Waiting(Offer):
    """How long ago a case study in the queue was last sent."""

    title = "time in the queue"
    parameter_name = "waiting"
    offers = {
        "week": ("less than a week", _sent(0, 7)),
        "month": ("1 to 4 weeks", _sent(7, 28)),
        "longer": ("over 4 weeks", _sent(28)),
    }


class ReviewBy(Offer):
    """By its review-by date, of what readers have."""

    title = "review-by date"
    parameter_name = "look-again"
    offers = {
        "past": ("past", _live(until=timedelta())),
        "soon": ("in the next 30 days", _live(after=timedelta(), until=LATELY)),
    }


class Overrides(Offer):
    """Decisions that let something stand that the rules of privacy had stopped."""

    title = "disclosure override"
    parameter_name = "override"
    offers = {
        "lately": ("in the last 30 days", lambda: overridden() & lately("at")()),
        "any": ("at any time", overridden),
    }


class RetiredLately(Offer):
    """Retirements of the last month."""

    title = "time"
    parameter_name = "time"
    offers = {"lately": ("in the last 30 days", lately("at"))}


class Doubts(Offer):
    """Cohorts with a plausibility warning."""

    title = "plausibility warning"
    parameter_name = "doubts"
    offers = {"yes": ("the published summary does not fit together", doubtful)}


class ReadingErrors(Offer):
    """Files of scores that could not be read, of late."""

    title = "errors"
    parameter_name = "errors"
    offers = {
        "lately": (
            "refused or stopped in the last 30 days",
            lambda: Q(state__in=[ScoreImport.State.REFUSED, ScoreImport.State.STOPPED]) & lately("at")(),
        )
    }


class MailState(Offer):
    """By where a mail stands."""

    title = "state"
    parameter_name = "state"
    offers = {
        OutgoingMail.State.WAITING: ("waiting", lambda: Q(sent_at=None, failed_at=None)),
        OutgoingMail.State.SENT: ("sent", lambda: Q(sent_at__isnull=False)),
        OutgoingMail.State.GIVEN_UP: ("given up", lambda: Q(failed_at__isnull=False)),
    }
