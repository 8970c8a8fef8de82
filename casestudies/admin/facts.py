"""The lists of facts, as those who keep the portal use them: what is still being written is its editors' alone, what
can be exchanged has its file, what readers have follows them, and cohorts know of doubts.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from casestudies import access
from casestudies.admin import measure  # noqa: F401  # its list is one of those that are furnished here
from casestudies.admin.corrected import Answered, Because, Corrected, Shared
from casestudies.admin.exchange.kinds import KINDS
from casestudies.admin.exchange.pages import Exchanged
from casestudies.admin.filters import Doubts, ReadingErrors
from casestudies.corrections.facts import WAYS
from casestudies.models import User
from outcomes.admin.people import LookedAtOnly
from outcomes.models import Cohort, Measure, Project, ScoreImport


class SentOnly(admin.ModelAdmin):
    """Whoever only looks finds the facts of what has been sent, here as little as elsewhere those of a draft."""

    way: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of projects whose case study the person may see; for whoever keeps the facts, all."""
        rows = super().get_queryset(request)
        if self.has_change_permission(request):
            return rows
        by = request.user
        seen = access.visible_to(by).values("project") if isinstance(by, User) else Project.objects.none()
        return rows.filter(**{f"{self.way}__in": seen})

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Also of its history, which simple-history finds without asking the above."""
        seen = obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()
        return super().has_view_permission(request, obj) and seen


@admin.register(ScoreImport)
class ScoreImportAdmin(LookedAtOnly):
    """Files of scores on their way in: how far, and what was wrong with them, of which no cell is kept."""

    list_display = ["id", "cohort", "state", "by", "at", "rows_read", "private"]
    list_filter = ["state", ReadingErrors, "private"]
    list_select_related = ["cohort__strand__project", "cohort__measure", "by"]
    search_fields = ["cohort__key"]
    date_hierarchy = "at"
    exclude = ["key", "stored_as"]


def _furnish(model: type[Model]) -> None:
    """Put what this module knows of a list before what the facts themselves know of it; a measure's page asks first."""
    room = type(admin.site._registry[model])
    more: dict[str, Any] = {"form": type("Because", (Because, room.form), {})}
    if model in WAYS:
        more["way"] = WAYS[model]
    if model is Cohort:
        more["list_filter"] = [*room.list_filter, Doubts]
    above: list[type] = [SentOnly, Corrected] if model in WAYS else [Answered] if model is Measure else [Shared]
    above += [Exchanged] if model in KINDS else []
    admin.site.unregister(model)
    admin.site.register(model, type(room.__name__, (*above, room), more))


for _model in {**WAYS, **KINDS}:
    _furnish(_model)
