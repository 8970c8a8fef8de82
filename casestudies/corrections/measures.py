"""Changing what is known of a measure: which editions that would change, before anybody keeps it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from casestudies.corrections import recomposing
from casestudies.corrections.recomposing import Outcome
from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Measure


def measured_by(measure: Measure) -> QuerySet[CaseStudy]:
    """The case studies with results on it."""
    cohorts = Cohort.objects.filter(measure=measure)
    return CaseStudy.objects.filter(project__in=cohorts.values("strand__project"))


@transaction.atomic
def change[Answer](
    measure: Measure, do: Callable[[], Answer], *, by: User, saved: Callable[[Answer], bool], agreed: str
) -> tuple[Answer, list[Outcome]]:
    """Let `do` change the measure; returns its answer, and what would change in editions that readers have where that
    has still to be agreed to. Then nothing is kept; once it has been looked at, `agreed` is its `signature`.

    `saved` says of the answer whether anything was saved at all.
    """
    note = f"What is known of {measure.short_name} was corrected."
    concerned = measured_by(measure)
    ready = recomposing.unchanged(concerned)
    answer = do()
    if not saved(answer):
        return answer, []
    found = recomposing.outcomes(concerned, ready, note=note)
    changed = [one for one in found if one.sentences]
    if changed and agreed != recomposing.signature(changed):
        transaction.set_rollback(True)
        return answer, changed
    recomposing.queue(found, by=by, note=note)
    return answer, []
