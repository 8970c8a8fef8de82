"""Measures as the registry describes them, with what current editions show on each."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from casestudies.evidence import rows
from outcomes.models import Band, Measure


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure in the list, and how many case studies show something on it; invented ones are counted apart."""

    measure: Measure
    case_studies: int
    examples: int


def listed(*, examples: bool) -> list[Listed]:
    """All measures of the registry, those in use first. Two queries."""
    counted = rows.measured(examples=examples).order_by().values("measure")
    in_use = {
        row["measure"]: (row["real"], row["made_up"])
        for row in counted.annotate(
            real=Count("slug", filter=Q(invented=False), distinct=True),
            made_up=Count("slug", filter=Q(invented=True), distinct=True),
        )
    }
    found = [Listed(measure, *in_use.get(measure.key, (0, 0))) for measure in Measure.objects.all()]
    return sorted(found, key=lambda one: (-one.case_studies, -one.examples, one.measure.short_name))


def described(key: str) -> Measure | None:
    """A measure with its bands and sources, or None. Two queries."""
    sources = (
        "source",
        "cut_off_source",
        "reliability_source",
        "reference_mean_source",
        "reliable_change_source",
        "replaced_by",
    )
    bands = Prefetch("bands", Band.objects.order_by("-low"))
    return Measure.objects.filter(key=key).select_related(*sources).prefetch_related(bands).first()


def known() -> list[str]:
    """Those of all measures of the registry: each has a page. One query."""
    return list(Measure.objects.values_list("key", flat=True))
