"""Facts of one project that are put right where nobody works on its story: in the lists of the admin, and by a file.

Whoever does so publishes nothing. The edition that readers have is looked at again in the same transaction, and marked
for the reviewers where the facts would say something else now.
"""

from collections.abc import Collection
from itertools import chain

from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector

from casestudies.corrections import recomposing
from casestudies.models import CaseStudy
from outcomes.models import Cohort, Funding, OtherOutcome, Project, StatedIncome, Strand

# every list of facts of one project → how its rows lead there
WAYS: dict[type[Model], str] = {
    Project: "pk",
    Strand: "project",
    Cohort: "strand__project",
    OtherOutcome: "project",
    StatedIncome: "project",
    Funding: "project",
}


def projects_of(model: type[Model], *keys: object, by: str = "pk") -> set[int]:
    """The projects that these rows belong to as they are kept now; those that are not kept belong to none."""
    rows = model._base_manager.filter(**{f"{by}__in": keys})
    return set(rows.values_list(WAYS[model], flat=True))


def have_readers(projects: Collection[int]) -> bool:
    """Whether readers have an edition of one of them."""
    return CaseStudy.objects.filter(project__in=projects, editions__current=True).exists()


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
