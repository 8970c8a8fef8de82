"""Lists that say how many of something belong to each row, counted by the query of the list itself."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest


def _column(relation: str) -> Callable[[Any], int]:
    @admin.display(description=relation.replace("_", " "))
    def shown(row: Any) -> int:
        return int(getattr(row, f"number_of_{relation}"))

    return shown


class Counting(admin.ModelAdmin):
    """`counted` names relations of the model; each becomes the last columns of its list.

    Each is a subquery of its own, because joining two of them would multiply one by the other; and none can be sorted
    by, because that would count for every row there is instead of for those on the page.
    """

    counted: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the numbers."""
        numbers = {f"number_of_{relation}": self._number(relation) for relation in self.counted}
        return super().get_queryset(request).annotate(**numbers)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The columns, and the numbers after them."""
        return [*super().get_list_display(request), *map(_column, self.counted)]

    def _number(self, relation: str) -> Coalesce:
        field = self.model._meta.get_field(relation)
        back = field.remote_field.name
        rows = field.related_model._default_manager.filter(**{back: OuterRef("pk")}).order_by()
        counts = rows.values(back).annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
