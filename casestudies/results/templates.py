"""Empty score files of a cohort, by their ending."""

from collections.abc import Callable

from casestudies import wording
from outcomes.models import Cohort
from outcomes.score_files.blank import Wanted, blank_csv, blank_workbook
from outcomes.score_files.save import rules_for


def _csv(_cohort: Cohort) -> bytes:
    return blank_csv()


def _workbook(cohort: Cohort) -> bytes:
    period = wording.period(cohort.period_start, cohort.period_end)
    words = f"{cohort.strand.project}, {cohort.strand.name}, {period}"
    return blank_workbook(Wanted(str(cohort.measure), words, rules_for(cohort), cohort.measure.higher_is_better))


TEMPLATES: dict[str, tuple[str, Callable[[Cohort], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
