"""Beginning a case study."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from casestudies.forms.strict import as_kept
from outcomes.models import Organisation


class StartForm(forms.Form):
    """The project's name, whose it is, and the key that lets this form be sent once."""

    name = forms.CharField(label="Name of the project", max_length=200, help_text="You can change it later.")
    provider = forms.ModelChoiceField(
        Organisation.objects.none(), label="Provided by", to_field_name="key", empty_label=None
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = organisations  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """On one line, of letters one can see."""
        name = " ".join(as_kept(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError("Write a name.")
        return name


class OnceForm(forms.Form):
    """Sending: the key that lets it be sent once, and what readers of the next edition are told."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    note = forms.CharField(
        label="What has changed",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For readers of the next edition, where there is one already.",
    )
