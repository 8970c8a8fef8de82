"""What a sent page asks for beside being saved: a row more, a row less, a place chosen, a picture added."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from casestudies.desk import Answers, NewPicture
from casestudies.forms.places import PlaceField
from casestudies.forms.tasks.project import ProjectSheet
from casestudies.forms.tasks.sheet import Problem, Sheet, Typed
from casestudies.forms.tasks.story import PictureForm, StorySheet
from casestudies.models import CaseStudy


@dataclass(slots=True)
class Change:
    """What is to be saved; `back_to` is where on the page to go on, `adds` the list that gets an empty row."""

    sheet_class: type[Sheet]
    typed: Typed
    back_to: str = ""
    adds: str = ""
    picture: NewPicture | None = None
    picture_form: PictureForm | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def asked_for(cls, sheet: type[Sheet], data: Mapping[str, Any], files: Mapping[str, UploadedFile]) -> "Change":
        """Read a request: which fields, and which button."""
        button = next((name for name in ("add", "remove", "choose") if data.get(name)), "")
        on = data.get(button, "")
        if button == "remove":
            data = _without_row(data, on)
        if button == "choose" and sheet is ProjectSheet:
            data = _with_place(data, on)
        change = cls(sheet, sheet.typed_in(data))
        name = on.partition("-")[0]
        if name in sheet.lists:
            change.back_to, change.adds = f"list-{name}", name if button == "add" else ""
        if sheet is StorySheet and ("picture" in files or on == "picture"):
            change.add_picture(files.get("picture"))
        return change

    def add_picture(self, sent: UploadedFile | None) -> None:
        """Check and redraw a picture. Its hash counts as typed: the same picture sent twice is the same answer."""
        self.picture_form = PictureForm({}, MultiValueDict({"picture": [sent]} if sent else {}))
        if not self.picture_form.is_valid():
            errors = self.picture_form.errors["picture"]
            self.problems = [Problem("id_picture", f"Picture: {error}") for error in errors]
        elif sent is not None:
            self.picture = self.picture_form.cleaned_data["picture"]
            sent.seek(0)
            self.typed["picture"] = [hashlib.sha256(sent.read()).hexdigest()]
            self.back_to = "list-pictures"

    def sheet(self, case_study: CaseStudy, *, final: bool) -> Sheet:
        """The page with what was typed."""
        sheet = self.sheet_class(case_study, self.typed, final=final)
        if self.picture_form is not None:
            sheet.picture_form = self.picture_form  # type: ignore[attr-defined]
        return sheet

    def answers(self, sheet: Sheet) -> Answers:
        """What to save."""
        answers = sheet.answers()
        if self.picture is not None:
            answers.facts["picture"] = self.picture
        return answers


def _without_row(data: Mapping[str, Any], row: str) -> Mapping[str, Any]:
    """The request without the fields of the row "places-1"."""
    if not re.fullmatch(r"[a-z]+-\d{1,4}", row, re.ASCII):
        return data
    kept = data.copy()  # type: ignore[attr-defined]
    for name in [name for name in kept if name.startswith(f"{row}-")]:
        del kept[name]
    return kept


def _with_place(data: Mapping[str, Any], button: str) -> Mapping[str, Any]:
    """The request as if the whole name of a place had been typed: "places-0-E10000029" is that place in that row."""
    match = re.fullmatch(r"(places-\d{1,4})-([A-Z]\d{8})", button, re.ASCII)
    label = PlaceField.label_by_code(match[2]) if match else ""
    if not (match and label):
        return data
    named = data.copy()  # type: ignore[attr-defined]
    named[f"{match[1]}-place"] = label
    return named


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that two people gave differently."""

    label: str
    mine: str
    theirs: str


def differences(mine: Sheet, theirs: Sheet) -> list[Difference]:
    """Every answer in which the two differ, in the order of the page."""
    said = {label: words for label, words, _ in mine.summary()}
    other = {label: words for label, words, _ in theirs.summary()}
    labels = [*said, *(label for label in other if label not in said)]
    pairs = [Difference(label, said.get(label, ""), other.get(label, "")) for label in labels]
    return [pair for pair in pairs if pair.mine != pair.theirs]
