"""The task "sources and consent"."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms

from casestudies.forms.strict import Day, PartialDate, RowToken, Tick, Words
from casestudies.forms.tasks.parts import ListOfRows, RowForm, RowsHere, TaskForm, row_list
from casestudies.forms.tasks.sheet import Sheet


class SourcesForm(TaskForm):
    """What an editor answers for."""

    wanted = ("agreed",)

    agreed = Tick(
        label="Whoever is named, quoted or shown has agreed, and nobody whom the project serves can be recognised",
        help_text="Kept with your name and the day.",
    )

    def lay_out(self) -> Iterable[Any]:
        return [RowsHere("sources"), Fieldset("Consent", "agreed")]


class SourceRow(RowForm):
    """A report, an evaluation, an article."""

    noun = "source"

    row = RowToken()
    title = Words(300, required=True, label="Title")
    publisher = Words(200, label="Published by")
    published = PartialDate(label="When", help_text="2014, 2014-04 or 2014-04-01.")
    address = forms.URLField(
        label="Address",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Write an address of the web, such as https://example.org/report."},
        widget=forms.TextInput,
    )
    accessed = Day(label="When you looked at it")

    def clean_address(self) -> str:
        """Addresses of the web alone: readers will follow them."""
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("Write an address that begins with https:// or http://.")
        return address

    def lay_out(self) -> Iterable[Any]:
        when = Div("publisher", "published", css_class="beside")
        return ["row", "title", when, Div("address", "accessed", css_class="beside")]


class SourcesSheet(Sheet):
    """Where readers can check, and what an editor answers for."""

    task = "sources"
    lede = "Reports and articles in which readers can check what you say; and your word that everybody has agreed."
    form_class = SourcesForm
    lists = {"sources": ListOfRows(row_list(SourceRow, 30), "Sources")}
