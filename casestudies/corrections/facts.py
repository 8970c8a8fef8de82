"""Facts that are put right where nobody works on a story: in the lists of the admin, and by a file.

Whoever does so publishes nothing. The edition that readers have is looked at again in the same transaction, and marked
for the reviewers where the facts would say something else now.
"""

from collections.abc import Collection
from itertools import chain

from django.db import router
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector

from casestudies.corrections import recomposing
from casestudies.models import CaseStudy
from outcomes.models import (
    Cohort,
    Funding,
    Measure,
    Organisation,
    OtherOutcome,
    Place,
    Project,
    ReferralSource,
    Source,
    StatedIncome,
    Strand,
    Theme,
)

# every list of facts of one project → how its rows lead there
WAYS: dict[type[Model], str] = {
    Project: "pk",
    Strand: "project",
    Cohort: "strand__project",
    OtherOutcome: "project",
    StatedIncome: "project",
    Funding: "project",
}
# every list of what projects share → how case studies lead there; a place's editions name all it lies in
SHARED: dict[type[Model], tuple[str, ...]] = {
    Measure: ("project__strands__cohorts__measure",),
    Organisation: ("project__provider", "project__fundings__funders"),
    Place: tuple(f"project__places{'__parent' * steps}" for steps in range(4)),
    ReferralSource: ("project__referral_routes__referral_source",),
    Source: (
        *("sources", "project__other_outcomes__source", "project__stated_incomes__source", "project__fundings__source"),
        *("project__strands__cohorts__source", "project__strands__cohorts__published_result__source"),
    ),
    Theme: ("theme", "project__themes"),
}


def concerned(model: type[Model], *keys: object, by: str = "pk") -> QuerySet[CaseStudy]:
    """The case studies that tell of these rows, of a list in WAYS or in SHARED, as they are kept now."""
    if model in WAYS:
        return CaseStudy.objects.filter(project__in=projects_of(model, *keys, by=by))
    found: set[int] = set()
    for way in SHARED[model]:
        found.update(CaseStudy.objects.filter(**{f"{way}__{by}__in": keys}).values_list("pk", flat=True))
    return CaseStudy.objects.filter(pk__in=found)


def projects_of(model: type[Model], *keys: object, by: str = "pk") -> set[int]:
    """The projects that these rows belong to as they are kept now; those that are not kept belong to none."""
    rows = model._base_manager.filter(**{f"{by}__in": keys})
    return set(rows.values_list(WAYS[model], flat=True))


def with_readers(case_studies: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Those of them that readers have an edition of."""
    return case_studies.filter(editions__current=True)


def hold(projects: Collection[int]) -> None:
    """To be called before the facts are written: nobody publishes of them until the transaction ends.

    In this order, because publishing holds the case study before it holds cohorts.
    """
    recomposing.hold(CaseStudy.objects.filter(project__in=projects))


def look_again(projects: Collection[int]) -> None:
    """To be called after that, in the same transaction: mark the live editions that no longer say what the facts say,
    and take the mark from those that do again."""
    recomposing.look_again(CaseStudy.objects.filter(project__in=projects))


def delete(row: Model, *, why: str) -> None:
    """Delete it and all that goes along with it; each history says why."""
    collector = Collector(using=router.db_for_write(type(row)))
    collector.collect([row])
    for gone in chain.from_iterable(collector.data.values()):
        gone._change_reason = why or None  # type: ignore[attr-defined]  # simple-history asks for it by this name
    collector.delete()
