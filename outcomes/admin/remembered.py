"""Lists whose rows have a history."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class Remembered(SimpleHistoryAdmin):
    """The history is read and never played back: to go back is a change, made on the page of the row, where it is
    checked, asked about and looked at as any other. A key is proposed for what is new, and then is for good: editions,
    erasures and addresses know the row by it."""

    key_proposed_from: tuple[str, ...] = ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """A new row's key, from what is typed into other fields."""
        return {"key": self.key_proposed_from} if self.key_proposed_from and obj is None else {}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The key of a row that is there."""
        return [*super().get_readonly_fields(request, obj), *(["key"] if hasattr(obj, "key") else [])]

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """No button for it."""
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An earlier state, to be read."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        answer: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return answer
