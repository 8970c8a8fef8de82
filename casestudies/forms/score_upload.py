"""Scores as a file, or pasted from a spreadsheet."""

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from outcomes.score_files import limits

MOST_PASTED = 1_000_000  # characters: 20,000 rows are about half of it
LIMITS = f"Up to {limits.MAX_ROWS:,} rows and {limits.MAX_BYTES // 1024**2} MB; .csv in UTF-8, or .xlsx."


class UnrepeatedTextarea(forms.Textarea):
    """A box that never shows what was sent: it may hold what should not be kept anywhere, a page included."""

    def format_value(self, value: Any) -> str:
        """Nothing."""
        return ""


class ScoreUploadForm(forms.Form):
    """One of the two; `key` makes one import of however many clicks."""

    file = forms.FileField(
        label="A file of scores", help_text=LIMITS, required=False, max_length=255, allow_empty_file=True
    )
    pasted = forms.CharField(
        label="Or paste them",
        help_text="Copy the rows in your spreadsheet, the headings with them, and paste them here.",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=UnrepeatedTextarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid.uuid4()
        for field in (self.fields["file"], self.fields["pasted"]):
            field.wanted = True  # type: ignore[attr-defined]  # one of them: neither reads "optional"
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self) -> Any:
        """The file, not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > limits.MAX_BYTES:
            raise ValidationError(f"The file is larger than {limits.MAX_BYTES // 1024**2} MB.")
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), (cleaned.get("pasted") or "").strip()
        if not self.errors and bool(file) == bool(pasted):
            self.add_error(
                "file", "Choose a file or paste scores, not both." if file else "Choose a file, or paste scores."
            )
        return cleaned

    @property
    def content(self) -> tuple[bytes, str]:
        """The bytes to read, and what they are called."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        # a lone surrogate cannot be written; the reader then says in which row it stands
        return self.cleaned_data["pasted"].encode(errors="surrogatepass"), "pasted scores.csv"
