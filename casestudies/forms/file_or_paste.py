"""Records as a file, or pasted from a spreadsheet."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from outcomes.score_files import limits

MOST_PASTED = 1_000_000  # characters: 20,000 rows of scores are about half of it
TOO_LONG = f"This is longer than {MOST_PASTED:,} characters. Save it as a .csv or .xlsx file and choose that instead."


class UnrepeatedTextarea(forms.Textarea):
    """A box that never shows what was sent: it may hold what should not be kept anywhere, a page included."""

    def format_value(self, value: Any) -> str:
        """Nothing."""
        return ""


class FileOrPasteForm(forms.Form):
    """One of the two. `cut_off` says that so much was sent that the server read none of it."""

    what: ClassVar[str] = "records"
    most_bytes: ClassVar[int] = limits.MAX_BYTES

    file = forms.FileField(required=False, max_length=255, allow_empty_file=True)
    pasted = forms.CharField(
        label="Or paste them",
        help_text="Copy the rows in your spreadsheet, the headings with them, and paste them here.",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        error_messages={"max_length": TOO_LONG},
        widget=UnrepeatedTextarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, cut_off: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cut_off = cut_off
        for field in (self.fields["file"], self.fields["pasted"]):
            field.wanted = True  # type: ignore[attr-defined]  # one of them: neither reads "optional"
        self.fields["file"].label = f"A file of {self.what}"
        self.fields["file"].help_text = self.limits()
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"
        self.helper = FormHelper()
        self.helper.form_tag = False

    @classmethod
    def limits(cls) -> str:
        """How much is taken, in words."""
        return f"Up to {limits.MAX_ROWS:,} rows and {cls.most_bytes // 1024**2} MB; .csv in UTF-8, or .xlsx."

    def clean_file(self) -> Any:
        """The file, not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > self.most_bytes:
            raise ValidationError(f"The file is larger than {self.most_bytes // 1024**2} MB.")
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), (cleaned.get("pasted") or "").strip()
        if self.cut_off:
            self.add_error("pasted", TOO_LONG)
        elif not self.errors and bool(file) == bool(pasted):
            both, neither = f"Choose a file or paste {self.what}, not both.", f"Choose a file, or paste {self.what}."
            self.add_error("file", both if file else neither)
        return cleaned

    @property
    def content(self) -> tuple[bytes, str]:
        """The bytes to read, and what they are called."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        # a lone surrogate cannot be written; the reader then says in which row it stands
        return self.cleaned_data["pasted"].encode(errors="surrogatepass"), f"pasted {self.what}.csv"
