"""What a reviewer says about a case study."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casestudies.editions.wordcheck import MarkedText
from casestudies.models import Comment, Point, Section
from casestudies.workflow import Said
from casestudies.workflow.dossier import CheckedPoint
from casestudies.workflow.versions import Version

type Row = tuple[CheckedPoint, forms.BoundField, forms.BoundField]

NOT_SEEN = "Open this page again: it did not say which version of the case study you were looking at."
NOT_ALL_SETTLED = "Settle each of these comments, or tick that it may stand."
NOT_ALL_TICKED = "Look at each of these phrases, and tick it."
BRIEF = forms.Textarea(attrs={"rows": 2})
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


class RejectForm(forms.Form):
    """Why it is turned down."""

    reason = forms.CharField(
        label="Why it is turned down",
        help_text="Its editors see this. They may open it again as a new draft.",
        max_length=2000,
        widget=SHORT,
    )


class ConfirmForm(forms.Form):
    """The second checker's word for what was let stand."""

    reason = forms.CharField(
        label="Why you agree", help_text="Kept with the decision, never public.", max_length=2000, widget=SHORT
    )


class MomentForm(forms.Form):
    """A day and a time of day here; `cleaned_data["at"]` is the moment, where a day is given."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(
        label="Time",
        help_text="As clocks in London show it.",
        initial=time(9),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    def clean(self) -> dict[str, Any]:
        """Put both together. A time that clocks skip or show twice, when they are changed, is refused."""
        said = super().clean() or self.cleaned_data
        day, hour = said.pop("day", None), said.pop("hour", None)
        if day and hour:
            try:
                said["at"] = from_current_timezone(datetime.combine(day, hour))
            except ValidationError:  # in words about time zones
                self.add_error("hour", "Clocks are changed that night: they skip this time or show it twice.")
        return said


class ScheduleForm(MomentForm):
    """When what was approved is published."""


class SeenForm(forms.Form):
    """Of what stands on the page. `seen` is the fingerprint of the document the page was made from; the page prints it
    anew each time."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Without it nobody knows what was looked at."""
        said = super().clean() or self.cleaned_data
        if not said.get("seen"):
            raise forms.ValidationError(NOT_SEEN)
        return said


class ChecklistForm(SeenForm):
    """What the reviewer says about each point: ticked or not, and what there is to note."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="check_%s", **kwargs)
        for point in Point:
            self.fields[point.value] = forms.BooleanField(label=point.label, required=False)
            self.fields[f"{point.value}_note"] = forms.CharField(
                label=f"Note on: {point.label}",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def said(self) -> dict[str, Said]:
        """What was said, by point."""
        answers = self.cleaned_data
        return {point.value: Said(answers[point.value], answers[f"{point.value}_note"]) for point in Point}

    @staticmethod
    def rows(form: forms.Form, checked: Sequence[CheckedPoint]) -> list[Row]:
        """Each point with its box and its note in `form`."""
        return [(one, form[one.point.value], form[f"{one.point.value}_note"]) for one in checked]

    @staticmethod
    def initial_of(checked: Sequence[CheckedPoint]) -> dict[str, object]:
        """What was said before; a tick that was made on another document is not taken over."""
        ticks: dict[str, object] = {one.point.value: one.holds for one in checked}
        return ticks | {f"{one.point.value}_note": one.said.note for one in checked if one.said}


class DifferenceForm(forms.Form):
    """Which two versions are put beside one another."""

    older = forms.ChoiceField(label="Compare")
    newer = forms.ChoiceField(label="with")

    def __init__(self, data: Any, *, versions: Mapping[str, Version]) -> None:
        super().__init__(data, auto_id="difference_%s")
        for field in self.fields.values():
            field.choices = [(key, version.name) for key, version in versions.items()]  # type: ignore[attr-defined]


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


class ApproveForm(SeenForm, MomentForm):
    """The reviewer's word for what is published: every comment settled or let stand, every marked phrase looked at, and
    why it may stand."""

    retire = forms.BooleanField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="What readers are told has changed", max_length=500, required=False, widget=SHORT, help_text="Public."
    )

    def __init__(
        self, *args: Any, marked: Sequence[MarkedText], is_first: bool, unsettled: Sequence[Comment] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "Publish it on"
        self.fields["day"].help_text = "Leave it empty to publish by hand."
        self.fields["day"].required = self.fields["hour"].required = False
        self.order_fields(["seen", "retire", "note"])
        if is_first:
            del self.fields["note"]
        if unsettled:
            self._ask_about(unsettled)
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
            help_text="Kept with the decision, never public. A second reviewer has to confirm it.",
            max_length=2000,
            widget=SHORT,
        )
        self.order_fields(["seen", "retire", "note", "comments", "checked", "words_checked"])

    def _ask_about(self, unsettled: Sequence[Comment]) -> None:
        number = len(unsettled)
        self.fields["comments"] = forms.TypedMultipleChoiceField(
            label="1 comment is not settled" if number == 1 else f"{number} comments are not settled",
            help_text="Settle it among the comments, or tick that it may stand as it is.",
            choices={comment.pk: f"{comment.get_section_display()}: {comment.words}" for comment in unsettled},
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(["required", "invalid_choice"], NOT_ALL_SETTLED),
        )
        self.order_fields(["seen", "retire", "note", "comments"])

    def clean_comments(self) -> list[int]:
        """All of them, or it is not done."""
        return self._all_of("comments", NOT_ALL_SETTLED)

    def clean_checked(self) -> list[str]:
        """All of them, or it is not done."""
        return self._all_of("checked", NOT_ALL_TICKED)

    def _all_of(self, name: str, otherwise: str) -> list[Any]:
        ticked: list[Any] = self.cleaned_data[name]
        if len(set(ticked)) < len(self.fields[name].choices):  # type: ignore[attr-defined]
            raise forms.ValidationError(otherwise)
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
