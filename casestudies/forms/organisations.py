"""Joining an organisation, adding one, and inviting others to it."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from casestudies.models import Membership
from outcomes.models import Organisation


class JoinForm(forms.Form):
    """Which organisation one works for."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Organisation", empty_label="Choose one", to_field_name="key"
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class CreateForm(forms.Form):
    """An organisation that is not here yet."""

    name = forms.CharField(
        label="Name of the organisation",
        min_length=3,
        max_length=200,
        help_text="As it is registered. Readers see it on every case study of yours.",
    )

    def clean_name(self) -> str:
        """The name on one line; refuse letters nobody can see, which would make two names look the same."""
        name = " ".join(self.cleaned_data["name"].split())
        if any(unicodedata.category(letter).startswith("C") for letter in name):
            raise ValidationError("There are invisible characters in this name. Type it instead of pasting it.")
        return name


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label="E-mail address", help_text="They accept with an account of this address.")
    role = forms.ChoiceField(
        label="What they may do",
        choices=[
            (Membership.Role.EDITOR, "Editor: writes case studies"),
            (Membership.Role.OWNER, "Owner: also says who belongs"),
        ],
        initial=Membership.Role.EDITOR,
        widget=forms.RadioSelect,
    )
