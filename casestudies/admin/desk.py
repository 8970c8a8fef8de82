"""The first page of the admin as a desk: what waits and what went wrong, each number the way to its list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Model, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from casestudies.admin import filters
from casestudies.models import CaseStudy, Decision, OutgoingMail, Retirement
from outcomes.models import Cohort, ScoreImport


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are of something, in words, and where they are listed."""

    words: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class State:
    """A line of the queue: one state, by how long ago it was sent, and in all."""

    words: str
    ages: list[Number]
    total: Number


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person may see of it."""

    ages: list[str]
    queue: list[State]
    numbers: list[Number]


@dataclass(frozen=True, slots=True)
class Line:
    """What is counted: rows of `model` for which a choice of a list filter holds, among them only those that `also`."""

    words: str
    model: type[Model]
    offer: type[filters.Offer]
    choice: str

    @property
    def condition(self) -> Q:
        """The very condition of the filter."""
        return self.offer.offers[self.choice][1]()


LINES = [
    Line("Case studies past their review-by date", CaseStudy, filters.ReviewBy, "past"),
    Line("Case studies to look at again in the next 30 days", CaseStudy, filters.ReviewBy, "soon"),
    Line("Cohorts with a plausibility warning", Cohort, filters.Doubts, "yes"),
    Line("Files of scores with errors in the last 30 days", ScoreImport, filters.ReadingErrors, "lately"),
    Line("Mails that could not be sent", OutgoingMail, filters.MailState, OutgoingMail.State.GIVEN_UP),
    Line("Disclosure overrides in the last 30 days", Decision, filters.Overrides, "lately"),
    Line("Editions whose figures were retired in the last 30 days", Retirement, filters.RetiredLately, "lately"),
]


def list_of(model: type[Model], **chosen: str) -> str:
    """The address of a list with these choices made."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(chosen)}"


def desk_of(site: AdminSite, request: HttpRequest) -> Desk:
    """Everything that `request.user` may open the list of: one query a list, however much there is."""
    rooms = {model: room for model, room in site._registry.items() if room.has_view_permission(request)}
    queue = _queue(rooms[CaseStudy].get_queryset(request)) if CaseStudy in rooms else []
    numbers: dict[Line, int] = {}
    for model in dict.fromkeys(line.model for line in LINES if line.model in rooms):
        lines = [line for line in LINES if line.model is model]
        counts = {f"line_{n}": Count("pk", filter=line.condition) for n, line in enumerate(lines)}
        found = rooms[model].get_queryset(request).order_by().aggregate(**counts)
        numbers |= {line: found[f"line_{n}"] for n, line in enumerate(lines)}
    return Desk(
        [words for words, _ in filters.Waiting.offers.values()],
        queue,
        [
            Number(line.words, numbers[line], list_of(line.model, **{str(line.offer.parameter_name): line.choice}))
            for line in LINES
            if line in numbers
        ],
    )


def _queue(case_studies: Any) -> list[State]:
    """What has been sent and is not yet with readers, by state and age."""
    ages = list(filters.Waiting.offers)
    counts: Any = {age: Count("pk", filter=filters.Waiting.offers[age][1]()) for age in ages}
    waiting = case_studies.filter(status__in=filters.IN_THE_QUEUE).order_by()
    found = {row.pop("status"): row for row in waiting.values("status").annotate(total=Count("pk"), **counts)}
    none: dict[str, int] = dict.fromkeys([*ages, "total"], 0)
    return [
        State(
            status.label,
            [
                Number(age, found.get(status, none)[age], list_of(CaseStudy, status__exact=status, waiting=age))
                for age in ages
            ],
            Number("all", found.get(status, none)["total"], list_of(CaseStudy, status__exact=status)),
        )
        for status in filters.IN_THE_QUEUE
    ]


def with_a_desk(site: AdminSite) -> None:
    """Let the first page of the site show it, above the lists."""
    index: Callable[..., HttpResponse] = site.index

    def desk(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return index(request, {"desk": desk_of(site, request)} | (extra_context or {}))

    site.index = desk  # type: ignore[method-assign,assignment]
