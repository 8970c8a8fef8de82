"""What only the database can refuse (see its triggers) comes back as an error on the form, with all that was typed."""

import re
from typing import Any

from django.db import IntegrityError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from outcomes.admin.remembered import Remembered

# a trigger's error: its name, then what is wrong, in words for whoever tried
IN_WORDS = re.compile(r"constraint failed: \w+: (.+)")
CONTRADICTION = "The database refuses this: it contradicts what is there already."


class GuardedAdmin(Remembered):
    """Lists and forms of facts that the database compares with other facts when they are written."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Save all or nothing; where the database refuses, show the form again and say why."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as refusal:
            found = IN_WORDS.search(str(refusal))
            request.refusal = found[1] if found else CONTRADICTION  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """The form; after a refusal, one that fails with its words."""
        form: type[ModelForm] = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        if refusal is None:
            return form

        class Refused(form):  # type: ignore[misc,valid-type]
            def clean(self) -> None:
                super().clean()
                self.add_error(None, refusal)

        return Refused
