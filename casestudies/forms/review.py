"""What a reviewer says about a case study."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casestudies.editions.wordcheck import MarkedText
from casestudies.models import Section

NOT_ALL_TICKED = "Look at each of these phrases, and tick it."
SHORT = forms.Textarea(attrs={"rows": 3})


class CommentForm(forms.Form):
    """A question or a wish about one section."""

    section = forms.ChoiceField(label="Section", choices=Section.choices)
    words = forms.CharField(label="What should change, or what you ask", max_length=4000, widget=SHORT)


class ButtonForm(forms.Form):
    """A move that needs no words."""


class RequestChangesForm(forms.Form):
    """Why it goes back."""

    reason = forms.CharField(
        label="Why it goes back",
        help_text="Its editors see this, and your comments beside each section.",
        max_length=2000,
        widget=SHORT,
    )


class WithdrawForm(forms.Form):
    """Why it is taken down."""

    reason = forms.CharField(label="What readers of its address are told", max_length=500, widget=SHORT)
    words_checked = forms.CharField(
        label="Why words in it that may tell of very few people can stand",
        help_text="Asked for only when there are any. Kept with the decision, never public.",
        max_length=2000,
        required=False,
        widget=SHORT,
    )


class ApproveForm(forms.Form):
    """The reviewer's word for what is published: every marked phrase looked at, and why it may stand.

    `seen` is the fingerprint of the document the page was made from; the page prints it anew each time.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label="What readers are told has changed", max_length=500, required=False, widget=SHORT, help_text="Public."
    )

    def __init__(self, *args: Any, marked: Sequence[MarkedText], is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["note"]
        if not marked:
            return
        self.fields["checked"] = forms.MultipleChoiceField(
            label="Words that may tell of very few people",
            help_text="Tick each once you are sure that nobody can be recognised by it.",
            choices={_key(found): _shown(found) for found in marked},
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(["required", "invalid_choice"], NOT_ALL_TICKED),
        )
        self.fields["words_checked"] = forms.CharField(
            label="Why these words may stand",
            help_text="Kept with the decision, never public.",
            max_length=2000,
            widget=SHORT,
        )

    def clean_checked(self) -> list[str]:
        """All of them, or it is not done."""
        ticked: list[str] = self.cleaned_data["checked"]
        if len(set(ticked)) < len(self.fields["checked"].choices):  # type: ignore[attr-defined]
            raise forms.ValidationError(NOT_ALL_TICKED)
        return ticked


def _key(found: MarkedText) -> str:
    """The phrase in its place: another one, or the same one somewhere else, has to be ticked anew."""
    words = f"{found.part}\n{found.before}\n{found.mark.words}\n{found.after}\n{found.mark.reason}"
    return sha256(words.encode()).hexdigest()[:16]


def _shown(found: MarkedText) -> SafeString:
    return format_html(
        "<span>In the {}: …{}<mark>{}</mark>{}… ({})</span>",
        found.part,
        found.before,
        found.mark.words,
        found.after,
        found.mark.reason,
    )
