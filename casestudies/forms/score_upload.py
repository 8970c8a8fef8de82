"""Scores as a file, or pasted from a spreadsheet."""

import uuid
from typing import Any

from django import forms

from casestudies.forms.file_or_paste import FileOrPasteForm


class ScoreUploadForm(FileOrPasteForm):
    """`key` makes one import of however many clicks."""

    what = "scores"

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid.uuid4()
        if self.cut_off:  # not even the key arrived
            self.data = {"key": str(self.initial["key"])}
