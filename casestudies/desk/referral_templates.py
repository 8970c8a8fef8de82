"""Empty files of referrals, by their ending."""

from collections.abc import Callable

from django.utils import timezone

from outcomes.models import Project, ReferralSource
from outcomes.referral_files.blank import blank_csv, blank_workbook


def _csv(_project: Project) -> bytes:
    return blank_csv()


def _workbook(project: Project) -> bytes:
    routes = list(ReferralSource.objects.values_list("name", flat=True))
    return blank_workbook(project.name, routes, timezone.localdate())


TEMPLATES: dict[str, tuple[str, Callable[[Project], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
