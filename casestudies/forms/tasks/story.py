"""The task "story"."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from casestudies.desk import NewPicture
from casestudies.forms.pictures import ACCEPTED, TooMuch, redrawn
from casestudies.forms.strict import Paragraphs, RowToken, Tick, Words
from casestudies.forms.tasks.parts import ListOfRows, RowForm, RowsHere, TaskForm, TemplateHere, row_list
from casestudies.forms.tasks.sheet import Sheet, Typed


class StoryForm(TaskForm):
    """The three sections under their headline."""

    wanted = ("headline", "background", "action", "outcome")

    headline = Words(160, label="Headline", help_text="The project's own claim in one sentence, up to 160 characters.")
    background = Paragraphs(
        12_000, rows=10, label="Background", help_text="What was the need? Two to four paragraphs, 150 to 300 words."
    )
    action = Paragraphs(
        12_000, rows=12, label="Action", help_text="What do you do? Three to eight paragraphs, 200 to 500 words."
    )
    outcome = Paragraphs(
        12_000,
        rows=10,
        label="Outcome",
        help_text="What changed, in words? Figures belong to the results, where they are worked out and protected.",
    )

    def lay_out(self) -> Iterable[Any]:
        guide = TemplateHere("desk/story_guide.html")
        return [
            Fieldset("In words", "headline", guide, "background", "action", "outcome"),
            RowsHere("quotes"),
            RowsHere("pictures"),
            TemplateHere("desk/add_picture.html"),
        ]


class QuoteRow(RowForm):
    """A sentence or two of somebody who works there."""

    noun = "quotation"
    prefilled = ()

    words = Paragraphs(1000, rows=3, required=True, label="Words")
    speaker = Words(
        120, required=True, label="Who says it", help_text="Somebody who works there, never one of a family."
    )
    role = Words(160, label="Their role")
    consent = Tick(label="They have agreed to be quoted and named here")


class PictureRow(RowForm):
    """What a picture that is here already shows."""

    noun = "picture"
    prefilled = ()

    row = RowToken()
    alt_text = Words(
        300, label="What it shows", help_text="For those who cannot see it. Asked for before you can send."
    )
    caption = Words(300, label="Caption")
    consent = Tick(label="Everybody who can be recognised has agreed")

    def lay_out(self) -> Iterable[Any]:
        return ["row", TemplateHere("desk/thumbnail.html"), "alt_text", "caption", "consent"]


class PictureForm(forms.Form):
    """A picture to add. It is kept as we draw it anew: without the place, the camera and the time inside the file."""

    use_required_attribute = False

    picture = forms.FileField(
        label="Add a picture",
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
        help_text="JPEG, PNG or WebP, up to 8 MB and 8,000 by 8,000 pixels. You describe it once it is here.",
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
    )

    def clean_picture(self) -> NewPicture:
        """The picture drawn anew, or why it cannot be."""
        sent: UploadedFile = self.cleaned_data["picture"]
        try:
            return redrawn(sent)
        except TooMuch as problem:
            raise ValidationError(str(problem)) from None


class StorySheet(Sheet):
    """Headline, three sections, quotations, pictures."""

    task = "story"
    lede = "What readers get beside your figures. Write of your work and of families in general, never of one of them."
    form_class = StoryForm
    lists = {
        "quotes": ListOfRows(row_list(QuoteRow, 12), "Quotations", "Shown only with the speaker's agreement."),
        "pictures": ListOfRows(
            row_list(PictureRow, 12), "Pictures", "Shown only with words and with agreement.", can_add=False
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture_form = PictureForm()

    @classmethod
    def completed(cls, typed: Typed, facts: Mapping[str, Any]) -> Typed:
        """A picture is here as soon as it has been sent: it has a row even while the rest is not right yet."""
        has_row = {text for name, texts in typed.items() if re.fullmatch(r"pictures-\d+-row", name) for text in texts}
        added = [row for row in facts["pictures"] if row["row"] not in has_row]
        rows = cls.typed_from({"pictures": added})
        first = len([name for name in typed if re.fullmatch(r"pictures-\d+-row", name)])
        return typed | {
            f"pictures-{first + number}-{column}": rows[f"pictures-{number}-{column}"]
            for number in range(len(added))
            for column in PictureRow.base_fields
        }
